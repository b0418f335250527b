import { expect, test } from 'vitest';
import { effectWords } from '#shared/words/roi';

const cost = { currency: 'USD', current: 120_000_000, projected: 120_000_000, recommended: 120_000_000 };

test("a provider's limit that is raised is not free: so much more may be charged", () => {
  const change = { kind: 'budget', own: false, from: 150, to: 225 } as const;
  expect(effectWords({ gain: null, cost, change })).toBe('up to $75 more');
});

test("a budget of one's own only tells", () => {
  const change = { kind: 'budget', own: true, from: null, to: 225 } as const;
  expect(effectWords({ gain: null, cost, change })).toBe('free');
});
