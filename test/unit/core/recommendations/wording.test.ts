import { describe, expect, test } from 'vitest';
import { type HeadlineInput, headlineOf } from '#shared/core/recommendations/wording';

const BRIEF: HeadlineInput = {
  currentUsage: 25.5,
  limitValue: 30,
  recommendedLimit: 512,
  unit: 'MB',
  growthPerDay: 0.9,
  daysToLimit: 5,
  recommendedPlanName: 'Pro',
};

describe('the headline of a recommendation', () => {
  test.each<[string, Partial<HeadlineInput>, string]>([
    [
      'tells how fast it fills and for how long the next plan lasts',
      {},
      'At 0.9 MB a day, 30 MB are full in about 5 days. Pro has 512 MB, enough for about another 18 months.',
    ],
    [
      'tells what is used where nothing grows, and promises no time then',
      { growthPerDay: 0 },
      '25.5 of 30 MB are used. Pro has 512 MB.',
    ],
    [
      'does so too where it shrinks',
      { growthPerDay: -1, daysToLimit: null },
      '25.5 of 30 MB are used. Pro has 512 MB.',
    ],
    [
      'tells what is used where the limit is not in sight',
      { growthPerDay: 0.001, daysToLimit: null },
      '25.5 of 30 MB are used. Pro has 512 MB.',
    ],
    [
      'never says "in now"',
      { daysToLimit: 0 },
      'At 0.9 MB a day, 30 MB are full now. Pro has 512 MB, enough for about another 18 months.',
    ],
    [
      'says so where the next plan has no limit that anybody published',
      { recommendedLimit: null },
      'At 0.9 MB a day, 30 MB are full in about 5 days. Pro has no published limit.',
    ],
  ])('%s', (_what, change, headline) => {
    expect(headlineOf({ ...BRIEF, ...change })).toBe(headline);
  });
});
