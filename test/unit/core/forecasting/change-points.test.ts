import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changePoints } from '#shared/core/forecasting/change-points';
import { explainChange } from '#shared/core/forecasting/explain-change';
import { noiseFrom } from './series-made-up';

function noisy(seed: number, level: (i: number) => number): Float64Array {
  const noise = noiseFrom(seed);
  return Float64Array.from({ length: 120 }, (_, i) => level(i) + 10 * noise());
}

describe('change points', () => {
  test('finds when and by how much, within a day in 95 of 100 runs', () => {
    let exact = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const found = changePoints(
        noisy(seed, (i) => (i < 90 ? 100 : 140)),
        7,
      );
      exact += found.some(({ index, change }) => Math.abs(index - 90) <= 1 && Math.abs(change - 40) < 12) ? 1 : 0;
    }
    expect(exact).toBeGreaterThanOrEqual(95);
  });

  test('finds nothing in noise, in a week, in growth and in one viral day', () => {
    let found = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      found += changePoints(
        noisy(seed, () => 100),
        7,
      ).length;
    }
    expect(found).toBeLessThanOrEqual(2);
    expect(
      changePoints(
        noisy(1, (i) => (i % 7 < 2 ? 40 : 100)),
        7,
      ),
    ).toEqual([]);
    expect(
      changePoints(
        Float64Array.from({ length: 120 }, (_, i) => i * i),
        7,
      ),
    ).toEqual([]);
    expect(
      changePoints(
        noisy(2, (i) => (i === 80 ? 2_000 : 100)),
        7,
      ),
    ).toEqual([]);
  });

  test('a smaller shift counts where a deployment is known', () => {
    let alone = 0;
    let told = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const values = noisy(seed, (i) => (i < 100 ? 100 : 121));
      alone += changePoints(values, 7).length;
      told += changePoints(values, 7, [99, 100, 101]).length;
    }
    expect(told).toBeGreaterThan(alone);
  });

  test('a constant series with one step says the step exactly', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i < 25 ? 3 : 8));
    expect(changePoints(values, 7)).toEqual([{ index: 25, change: 5 }]);
    expect(changePoints(new Float64Array(0), 7)).toEqual([]);
  });
});

describe('who carries a change', () => {
  test('names the largest part first and what works against it last', () => {
    const before = [
      { key: 'storefront', value: 20 },
      { key: 'blog', value: 5 },
      { key: 'gone', value: 4 },
    ];
    const after = [
      { key: 'storefront', value: 87 },
      { key: 'blog', value: 6 },
      { key: 'new', value: 22 },
    ];
    const { change, contributions } = explainChange(before, after);
    expect(change).toBe(86);
    expect(contributions.map(({ key, change: part }) => [key, part])).toEqual([
      ['storefront', 67],
      ['new', 22],
      ['blog', 1],
      ['gone', -4],
    ]);
    expect(contributions[0]?.share).toBeCloseTo(0.779, 3);
  });

  test('the split adds up to the whole', () => {
    const part = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.integer({ min: -1e9, max: 1e9 }) });
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (before, after) => {
        const { change, contributions, before: old, after: now } = explainChange(before, after);
        expect(contributions.reduce((sum, c) => sum + c.change, 0)).toBe(change);
        expect(now - old).toBe(change);
      }),
    );
  });

  test('an amount that is no number is an error', () => {
    expect(() => explainChange([{ key: 'a', value: Number.NaN }], [])).toThrow(RangeError);
  });
});
