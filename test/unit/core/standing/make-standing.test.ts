import { describe, expect, it } from 'vitest';
import { makeStanding, type StandingParts } from '#shared/core/standing/make-standing';
import { DAY } from '#shared/domain/instant';
import { made, NOW } from './made-standing';

/** 40 of 100, growing by 6 a day for 30 days at every level, in a window that ends with them. */
function standing(change: Partial<StandingParts> = {}) {
  const ends = Array.from({ length: 30 }, (_, day) => NOW + (day + 1) * DAY);
  const highest = ends.map((_, day) => Array(7).fill(40 + 6 * (day + 1)));
  return makeStanding({
    ...made('a/S/M'),
    ...{ used: 40, limit: 100, reachedAt: null, now: NOW, enforced: null, lastSeven: null },
    window: {
      ...{ kind: 'fixed', length: { unit: 'month', count: 1 }, zone: 'UTC' },
      ...{ start: NOW - DAY, resetsAt: NOW + 30 * DAY },
    },
    forecast: {
      ahead: { windows: [{ start: NOW, from: 40, ends, highest, walk: null, falls: false }], again: null, peak: 0 },
      ...{ state: 'ready', learning: null, path: [], growthPerDay: 6, growthInterval: [6, 6] },
    },
    ...change,
  });
}

describe('one limit as it stands', () => {
  it('is reached after ten days: not within 7, and within 14', () => {
    expect(standing().probability).toMatchObject({ within7: 0, within14: 1, within30: 1, beforeReset: 1 });
    // A probability rises evenly between the eighths of a day at which it is worked out.
    expect(Math.abs((standing().expected?.q50 ?? 0) - NOW - 10 * DAY)).toBeLessThanOrEqual(DAY / 8);
  });

  it('is enforced once it is reached where something is refused, lost or stopped, and without a word nowhere else', () => {
    const enforced = (['reject', 'drop', 'offline', 'pause', 'throttle', 'bill', 'inform', 'none'] as const).filter(
      (atLimit) => standing({ atLimit, used: 100, reachedAt: NOW - DAY }).enforcing !== null,
    );
    expect(enforced).toEqual(['reject', 'drop', 'offline']);
  });

  it('is at least what was read where a total that begins anew was read long ago', () => {
    const since = NOW - 2 * DAY;
    const stale = { asOf: since, freshness: { state: 'stale', since, reason: 'timeout' } } as const;
    expect(standing(stale)).toMatchObject({ atLeast: true, expected: null, outlook: { state: 'none', why: 'stale' } });
    // A level may have fallen as well.
    const window = { kind: 'moment', length: null, zone: 'UTC', start: null, resetsAt: null } as const;
    expect(standing({ ...stale, window }).atLeast).toBe(false);
  });
});
