import { describe, expect, test } from 'vitest';
import { levelThrough, smearingOfTotals } from '#shared/core/forecasting/smearing';
import { stabilizingTransform } from '#shared/core/forecasting/stabilizing-transform';

const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));
const NONE = new Float64Array(1);

describe('the level through a series', () => {
  test('is the mean of two weeks around each step, with its seasonality', () => {
    const seasonality = Float64Array.of(-3, 0, 3);
    const level = levelThrough(
      series(60, (i) => 10 + i + (seasonality[i % 3] as number)),
      seasonality,
    );
    expect(level[30]).toBeCloseTo(40 - 3, 9);
    expect(level[32]).toBeCloseTo(42 + 3, 9);
    expect(levelThrough(Float64Array.of(1, 3), NONE)).toEqual(Float64Array.of(2, 2));
  });
});

describe('the lift of totals', () => {
  const flat = series(120, () => 10);

  test('grows with the length where every tenth day is a big one, and is none for a single day', () => {
    const values = series(120, (i) => (i % 10 === 5 ? 30 : 10));
    const scale = stabilizingTransform(values);
    const lift = smearingOfTotals(values, flat, scale, 30);
    expect(lift[0]).toBe(0);
    expect(lift[9]).toBeCloseTo(scale.forward(12) - scale.forward(10), 9);
    expect(lift[29]).toBeCloseTo(lift[9] as number, 9);
  });

  test('is none for one viral day, however big', () => {
    const values = series(120, (i) => (i === 60 ? 9_999 : 10));
    expect(Array.from(smearingOfTotals(values, flat, stabilizingTransform(values), 30))).toEqual(Array(30).fill(0));
  });

  test('is none for one burst in the middle, which most of the longer stretches hold', () => {
    const values = series(60, (i) => (i > 30 && i < 34 ? 100 : 10));
    const level = series(60, () => 10);
    expect(Array.from(smearingOfTotals(values, level, stabilizingTransform(values), 30))).toEqual(Array(30).fill(0));
  });

  test('is below zero where days are missing again and again', () => {
    const values = series(120, (i) => (i % 10 === 5 ? 0 : 10));
    expect(smearingOfTotals(values, flat, stabilizingTransform(values), 10)[9]).toBeLessThan(0);
  });

  test('stays within half again, and beyond a quarter of the series what it is there', () => {
    const values = series(120, (i) => (i % 5 === 0 ? 1_000 : 10));
    const lift = smearingOfTotals(values, flat, stabilizingTransform(values), 90);
    expect(lift[20]).toBeCloseTo(Math.log(1.5), 9);
    const short = series(20, (i) => (i % 4 === 0 ? 14 : 10));
    const late = smearingOfTotals(
      short,
      series(20, () => 10),
      stabilizingTransform(short),
      15,
    );
    expect(late[14]).toBe(late[4]);
    expect(late[4]).toBeGreaterThan(0);
  });

  test('is none without a logarithmic scale', () => {
    const values = series(120, (i) => (i % 5 === 0 ? 50 : -10));
    expect(Array.from(smearingOfTotals(values, flat, stabilizingTransform(values), 5))).toEqual(Array(5).fill(0));
  });
});
