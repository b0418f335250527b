import { expect, it } from 'vitest';
import { briefTexts } from '#shared/words/recommendation-brief';
import { REDIS_ADVICE } from '../../core/recommendations/made-recommendation';

it("a limit that only charges threatens no downtime: the client's words are not used", () => {
  const limit = REDIS_ADVICE.limit === null ? null : { ...REDIS_ADVICE.limit, stops: false };
  expect(briefTexts({ ...REDIS_ADVICE, limit })).toBeNull();
});

it("a limit that refuses keeps the client's words", () => {
  expect(briefTexts(REDIS_ADVICE)).toEqual({
    reason:
      "Your vercel kv storage mb is at 85.0% of the free plan limit. At current growth rate, you'll reach the limit in approximately 5 days. Upgrading to the pro plan will provide additional capacity and prevent service interruptions.",
    benefits: [
      'Increased storage mb capacity',
      'Avoid service degradation and downtime',
      'Support business growth without interruption',
      'Better performance and reliability',
    ],
    risks: [
      'Service may become unavailable if limit is reached',
      'Potential revenue loss from downtime',
      'Customer experience degradation',
      'Emergency upgrade may be more expensive',
    ],
  });
});
