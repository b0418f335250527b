import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalToMicros } from '#main/providers/decimal';

describe('decimalToMicros', () => {
  it.each([
    ['12.503217', 'dollars', 12_503_217],
    ['1843.275', 'cents', 18_432_750],
    ['123.45', 'cents', 1_234_500],
    ['0', 'dollars', 0],
    ['-0.5', 'dollars', -500_000],
    ['+3', 'dollars', 3_000_000],
    ['0.0000005', 'dollars', 0],
    ['0.0000015', 'dollars', 2],
    ['0.0000025', 'dollars', 2],
    ['0.00000250001', 'dollars', 3],
    ['0.00005', 'cents', 0],
    ['0.00015', 'cents', 2],
    [0.1, 'dollars', 100_000],
    [1e-7, 'dollars', 0],
    ['1.5e3', 'dollars', 1_500_000_000],
  ] as const)('%j %s are %i micros', (value, unit, micros) => {
    expect(decimalToMicros(value, unit)).toBe(micros);
  });

  it.each([null, undefined, '', 'abc', '1.2.3', '1,5', {}, Number.NaN, Number.POSITIVE_INFINITY, '99999999999999'])(
    '%j is no amount',
    (value) => {
      expect(decimalToMicros(value, 'dollars')).toBeNull();
    },
  );

  it('is exact for every amount with six digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000_000 }), (micros) => {
        const text = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
        expect(decimalToMicros(text, 'dollars')).toBe(micros);
      }),
    );
  });
});
