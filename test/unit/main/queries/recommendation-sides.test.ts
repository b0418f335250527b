import { expect, it } from 'vitest';
import { briefTexts } from '#shared/words/recommendation-brief';
import { BRIEF_TEXTS } from '../../../fixtures/brief-example';
import { REDIS_ADVICE } from '../../core/recommendations/made-recommendation';

it("a limit that only charges threatens no downtime: the client's words are not used", () => {
  const limit = REDIS_ADVICE.limit === null ? null : { ...REDIS_ADVICE.limit, stops: false };
  expect(briefTexts({ ...REDIS_ADVICE, limit })).toBeNull();
});

it("a limit that refuses keeps the client's words", () => {
  expect(briefTexts(REDIS_ADVICE)).toEqual(BRIEF_TEXTS);
});
