import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { accuracyOf } from '../../../bench/forecast/accuracy';
import { limitCases, limitScore } from '../../../bench/forecast/limits';
import { ENGINE, METHODS } from '../../../bench/forecast/methods';
import { type MonthEndScore, monthEndScores } from '../../../bench/forecast/month-end';
import { type BenchSeries, loadSeries } from '../../../bench/forecast/series';
import { verdictFlips } from '../../../bench/forecast/stability';
import { ALL_CASES } from '../../../integration/support/all-cases';

const all = loadSeries(fileURLToPath(new URL('../../../fixtures/series/', import.meta.url)));

let scores: readonly MonthEndScore[] | null = null;

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

  test('few days promise no more than they can hold', () => {
    const shares = all.filter(({ step }) => step === 'day').map((series) => insideAfter(4, series));
    // 69 % while the span of four days bounded what may come.
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.75);
  });

  test('limits are met when it says, as likely as it says', () => {
    const { error, brier7, brier30, sure } = limitScore(ENGINE, limitCases(all));
    // 1.93 and 3.14 days off, 0.0618 and 0.1329, while levels that never fall were taken for ones that may.
    expect(error[0]).toBeLessThan(1.85);
    expect(error[1]).toBeLessThan(3);
    // A line through the last seven days is 5.78 days off.
    expect(error[2]).toBeLessThan(5.78);
    // 0.0615 before a level's whole walk was looked at, which on 59 other series lowers it from 0.0873 to 0.0858.
    expect(brier7).toBeLessThan(0.063);
    expect(brier30).toBeLessThan(0.132);
    expect(sure.wrong).toBeLessThanOrEqual(sure.allowed);
  });

  test('the verdict never flips on the same data', () => {
    const cuts = ALL_CASES ? 40 : 8;
    expect(verdictFlips(all, cuts)).toEqual({ verdicts: 3 * cuts, flips: 0 });
  });

  test.each([
    [3, 0.71],
    [7, 0.87],
    [14, 0.95],
    [21, 0.82],
  ])('the month end, asked on day %d, is nearer than pace so far', (day, share) => {
    scores ??= monthEndScores(all);
    const score = scores.find((one) => one.day === day) as MonthEndScore;
    expect(score.error).toBeLessThan(share * score.pace);
    expect(score.middleSeries).toBeLessThan(0.9);
    expect(score.inside80).toBeGreaterThan(0.7);
    expect(score.inside80).toBeLessThan(0.87);
  });
});

const ORIGINS = 60;
const WEEK = 7;

/** Share of the next week's days inside the 80 % interval, asked with so many days of history. */
function insideAfter(days: number, { values }: BenchSeries): number {
  const options = { seasons: { short: WEEK, long: 1 }, horizon: WEEK, nonNegative: true, widen: 1 };
  const inside: boolean[] = [];
  for (let origin = 0; origin < ORIGINS; origin += 1) {
    const at = Math.round(20 + ((values.length - 30) * origin) / ORIGINS);
    const history = values.slice(at - days, at);
    const truth = values.slice(at, at + WEEK);
    if (history.every(Number.isFinite)) {
      const { steps } = forecastRegular(history, options);
      truth.forEach((value, h) => {
        const row = steps[h] as readonly number[];
        inside.push(value >= (row[1] as number) && value <= (row[5] as number));
      });
    }
  }
  return inside.filter(Boolean).length / inside.length;
}
