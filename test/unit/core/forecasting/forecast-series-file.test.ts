import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecastFile } from '#shared/core/forecasting/forecast-series-file';
import { readSeriesText } from '#shared/core/forecasting/series-text';

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

  test('a horizon asked for is also how far a day is told; the probabilities stay about 7 and 30 days', () => {
    const text = lines(Array.from({ length: 40 }, (_, i) => [day(i), 100 + 2 * i]));
    const near = forecastFile(text, { limit: 218, horizon: 10 }).limit;
    expect(near?.days.q50).toBeNull();
    expect(near?.probability.within30).toBeGreaterThan(0.9);
    expect(forecastFile(text, { limit: 298 }).limit?.days.q50).toBeNull();
    expect(forecastFile(text, { limit: 298, horizon: 90 }).limit?.days.q50).toBeCloseTo(60, -1);
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

describe('steps of the calendar', () => {
  const month = (i: number, at: number) => new Date(Date.UTC(2020, i, at)).toISOString().slice(0, 10);
  const yearly = (i: number) => `${1_990 + i}-02-28`;

  test.each([
    ['the first of a month', (i: number) => month(i, 1), ['2024-01-01', '2024-02-01', '2024-03-01']],
    ['the last of a month', (i: number) => month(i + 1, 0), ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['a quarter', (i: number) => month(3 * i, 15), ['2032-01-15', '2032-04-15', '2032-07-15']],
    ['a year', yearly, ['2038-02-28', '2039-02-28', '2040-02-28']],
  ])('%s', (_name, at, next) => {
    const text = lines(Array.from({ length: 48 }, (_, i) => [at(i), 100 + 2 * i]));
    const { steps, refused } = forecastFile(text, { horizon: 3 });
    expect(refused).toBeNull();
    expect(steps.map(({ t }) => t)).toEqual(next);
    expect(steps[0]?.q50).toBeCloseTo(196, 0);
  });

  test('a limit of months is told in days', () => {
    const text = lines(Array.from({ length: 48 }, (_, i) => [month(i, 1), 100 + 2 * i]));
    expect(forecastFile(text, { limit: 204, horizon: 12 }).limit?.days.q50).toBeCloseTo(5 * 30.4, -1);
  });

  test('local midnights stay days when clocks change', () => {
    const local = (i: number) => `${day(60 + i)}T00:00:00${i < 28 ? '+01:00' : '+02:00'}`;
    const { steps, refused } = forecastFile(lines(Array.from({ length: 60 }, (_, i) => [local(i), 100 + 2 * i])));
    expect(refused).toBeNull();
    expect(steps[0]?.t).toBe('2026-04-30T22:00:00Z');
    expect(steps[0]?.q50).toBeCloseTo(220, 0);
  });
});

test('every value of a file is read, the oldest too, and what is missing is a gap', () => {
  const reading = readSeriesText('t,value\n2026-01-01,1\n2026-01-02,2\n2026-01-04,4\n');
  expect('series' in reading && Array.from(reading.series.values)).toEqual([1, 2, Number.NaN, 4]);
});

describe('refused, with why', () => {
  test.each([
    ['', 'The first line must be the header "t,value".'],
    ['time,value\n2026-01-01,1', 'The first line must be the header "t,value".'],
    ['t,value\n', 'There is no line below the header.'],
    ['t,value\nyesterday,1', 'Line 2: "yesterday" is neither a day (YYYY-MM-DD) nor an ISO time.'],
    ['t,value\n2026-01-01,12,5', 'Line 2 has 3 cells under 2 headings: a comma within a number?'],
    ['t,value\n\u001B[31m,1', 'Line 2: "?[31m" is neither a day (YYYY-MM-DD) nor an ISO time.'],
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
    const framed = growing
      .replaceAll(/^(.*),(.*)$/gm, 'x,"$2","$1"')
      .replace('x,"value","t"', '\uFEFF\n \nnote,VALUE,T');
    expect(forecastFile(framed, { limit: 198 })).toEqual(forecastFile(growing, { limit: 198 }));
    expect(forecastFile(growing.replaceAll('\n', '\r'))).toEqual(forecastFile(growing));
    const holed = growing.replace('2026-01-20,138', '2026-01-20,1e300');
    expect(forecastFile(holed).steps[0]?.q50).toBeCloseTo(180, 0);
  });
});

describe('a gap of ten years', () => {
  const hours = (from: number, count: number, minutes: number) =>
    Array.from({ length: count }, (_, i): [string, number] => [
      new Date(from + i * minutes * 60_000).toISOString(),
      50 + (i % 24),
    ]);

  test.each([60, 5])('leaves what lies before it out, whatever its minutes: steps of %i minutes', (minutes) => {
    const now = hours(Date.UTC(2026, 0, 1), 400, minutes);
    const old = hours(Date.UTC(2016, 0, 1, 0, 17), 200, minutes);
    expect(forecastFile(lines([...old, ...now]))).toEqual(forecastFile(lines(now)));
  });
});

test('two hundred thousand lines are a series too', () => {
  const text = lines(Array.from({ length: 201_000 }, (_, i) => [minute(i, 1), 50 + (i % 60)]));
  expect(forecastFile(text).refused).toBeNull();
});

test('a real hourly file keeps its gaps and seasonality', () => {
  const text = readFileSync(new URL('../../../fixtures/series/ad-cpm-hourly.csv', import.meta.url), 'utf8');
  const { steps, refused } = forecastFile(text);
  expect(refused).toBeNull();
  expect(steps[0]?.t).toMatch(/^2011-09-0\dT\d\d:00:00Z$/);
  expect(steps.every(({ q10, q90 }) => q10 > 0 && q90 > q10)).toBe(true);
});
