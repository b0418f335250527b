import { describe, expect, test } from 'vitest';
import { firstReachedBy, reachedBy } from '#shared/core/forecasting/first-passage';
import { arima, levelIsStationary } from '#shared/core/forecasting/members/arima';
import { complexSmoothing } from '#shared/core/forecasting/members/complex-smoothing';
import { exponentialSmoothing } from '#shared/core/forecasting/members/exponential-smoothing';
import { deviationsOfMeans, deviationsOfSteps, type Member } from '#shared/core/forecasting/members/member';
import { nelderMead } from '#shared/core/forecasting/members/nelder-mead';
import { theta } from '#shared/core/forecasting/members/theta';
import { normalCdf, normalQuantile } from '#shared/core/forecasting/normal';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { hasOpinion } from '#shared/core/forecasting/second-opinion';
import { averaged, weightOf } from '#shared/core/forecasting/weighed-opinion';
import { noiseFrom } from './series-made-up';

const DAYS = { short: 7, long: 1 };
const DAILY = { seasons: DAYS, horizon: 30, nonNegative: true, widen: 1 };
const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));

/** A random walk of standard normal steps. */
function walk(n: number, seed: number, from = 0): Float64Array {
  const next = noiseFrom(seed);
  let level = from;
  return series(n, () => {
    level += next();
    return level;
  });
}

describe('the four members', () => {
  const line = series(120, (i) => 50 + 3 * i);
  const all: readonly [string, Member][] = [
    ['ETS', exponentialSmoothing],
    ['Theta', theta],
    ['CES', complexSmoothing],
    ['ARIMA', arima],
  ];

  test.each(all)('%s: a constant stays, without width', (_, member) => {
    const constant = series(60, () => 8);
    const fitted = member(constant);
    fitted.path(constant, 30).forEach((value) => {
      expect(value).toBeCloseTo(8, 1);
    });
    expect(deviationsOfSteps(fitted, 30)[29]).toBeLessThan(0.2);
  });

  test('ETS and ARIMA go on along a straight line, Theta along half of its slope', () => {
    expect(exponentialSmoothing(line).path(line, 10)[9]).toBeCloseTo(50 + 3 * 129, 0);
    expect(arima(line).path(line, 10)[9]).toBeCloseTo(50 + 3 * 129, 0);
    const path = theta(line).path(line, 10);
    expect(((path[9] as number) - (path[0] as number)) / 9).toBeCloseTo(1.5, 6);
  });

  test('ARIMA finds a process of one lag again, and what it is about', () => {
    const next = noiseFrom(5);
    let away = 0;
    const values = series(2_000, () => {
      away = 0.7 * away + next();
      return 100 + away;
    });
    expect(levelIsStationary(values)).toBe(true);
    const fitted = arima(values);
    const last = (values.at(-1) as number) - 100;
    expect(fitted.path(values, 3)[2]).toBeCloseTo(100 + last * 0.7 ** 3, 0);
    expect(Math.sqrt(fitted.variance)).toBeCloseTo(1, 1);
    // The far deviation of such a process: 1 / sqrt(1 - 0.7 * 0.7).
    expect(deviationsOfSteps(fitted, 60)[59]).toBeGreaterThan(1.3);
    expect(deviationsOfSteps(fitted, 60)[59]).toBeLessThan(1.5);
  });

  test.each(all)('%s: the errors of a random walk add up', (_, member) => {
    const values = walk(2_000, 9);
    expect(levelIsStationary(values)).toBe(false);
    const fitted = member(values);
    expect(fitted.path(values, 5)[4]).toBeCloseTo(values.at(-1) as number, -1);
    expect(deviationsOfSteps(fitted, 16)[15]).toBeGreaterThan(3.4);
    expect(deviationsOfSteps(fitted, 16)[15]).toBeLessThan(4.8);
  });

  test('a walk: the mean of the next n values has the variance (n + 1)(2 n + 1) / 6 n of a step', () => {
    const member = { variance: 4, shocks: (n: number) => series(n, () => 1), path: () => new Float64Array() };
    expect(deviationsOfMeans(member, 10)[9]).toBeCloseTo(2 * Math.sqrt((11 * 21) / 60), 12);
    expect(deviationsOfSteps(member, 10)[9]).toBeCloseTo(2 * Math.sqrt(10), 12);
    const independent = { ...member, shocks: (n: number) => series(n, (j) => Number(j === 0)) };
    expect(deviationsOfMeans(independent, 25)[24]).toBeCloseTo(2 / 5, 12);
  });

  test('from a past moment, nothing later is known', () => {
    const values = walk(120, 4, 60);
    for (const [, member] of all) {
      const fitted = member(values);
      const changed = values.slice(0, 80);
      expect(Array.from(fitted.path(values.subarray(0, 80), 9))).toEqual(Array.from(fitted.path(changed, 9)));
    }
  });

  test('the search finds the lowest point of a curved valley', () => {
    const valley = ([x = 0, y = 0]: Float64Array) => (1 - x) ** 2 + 10 * (y - x * x) ** 2;
    const { at } = nelderMead(valley, [-0.5, 0.5], 0.2, [
      [-2, 2],
      [-2, 2],
    ]);
    expect(at[0]).toBeCloseTo(1, 1);
    expect(at[1]).toBeCloseTo(1, 1);
  });
});

describe('the second opinion beside ours', () => {
  test('is asked of four weeks of days that are not all alike', () => {
    expect(hasOpinion(walk(28, 1), DAYS)).toBe(true);
    expect(hasOpinion(walk(27, 1), DAYS)).toBe(false);
    expect(hasOpinion(walk(500, 1), { short: 24, long: 168 })).toBe(false);
    expect(hasOpinion(new Float64Array(60).fill(3), DAYS)).toBe(false);
  });

  test('counts its share when equally good, nothing where ours was exact', () => {
    expect(weightOf(5, 5, 1 / 3)).toBeCloseTo(1 / 3, 12);
    expect(weightOf(0, 5, 1 / 3)).toBe(0);
    expect(weightOf(5, 0, 1 / 3)).toBe(1);
    expect(weightOf(0, 0, 1 / 3)).toBeCloseTo(1 / 3, 12);
  });

  test('quantiles are averaged where ups and downs have one size', () => {
    const log = { forward: Math.log, backward: Math.exp };
    expect(averaged([[1, 100]], [[100, 100]], log, 0.5)[0]?.[0]).toBeCloseTo(10, 9);
    expect(averaged([[1, 100]], [[100, 100]], log, 0.5)[0]?.[1]).toBe(100);
  });

  test('is not asked to disturb what is exact', () => {
    const { steps } = forecastRegular(
      series(120, (i) => 1_000 + 7 * i),
      DAILY,
    );
    expect(steps[29]?.[3]).toBeCloseTo(1_000 + 7 * 149, 6);
  });
});

describe('days that hang on the days before', () => {
  test('a mood of days is remembered, and left', () => {
    // Without candidates that remember: 22.3 % of a mean weekday.
    const errors = Array.from({ length: 12 }, (_, seed) => {
      const next = noiseFrom(seed + 1);
      let mood = 0;
      const values = series(127, (i) => {
        mood = 0.8 * mood + next();
        return (100 + 20 * mood) * (i % 7 >= 5 ? 0.5 : 1);
      });
      const { steps } = forecastRegular(values.subarray(0, 120), { ...DAILY, horizon: 7 });
      return steps.reduce((sum, row, h) => sum + Math.abs((row[3] as number) - (values[120 + h] as number)), 0) / 700;
    });
    expect(errors.reduce((a, b) => a + b, 0) / 12).toBeLessThan(0.21);
  });

  test('a level that jumps both ways is not carried on by its last jump', () => {
    const jumps = series(97, (i) => (Math.floor(i / 24) % 2 === 0 ? 400 : 900) + (i % 24) * 0.5);
    const { steps } = forecastRegular(jumps, DAILY);
    expect(jumps.at(-1)).toBe(400);
    // Slopes of weeks alone said 645.
    expect(steps[29]?.[3]).toBeLessThan(560);
    expect(steps[29]?.[3]).toBeGreaterThan(350);
  });
});

describe('a level that walks', () => {
  const rows = Array.from({ length: 30 }, (_, h) =>
    QUANTILE_LEVELS.map((p) => 100 + normalQuantile(p) * Math.sqrt(h + 1)),
  );

  test('is above a limit somewhere more often than at the end, as the reflection of its paths has it', () => {
    // Reflection: P(highest of a walk >= limit) = 2 P(end >= limit), a little less for days than for moments.
    const limit = 104;
    const end = 1 - normalCdf(4 / Math.sqrt(30));
    const reached = firstReachedBy({ steps: rows, peaks: rows, walks: true }, limit);
    expect(reachedBy(rows, limit, 'total')[29]).toBeCloseTo(end, 6);
    expect(reached[29]).toBeGreaterThan(1.3 * end);
    expect(reached[29]).toBeLessThan(1.5 * end);
  });

  test('one that never falls is where its highest is', () => {
    expect(firstReachedBy({ steps: rows, peaks: rows, walks: false }, 104)).toEqual(reachedBy(rows, 104, 'total'));
  });

  test('says as often that it meets a limit as real walks do', () => {
    let said = 0;
    let came = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const values = walk(150, seed, 100);
      const known = values.subarray(0, 120);
      const limit = Math.max(...known.subarray(90)) + 3;
      said += firstReachedBy(forecastRegular(known, { ...DAILY, amounts: false }), limit)[29] as number;
      came += Number(values.subarray(120).some((value) => value >= limit));
    }
    expect(came).toBe(14);
    // From the highest value so far alone, 11.9.
    expect(said).toBeGreaterThan(13);
    expect(said).toBeLessThan(17);
  });
});
