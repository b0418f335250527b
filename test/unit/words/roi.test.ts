import { expect, test } from 'vitest';
import { analyzeRoi, raisedBy } from '#shared/core/recommendations/roi';
import { savedTogether } from '#shared/words/recommendation-shelf';
import { effectWords, roiNote, roiShort } from '#shared/words/roi';

const cost = { currency: 'USD', current: 120_000_000, projected: 120_000_000, recommended: 120_000_000 };

test("a provider's limit that is raised is not free: so much more may be charged", () => {
  const change = { kind: 'budget', own: false, from: 150, to: 225 } as const;
  expect(effectWords({ gain: null, cost, change, confidence: 'high' })).toBe('up to $75 more');
});

test('nor is it free in the column of the ROI, nor in its note', () => {
  const change = { kind: 'budget', own: false, from: 150, to: 225 } as const;
  const roi = analyzeRoi(
    { cost, stops: true, work: { hours: 0.25 }, raisedBy: raisedBy(change) },
    { revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12, hoursOfWork: null, hourlyRate: null },
  );
  expect(roiShort(roi)).toBe('no price');
  expect(roiNote(roi.notes['roi'] ?? 'free')).toBe(
    'It has no price: what is then used is charged, up to the new limit.',
  );
});

test("a budget of one's own only tells", () => {
  const change = { kind: 'budget', own: true, from: null, to: 225 } as const;
  expect(effectWords({ gain: null, cost, change, confidence: 'high' })).toBe('free');
});

test('what hangs on an answer may save, and what is not read of the other bill saves so much at most', () => {
  const change = { kind: 'seats', from: 3, to: 1 } as const;
  const gain = { amount: 40_000_000, low: 0, high: 0, probability: 1, againstCut: null, averted: null };
  const least = { current: false, recommended: true, extra: true };
  expect(effectWords({ gain, cost, change, confidence: 'low' })).toBe('may save $40 / mo');
  expect(effectWords({ gain, cost: { ...cost, least }, change, confidence: 'medium' })).toBe('saves at most $40 / mo');
});

test('the sum of savings tells how much of it hangs on answers', () => {
  expect(savedTogether(36, 36, 'USD')).toEqual(['saves $36 a month if all are done']);
  expect(savedTogether(40, 0, 'USD')).toEqual(['may save $40 a month if all are done, by your answers']);
  expect(savedTogether(158, 36, 'USD')).toEqual(['saves $158 a month if all are done ($122 by your answers)']);
  expect(savedTogether(0, 0, 'USD')).toEqual([]);
});
