import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { reachOf } from '#shared/core/forecasting/reach';
import { DAY } from '#shared/domain/instant';
import { propertyRuns } from '../../../fixtures/property-runs';
import { daily, NOW, TODAY } from './series-made-up';

/** A row without width: exactly `value`. */
const exactly = (value: number) => [value, value, value, value, value, value, value];
const window = (start: number, values: readonly number[]) => ({
  start,
  from: null,
  ends: values.map((_, i) => start + (i + 1) * DAY),
  highest: values.map(exactly),
  walk: null,
  falls: false,
});

describe('one distribution of the moment at which a limit is reached', () => {
  it('goes on in the window after the reset', () => {
    const reach = reachOf({ windows: [window(0, [5, 9]), window(2 * DAY, [6, 12])], peak: 0 }, 10);
    expect(reach.by(2 * DAY)).toBe(0);
    expect(reach.by(3 * DAY)).toBe(0);
    expect(reach.by(4 * DAY)).toBe(1);
    // Within a step it rises evenly.
    expect(reach.quantile(0.5)).toBe(3.5 * DAY);
    expect(reach.by(3.5 * DAY)).toBe(0.5);
  });

  it('knows the time of day at which a total that grows evenly gets there', () => {
    // From 100 to 200 on the first day: 125 at six o'clock.
    const reach = reachOf({ windows: [{ ...window(0, [200, 300]), from: 100 }], peak: 0 }, 125);
    expect(Math.abs((reach.quantile(0.5) ?? 0) - DAY / 4)).toBeLessThan(DAY / 8);
    expect(reach.by(DAY / 2)).toBe(1);
  });

  it('has nothing to say of what lies beyond the last window', () => {
    const reach = reachOf({ windows: [window(0, [5, 9])], peak: 0 }, 10);
    expect(reach.quantile(0.1)).toBeNull();
    expect(reach.by(100 * DAY)).toBe(0);
  });

  it('counts peaks within a day for the window in progress', () => {
    expect(reachOf({ windows: [window(0, [8])], peak: 2 }, 10).by(DAY)).toBe(1);
  });
});

describe('days and probabilities of one forecast', () => {
  const runs = { numRuns: propertyRuns(40) };
  /** A billing period whose reset lies `left` days ahead, at about 100 a day. */
  const against = (left: number, limit: number, wobble: number) => {
    const period = { start: TODAY + (left - 30) * DAY, end: TODAY + left * DAY };
    const points = [...daily(60, (i) => 100 + ((i * 37) % 11) * wobble), { t: TODAY, value: 40 }];
    const held = { value: limit, window: { kind: 'period' as const, period } };
    return forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: NOW, limit: held });
  };

  it('say the same: the median lies within so many days exactly when half of the probability does', () => {
    const cases = fc.record({
      left: fc.integer({ min: 1, max: 29 }),
      limit: fc.integer({ min: 100, max: 6_000 }),
      wobble: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ left, limit, wobble }) => {
        const { daysToLimit, probability } = against(left, limit, wobble);
        for (const [days, within] of [
          [7, probability!.within7],
          [14, probability!.within14],
          [30, probability!.within30],
        ] as const) {
          expect(daysToLimit!.q50 !== null && daysToLimit!.q50 <= days).toBe(within >= 0.5);
          expect(daysToLimit!.q10 !== null && daysToLimit!.q10 <= days).toBe(within >= 0.1);
        }
      }),
      runs,
    );
  });
});
