import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passageQuantile, probabilityAtLeast, reachedBy } from '#shared/core/forecasting/first-passage';
import { normalCdf, normalQuantile, seededNormals } from '#shared/core/forecasting/normal';
import { mean, QUANTILE_LEVELS, quantile } from '#shared/core/forecasting/quantiles';
import { stabilizingTransform } from '#shared/core/forecasting/stabilizing-transform';
import { studentFactor } from '#shared/core/forecasting/student-t';

describe('distributions', () => {
  test('normal quantiles and their inverse', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.9)).toBeCloseTo(1.281552, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 5);
      }),
    );
  });

  test('the factor to Student t agrees with its tables', () => {
    // Of an expansion: within a hundredth of the tables from four degrees on, 3 % below.
    expect(Math.abs(1.959964 * studentFactor(1.959964, 4) - 2.776)).toBeLessThan(0.01);
    expect(1.959964 * studentFactor(1.959964, 10)).toBeCloseTo(2.228, 3);
    expect(1.281552 * studentFactor(1.281552, 4)).toBeCloseTo(1.533, 3);
    expect(1.281552 * studentFactor(1.281552, 2)).toBeCloseTo(1.886, 1);
    expect(studentFactor(1.96, 1)).toBe(studentFactor(1.96, 2));
    expect(studentFactor(1.96, 1e9)).toBeCloseTo(1, 6);
  });

  test('seeded normals are the same each time, with mean 0 and spread 1', () => {
    const drawn = seededNormals(20_000, 7);
    expect(drawn).toEqual(seededNormals(20_000, 7));
    expect(Array.from(drawn).filter((z) => z === 0)).toEqual([]);
    expect(mean(drawn)).toBeCloseTo(0, 1);
    expect(mean(drawn.map((z) => z * z))).toBeCloseTo(1, 1);
  });

  test('type 7 quantiles', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([Number.NaN, 5], 0.5)).toBe(5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(mean([5])).toBe(5);
    expect(mean([1, Number.NaN, 4])).toBe(2.5);
    expect(mean([])).toBeNaN();
  });

  test('the stabilizing transform goes there and back', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }), (values) => {
        const { forward, backward } = stabilizingTransform(values);
        for (const value of values) {
          expect(Math.abs(backward(forward(value)) - value)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, value) + 1e-9 * Math.max(...values),
          );
        }
      }),
    );
  });
});

describe('first passage', () => {
  const row = (middle: number, spread: number) => QUANTILE_LEVELS.map((p) => middle + spread * normalQuantile(p));

  test('a probability is read off the quantiles', () => {
    expect(probabilityAtLeast(row(0, 1), 0)).toBeCloseTo(0.5, 6);
    expect(probabilityAtLeast(row(0, 1), 1.281552)).toBeCloseTo(0.1, 4);
    expect(probabilityAtLeast(row(0, 1), 3)).toBeCloseTo(0.00135, 4);
    expect(probabilityAtLeast([2, 2, 2, 2, 2, 2, 2], 2)).toBe(1);
    expect(probabilityAtLeast([2, 2, 2, 2, 2, 2, 2], 2.1)).toBe(0);
    expect(probabilityAtLeast([0, 0, 0, 1, 2, 2, 2], 50)).toBeLessThan(1e-6);
  });

  test('a limit that the middle meets on the dot is reached by half', () => {
    // As it comes back from a logarithm.
    const onTheDot = row(700 - 1e-12, 2);
    expect(probabilityAtLeast(onTheDot, 700)).toBeGreaterThanOrEqual(0.5);
    // Two quiet days at it: reached on the first, and not on the next working day.
    const rows = [row(690, 2), onTheDot, onTheDot, onTheDot, row(710, 2)];
    expect(passageQuantile(reachedBy(rows, 700, 'total'), 0.5)).toBeCloseTo(2, 6);
  });

  test('a random walk reaches a height about twice as often as it ends above it', () => {
    const rows = Array.from({ length: 100 }, (_, h) => row(0, Math.sqrt(h + 1)));
    const reached = reachedBy(rows, 12, 'walk');
    // Reflection principle: P(max >= a) = 2 P(end >= a), a little less in whole steps.
    expect(reached.at(-1)).toBeGreaterThan(1.5 * normalCdf(-1.2));
    expect(reached.at(-1)).toBeLessThan(2.2 * normalCdf(-1.2));
  });

  test('never falls with time and never rises with the limit', () => {
    const rows = Array.from({ length: 30 }, (_, h) => row(h, 1 + h / 5));
    for (const kind of ['walk', 'total'] as const) {
      const near = reachedBy(rows, 10, kind);
      const far = reachedBy(rows, 14, kind);
      expect([...near].sort((a, b) => a - b)).toEqual(near);
      expect(near.every((p, h) => p >= (far[h] as number))).toBe(true);
    }
  });

  test('quantiles of the passage lie between steps, or nowhere', () => {
    expect(passageQuantile([0, 0.4, 0.6], 0.5)).toBeCloseTo(2.5);
    expect(passageQuantile([0, 0.4], 0.5)).toBeNull();
  });
});
