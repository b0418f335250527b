import { expect, test } from 'vitest';
import { analyzeRoi, raisedBy } from '#shared/core/recommendations/roi';
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
