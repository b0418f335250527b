import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { CountingWindow, ForecastInput } from '#shared/core/forecasting/forecast-input';
import { room } from '#shared/core/standing/room';
import { DAY } from '#shared/domain/instant';
import { propertyRuns } from '../../../fixtures/property-runs';

/** 2026-11-20T00:00:00Z. */
const MIDNIGHT = 1_795_132_800;
const NOW = MIDNIGHT + 12 * 3_600;
/** The calendar months around it. */
const NOVEMBER = { start: MIDNIGHT - 19 * DAY, end: MIDNIGHT + 11 * DAY };

function forecast(window: CountingWindow, kind: ForecastInput['kind'], values: readonly number[]) {
  const first = kind === 'gauge' ? NOW - (values.length - 1) * DAY : MIDNIGHT - values.length * DAY;
  const points = values.map((value, index) => ({ t: first + index * DAY, value }));
  return forecastAgainstLimit({ kind, points, zone: 'UTC', now: NOW, limit: null, ahead: true, window });
}

/** 60 days that end at 25.5 and grew by 0.9 a day, with a noise that adds up to nothing. */
const GROWING = Array.from({ length: 60 }, (_, day) => 25.5 - 0.9 * (59 - day) + 60 + 0.05 * Math.sin(day * 2.4));
/** 400 a day, every day. */
const EVEN = Array.from({ length: 60 }, (_, day) => 400 + 4 * Math.sin(day * 2.4));

const days = (from: number, to: number | null) => (to === null ? null : (to - from) / DAY);

describe('how long a larger limit would last', () => {
  it('lets a level grow on to it: 0.9 a day from 85.5 on fill 572 in 540 days', () => {
    const level = forecast({ kind: 'level' }, 'gauge', GROWING);
    const { reached, period, until } = room(level, { limit: 85.5 + 486.5, used: 85.5, now: NOW }) ?? fail();
    expect(days(NOW, reached.q50)).toBeGreaterThan(510);
    expect(days(NOW, reached.q50)).toBeLessThan(570);
    expect(reached.q10 ?? 0).toBeLessThan(reached.q50 ?? 0);
    expect(reached.q90 ?? Number.POSITIVE_INFINITY).toBeGreaterThan(reached.q50 ?? 0);
    expect(period).toBeNull();
    expect(days(NOW, until)).toBe(3 * 365);
  });

  it('never divides a month by a day: 12,000 a month fit in 13,000 however long, not in 13,000 / 400 days', () => {
    const month = forecast({ kind: 'period', period: NOVEMBER }, 'daily', EVEN);
    const answer = room(month, { limit: 13_000, used: 8_000, now: NOW }) ?? fail();
    expect(answer.period).toBeNull();
    expect(answer.reached.q50).toBeNull();
    // Looked at: November, and December whole, for it ends after the thirtieth day.
    expect(days(NOVEMBER.end, answer.until)).toBeGreaterThanOrEqual(30);
  });

  it('names the first period that would pass it: growing by 4 a day, November holds 11,460 and December 15,624', () => {
    const rising = Array.from({ length: 60 }, (_, day) => 160 + 4 * day + Math.sin(day * 2.4));
    const month = forecast({ kind: 'period', period: NOVEMBER }, 'daily', rising);
    // November: 30 days with a mean of 160 + 4 x (41 + 14.5) = 382, so 11,460; December: 31 with 160 + 4 x (71 + 15) = 504, 15,624.
    const answer = room(month, { limit: 13_000, used: 6_840, now: NOW }) ?? fail();
    expect(answer.period?.start).toBe(NOVEMBER.end);
    expect(answer.reached.q50 ?? 0).toBeGreaterThan(NOVEMBER.end);
    const smaller = room(month, { limit: 11_000, used: 6_840, now: NOW }) ?? fail();
    expect(smaller.period).toEqual(NOVEMBER);
  });

  it('asks of a daily limit which day passes it', () => {
    const day = forecast({ kind: 'day' }, 'daily', EVEN);
    expect(room(day, { limit: 1_000, used: 0, now: NOW })).toMatchObject({ period: null, reached: { q50: null } });
    const small = room(day, { limit: 390, used: 0, now: NOW }) ?? fail();
    expect(days(small.period?.start ?? 0, small.period?.end ?? 0)).toBeLessThanOrEqual(1);
  });

  it('lets a rolling sum go on by its own slope', () => {
    const rising = Array.from({ length: 60 }, (_, day) => 160 + 4 * day + Math.sin(day * 2.4));
    const rolling = forecast({ kind: 'rolling', days: 30 }, 'daily', rising);
    // Today's sum 30 x 338 = 10,140; each day adds 30 x 4 = 120: 20,000 about 82 days on.
    const answer = room(rolling, { limit: 20_000, used: 10_140, now: NOW }) ?? fail();
    expect(days(NOW, answer.reached.q50)).toBeGreaterThan(70);
    expect(days(NOW, answer.reached.q50)).toBeLessThan(130);
    expect(answer.period).toBeNull();
  });

  it('is now where it is passed already, and unknown without a forecast', () => {
    const level = forecast({ kind: 'level' }, 'gauge', GROWING);
    expect(room(level, { limit: 80, used: 85.5, now: NOW })?.reached).toEqual({ q10: NOW, q50: NOW, q90: NOW });
    const none = { ahead: null, window: null, growthPerDay: null, growthInterval: null };
    expect(room(none, { limit: 80, used: 85.5, now: NOW })).toBeNull();
  });

  it('never lasts shorter for being larger, and its quantiles stand in their order', () => {
    const windows = [
      forecast({ kind: 'level' }, 'gauge', GROWING),
      forecast({ kind: 'period', period: NOVEMBER }, 'daily', EVEN),
      forecast({ kind: 'rolling', days: 30 }, 'daily', EVEN),
      forecast({ kind: 'day' }, 'daily', EVEN),
    ];
    const end = (moment: number | null | undefined) => moment ?? Number.POSITIVE_INFINITY;
    fc.assert(
      fc.property(
        fc.constantFrom(...windows),
        fc.double({ min: 1, max: 20_000, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (of, limit, factor) => {
          const one = room(of, { limit, used: 0, now: NOW })?.reached;
          const larger = room(of, { limit: limit * factor, used: 0, now: NOW })?.reached;
          expect(end(one?.q10)).toBeLessThanOrEqual(end(one?.q50));
          expect(end(one?.q50)).toBeLessThanOrEqual(end(one?.q90));
          expect(end(larger?.q10)).toBeGreaterThanOrEqual(end(one?.q10));
          expect(end(larger?.q50)).toBeGreaterThanOrEqual(end(one?.q50));
        },
      ),
      { numRuns: propertyRuns(200) },
    );
  });
});

function fail(): never {
  throw new Error('There is no answer.');
}
