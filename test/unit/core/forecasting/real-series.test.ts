import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { accuracyOf } from '../../../bench/forecast/accuracy';
import { ENGINE, METHODS } from '../../../bench/forecast/methods';
import { type MonthEndScore, monthEndScores } from '../../../bench/forecast/month-end';
import { loadSeries } from '../../../bench/forecast/series';
import { verdictFlips } from '../../../bench/forecast/stability';

const all = loadSeries(fileURLToPath(new URL('../../../fixtures/series/', import.meta.url)));

describe('on the real series', () => {
  test.each([
    ['day', 1.35],
    ['hour', 0.81],
  ] as const)('%s: accurate, and inside its intervals as often as it says', (step, mase) => {
    const ours = accuracyOf(ENGINE, all, step);
    expect(ours.mase).toBeLessThan(mase);
    expect(ours.inside50).toBeGreaterThan(0.44);
    expect(ours.inside50).toBeLessThan(0.58);
    expect(ours.inside80).toBeGreaterThan(0.75);
    expect(ours.inside80).toBeLessThan(0.87);
    expect(ours.inside95).toBeGreaterThan(0.91);
    expect(ours.inside95).toBeLessThan(0.99);
    const naive = METHODS.find(({ name }) => name === 'seasonal naive') as (typeof METHODS)[number];
    expect(ours.pinball).toBeLessThan(accuracyOf(naive, all, step).pinball);
  });

  test('the verdict never flips on the same data', () => {
    expect(verdictFlips(all)).toEqual({ verdicts: 120, flips: 0 });
  });

  test.each([
    [3, 0.71],
    [7, 0.87],
    [14, 0.95],
    [21, 0.82],
  ])('the month end, asked on day %d, is nearer than pace so far', (day, share) => {
    const score = monthEndScores(all).find((one) => one.day === day) as MonthEndScore;
    expect(score.error).toBeLessThan(share * score.pace);
    expect(score.middleSeries).toBeLessThan(0.9);
    expect(score.inside80).toBeGreaterThan(0.7);
    expect(score.inside80).toBeLessThan(0.87);
  });
});
