import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput, Point } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';
import { propertyRuns } from '../../../fixtures/property-runs';
import { daily, NOW, TODAY } from './series-made-up';

function against(limit: number, points: Point[], kind: ForecastInput['kind'] = 'gauge') {
  const window =
    kind === 'gauge'
      ? ({ kind: 'level' } as const)
      : ({ kind: 'period', period: { start: TODAY - 10 * DAY, end: TODAY + 20 * DAY } } as const);
  return forecastAgainstLimit({ kind, points, zone: 'UTC', now: NOW, limit: { value: limit, window } });
}

const NEVER = { q10: null, q50: null, q90: null };
const line = (days: number) => daily(days, (i) => i);

describe('bad input has a defined answer', () => {
  test('constant: stays there and never reaches more', () => {
    const answer = against(
      100,
      daily(60, () => 5),
    );
    expect(answer.daysToLimit).toEqual(NEVER);
    expect(answer.growthPerDay).toBe(0);
    expect(answer.path.every((step) => step.q50 === 5)).toBe(true);
  });

  test('all zero', () => {
    const answer = against(
      100,
      daily(60, () => 0),
      'daily',
    );
    expect(answer.probability).toEqual({ within7: 0, within14: 0, within30: 0, beforeReset: 0 });
  });

  test('one spike among zeros neither hides nor becomes the trend', () => {
    const answer = against(
      100,
      daily(60, (i) => (i === 30 ? 1_000 : 0)),
    );
    expect(answer.daysToLimit?.q50).toBeNull();
    expect(answer.probability?.within30).toBeLessThan(0.1);
  });

  test('negative levels go on below zero', () => {
    const answer = against(
      100,
      daily(60, (i) => -5 - i),
    );
    expect(answer.path.at(-1)?.q50).toBeLessThan(-64);
  });

  test('order does not matter', () => {
    expect(against(100, line(60).reverse())).toEqual(against(100, line(60)));
  });

  test('of doubled times the last stands', () => {
    const doubled = [...daily(60, () => 7), ...line(60)];
    expect(against(100, doubled)).toEqual(against(100, line(60)));
  });

  test('what lies before a gap of ten years is left out', () => {
    const old = line(60).map(({ t, value }) => ({ t: t - 3_650 * DAY, value: value * 50 }));
    expect(against(100, [...old, ...line(10)]).reason).toContain('10 days');
    expect(against(100, [...old, ...line(2)]).state).toBe('too-early');
  });

  test('1e300 and NaN are left out; nothing else is refused with a reason', () => {
    const holed = line(60).map((point, i) => ({
      ...point,
      value: [20, 21].includes(i) ? ([1e300, Number.NaN][i - 20] ?? 0) : point.value,
    }));
    expect(against(100, holed).growthPerDay).toBeCloseTo(1, 1);
    const none = against(
      100,
      daily(60, () => Number.NaN),
    );
    expect([none.state, none.reason]).toEqual(['refused', 'None of the readings is a usable number.']);
    expect(
      against(
        100,
        daily(60, () => 1e300),
      ).state,
    ).toBe('refused');
  });

  test('a limit of zero, and one already passed, are reached now', () => {
    expect(against(0, line(60)).daysToLimit).toEqual({ q10: 0, q50: 0, q90: 0 });
    expect(against(30, line(60)).daysToLimit).toEqual({ q10: 0, q50: 0, q90: 0 });
    expect(against(0, line(2)).probability?.within7).toBe(1);
  });

  test('readings from after now are not known yet', () => {
    const future = Array.from({ length: 5 }, (_, i) => ({ t: NOW + (i + 1) * DAY, value: 1e6 }));
    expect(against(100, [...line(60), ...future])).toEqual(against(100, line(60)));
  });

  test('four days of steady growth go on as they are', () => {
    expect(against(100, line(4)).growthPerDay).toBeCloseTo(1, 1);
  });

  test('whatever comes in, rows rise, probabilities are probabilities and amounts stay above zero', () => {
    const value = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(0, 1e-300, 1e149, Number.NaN, Number.POSITIVE_INFINITY),
    );
    const point = fc.record({ t: fc.integer({ min: NOW - 90 * DAY, max: NOW }), value });
    const kinds = fc.constantFrom('gauge', 'daily', 'counter', 'period');
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 80 }),
        kinds,
        fc.double({ min: -10, max: 1e7, noNaN: true }),
        (points, kind, limit) => {
          const answer = against(limit, points, kind as ForecastInput['kind']);
          for (const { t: _, ...row } of answer.path) {
            const values = [row.q025, row.q10, row.q25, row.q50, row.q75, row.q90, row.q975];
            expect(values.every(Number.isFinite)).toBe(true);
            expect([...values].sort((a, b) => a - b)).toEqual(values);
            expect(kind === 'gauge' || row.q025 >= 0 || points.some((p) => p.value < 0)).toBe(true);
          }
          for (const p of Object.values(answer.probability ?? {})) {
            expect(p === null || (p >= 0 && p <= 1)).toBe(true);
          }
        },
      ),
      { numRuns: propertyRuns(150) },
    );
  });
});
