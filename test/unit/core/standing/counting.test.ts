import { describe, expect, it } from 'vitest';
import { inForceSince, isEnforcedBy } from '#shared/core/standing/enforced';
import { lastDays, missingDays } from '#shared/core/standing/missing-days';
import {
  limitsOver,
  reachedInTotal,
  reachedOnDay,
  reachedSince,
  reachedWithinRolling,
} from '#shared/core/standing/reached-at';
import { DAY, HOUR } from '#shared/domain/instant';

const day = (number: number) => Date.UTC(2026, 10, number) / 1000;
const always = (limit: number) => () => limit;

describe('since when a limit is reached', () => {
  it('is the first reading at it after the last one below', () => {
    const readings = [80, 101, 99, 100, 130].map((value, hour) => ({ t: day(3) + hour * HOUR, value }));
    expect(reachedSince(readings, always(100))).toBe(day(3) + 3 * HOUR);
    expect(reachedSince(readings.slice(0, 3), always(100))).toBeNull();
    expect(reachedSince([], always(100))).toBeNull();
  });

  it('asks the limit that was in force then: a smaller one of today was not reached by its figure', () => {
    const readings = [60, 70, 80].map((value, index) => ({ t: day(1 + index), value }));
    const steps = [
      { from: 0, value: 100 },
      { from: day(3), value: 50 },
    ];
    expect(reachedSince(readings, limitsOver(steps, 50))).toBe(day(3));
    expect(reachedSince(readings, limitsOver([], 50))).toBe(day(1));
  });

  it('is a day for amounts that add up: the one on which their sum passed it', () => {
    const days = [30, 30, 30, 30].map((value, index) => ({ t: day(1 + index), value }));
    expect(reachedOnDay(days, always(90))).toBe(day(3));
    expect(reachedOnDay(days, always(121))).toBeNull();
  });

  it('is for a running total the moment read on the day, else the day of the amounts behind it', () => {
    const on = (number: number) => ({ start: day(number), end: day(number + 1) });
    const read = (since: number, lastBelow: number | null) => ({ since, lastBelow });
    // Nobody read between the 20th and the 24th; the costs passed it on the 21st.
    expect(reachedInTotal(read(day(24), day(20)), on(21))).toBe(day(21));
    expect(reachedInTotal(read(day(24), null), on(21))).toBe(day(21));
    expect(reachedInTotal(read(day(21) + HOUR, day(20)), on(21))).toBe(day(21) + HOUR);
    // A reading of later that was still below knows better.
    expect(reachedInTotal(read(day(24), day(22)), on(21))).toBe(day(24));
    expect(reachedInTotal(read(day(24), day(20)), null)).toBe(day(24));
    expect(reachedInTotal(null, on(21))).toBe(day(21));
    expect(reachedInTotal(null, null)).toBeNull();
  });

  it('is for a sliding window the day from which its sum stayed there', () => {
    // 3 days slide: 10 a day, then 40 for two days.
    const days = [10, 10, 10, 40, 40, 10].map((value, index) => ({ t: day(1 + index), value }));
    // Sums from the third day on: 30, 60, 90, 90.
    const now = { t: day(6), value: 90 };
    expect(reachedWithinRolling(days, 3, always(90), now)).toBe(day(5));
    expect(reachedWithinRolling(days, 3, always(60), now)).toBe(day(4));
    expect(reachedWithinRolling(days, 3, always(91), now)).toBeNull();
    // On the day in progress a part of the one before its window is still in it.
    expect(reachedWithinRolling(days, 3, always(91), { t: day(6), value: 92 })).toBe(day(6));
    // 70 on the first day that is known: the first whole sum is at the limit, and since when that was so nobody saw.
    const full = days.map((one, index) => (index === 0 ? { ...one, value: 70 } : one));
    expect(reachedWithinRolling(full, 3, always(60), now)).toBeNull();
  });
});

describe('days that are missing in a sum', () => {
  const period = { start: day(1), end: day(30) };
  const given = { period, zone: 'UTC', now: day(6) + 5 * HOUR };

  it('are those up to yesterday that nothing was told of', () => {
    expect(missingDays({ ...given, own: [day(1), day(3), day(5)], told: [] })).toEqual([day(2), day(4)]);
  });

  it('are not those on which its source told others: there it was not used', () => {
    expect(missingDays({ ...given, own: [day(1), day(5)], told: [day(2), day(3)] })).toEqual([day(4)]);
  });

  it('are none on the first day of a period', () => {
    expect(missingDays({ ...given, now: day(1) + HOUR, own: [], told: [] })).toEqual([]);
  });
});

it('shows the seven days before today, unread ones as unknown', () => {
  const days = [
    { t: day(4), value: 7 },
    { t: day(6), value: 9 },
  ];
  const shown = lastDays(days, { now: day(6) + HOUR, zone: 'UTC', count: 3 });
  expect(shown).toEqual([
    { start: day(3), total: null },
    { start: day(4), total: 7 },
    { start: day(5), total: null },
  ]);
  expect(day(4) - day(3)).toBe(DAY);
});

describe('whether a stop of the account is a limit at work', () => {
  const functions = { service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS', atLimit: 'pause', isReached: false } as const;

  it('goes by the resource that the provider names', () => {
    expect(isEnforcedBy({ resource: 'functionInvocation' }, functions)).toBe(true);
    expect(isEnforcedBy({ resource: 'edgeRequest' }, functions)).toBe(false);
    expect(
      isEnforcedBy({ resource: 'edgeRequest' }, { ...functions, service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }),
    ).toBe(true);
  });

  it('is every one that stops and is reached, where the provider names none', () => {
    expect(isEnforcedBy({ resource: null }, functions)).toBe(false);
    expect(isEnforcedBy({ resource: null }, { ...functions, isReached: true })).toBe(true);
    expect(isEnforcedBy({ resource: null }, { ...functions, isReached: true, atLimit: 'bill' })).toBe(false);
  });
});

const NOW = day(18);

it.each([
  [NOW - 60, NOW - 60],
  [NOW, NOW],
  // What is announced is not in force yet: since when, nobody knows.
  [NOW + 60, null],
  [null, null],
])('a stop told for %s is in force since %s', (told, since) => {
  expect(inForceSince(told, NOW)).toBe(since);
});
