import { describe, expect, test } from 'vitest';
import { conformalScale, scoreForecast, trackRecordOf } from '#shared/core/forecasting/track-record';
import { DAY } from '#shared/domain/instant';

const STEP = { t: DAY, q025: 0, q10: 10, q25: 20, q50: 30, q75: 40, q90: 50, q975: 60 };
const outcomes = (hits: number, misses: number) =>
  Array.from({ length: hits + misses }, (_, i) => ({ t: i * DAY, inside80: i % (hits + misses) < hits }));

describe('the track record', () => {
  test('scores a forecast by what came, ends included', () => {
    expect(scoreForecast(STEP, 50)).toEqual({
      t: DAY,
      inside50: false,
      inside80: true,
      inside95: true,
      error: 20,
      pinball: (0.1 * 40 + 0.5 * 20 + 0) / 3,
    });
    expect(scoreForecast(STEP, 61)?.inside95).toBe(false);
    expect(scoreForecast(STEP, Number.NaN)).toBeNull();
  });

  test('says how many came true', () => {
    const record = trackRecordOf(outcomes(37, 9));
    expect(record.sentence).toBe('Of 46 forecasts like this one, 37 came true inside the range.');
    expect(record.share80).toBeCloseTo(37 / 46);
    expect(trackRecordOf([]).sentence).toBe('No forecast of this series has come due yet.');
  });

  test('misses widen, hits narrow, within bounds, whatever the order', () => {
    expect(conformalScale([])).toBe(1);
    expect(conformalScale(outcomes(20, 0))).toBeLessThan(1);
    expect(conformalScale(outcomes(0, 20))).toBeGreaterThan(1.5);
    expect(conformalScale(outcomes(0, 500))).toBeCloseTo(3, 6);
    expect(conformalScale(outcomes(500, 0))).toBeCloseTo(0.5, 6);
    expect(conformalScale(outcomes(5, 9).reverse())).toBe(conformalScale(outcomes(5, 9)));
  });

  test('intervals that are too narrow by half come to hold 80 %', () => {
    let hits = 0;
    const record: { t: number; inside80: boolean }[] = [];
    for (let i = 0; i < 2_000; i += 1) {
      // Without the record 40 % of these would be inside.
      const error = Math.abs(((i * 7_919) % 1_000) / 1_000 - 0.5) * 2;
      const inside80 = error <= 0.4 * conformalScale(record.slice(-400));
      record.push({ t: i, inside80 });
      hits += i >= 400 && inside80 ? 1 : 0;
    }
    expect(hits / 1_600).toBeGreaterThan(0.75);
    expect(hits / 1_600).toBeLessThan(0.85);
  });
});
