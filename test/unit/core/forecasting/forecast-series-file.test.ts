import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecastFile } from '#shared/core/forecasting/forecast-series-file';

const lines = (rows: readonly (readonly [string, number | string])[]) =>
  ['t,value', ...rows.map((r) => r.join(','))].join('\n');
const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
const minute = (i: number, step: number) => new Date(Date.UTC(2026, 0, 1) + i * step * 60_000).toISOString();
const growing = lines(Array.from({ length: 40 }, (_, i) => [day(i), 100 + 2 * i]));

describe('a file of days', () => {
  test('has 30 steps that go on after its last day, and a limit in days', () => {
    const { steps, limit, refused } = forecastFile(growing, { limit: 198 });
    expect(refused).toBeNull();
    expect(steps).toHaveLength(30);
    expect(steps[0]?.t).toBe('2026-02-10');
    expect(limit?.days.q50).toBeCloseTo(10, 0);
    expect(limit?.probability.within7).toBeLessThan(0.1);
    expect(limit?.probability.within30).toBeGreaterThan(0.99);
    expect(Object.keys(steps[0] ?? {})).toEqual(['t', 'q025', 'q10', 'q25', 'q50', 'q75', 'q90', 'q975']);
  });

  test('a limit beyond 30 days is null with its probability', () => {
    const { limit } = forecastFile(growing, { limit: 1e6 });
    expect(limit?.days).toEqual({ q10: null, q50: null, q90: null });
    expect(limit?.probability.within30).toBeLessThan(0.001);
  });

  test('a limit of 0 or already passed is reached now; no limit is null; the horizon is kept', () => {
    expect(forecastFile(growing, { limit: 0 }).limit?.days.q50).toBe(0);
    const without = forecastFile(growing, { horizon: 5 });
    expect(without.limit).toBeNull();
    expect(without.steps).toHaveLength(5);
  });

  test('says where the level changed', () => {
    const text = lines(Array.from({ length: 60 }, (_, i) => [day(i), (i < 40 ? 50 : 90) + (i % 3)]));
    const { changePoints } = forecastFile(text);
    expect(changePoints.map(({ t }) => t)).toEqual([day(40)]);
    expect(changePoints[0]?.change).toBeCloseTo(40, -1);
  });
});

describe('other steps', () => {
  test.each([
    [15, 800],
    [60, 400],
    [360, 120],
    [1, 3_000],
  ])('of %d minutes', (step, count) => {
    const text = lines(Array.from({ length: count }, (_, i) => [minute(i, step), 50 + (i * step) / 1_440]));
    const { steps, limit, refused } = forecastFile(text, { limit: 50 + (count * step) / 1_440 + 5 });
    expect(refused).toBeNull();
    expect(steps).toHaveLength(72);
    expect(steps[0]?.t).toBe(minute(count, step).replace('.000', ''));
    expect(limit?.days.q50).toBeGreaterThan(3.5);
    expect(limit?.days.q50).toBeLessThan(6.5);
  });
});

describe('refused, with why', () => {
  test.each([
    ['', 'The first line must be the header "t,value".'],
    ['time,value\n2026-01-01,1', 'The first line must be the header "t,value".'],
    ['t,value\n', 'There is no line below the header.'],
    ['t,value\nyesterday,1', 'Line 2: "yesterday" is neither a day (YYYY-MM-DD) nor an ISO time.'],
    ['t,value\n2026-01-01,x\n2026-01-02,NaN\n2026-01-03,', 'No value is a usable number.'],
    ['t,value\n2026-01-01,1\n2026-01-02,2', 'Too early to tell: 2 of at least 3 values.'],
    [
      't,value\n2026-01-01,1\n2026-01-02,1\n2026-01-03,1\n2026-01-03T05:00Z,1\n2026-01-04,1',
      'Mixed steps: 1 of 5 times are off the step of one day.',
    ],
    [
      lines([
        ...growing
          .split('\n')
          .slice(1)
          .map((l) => l.split(',') as [string, string]),
        ['2036-01-01', 1],
      ]),
      'Too early to tell: 1 of at least 3 values since the last long gap.',
    ],
  ])('%j', (text, why) => {
    const answer = forecastFile(text, { limit: 5 });
    expect(answer).toEqual({ steps: [], limit: null, changePoints: [], refused: why });
  });

  test('what is only untidy is read: any order, doubled times, gaps, 1e300, Windows line ends', () => {
    const rows = growing.split('\n').slice(1);
    const untidy = ['t,value', '2026-01-05,9', ...rows.reverse(), ''].join('\r\n');
    expect(forecastFile(untidy, { limit: 198 })).toEqual(forecastFile(growing, { limit: 198 }));
    const holed = growing.replace('2026-01-20,138', '2026-01-20,1e300');
    expect(forecastFile(holed).steps[0]?.q50).toBeCloseTo(180, 0);
  });
});

test('a real hourly file keeps its gaps and rhythm', () => {
  const text = readFileSync(new URL('../../../fixtures/series/ad-cpm-hourly.csv', import.meta.url), 'utf8');
  const { steps, refused } = forecastFile(text);
  expect(refused).toBeNull();
  expect(steps[0]?.t).toMatch(/^2011-09-0\dT\d\d:00:00Z$/);
  expect(steps.every(({ q10, q90 }) => q10 > 0 && q90 > q10)).toBe(true);
});
