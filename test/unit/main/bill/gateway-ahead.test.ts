import { expect, it } from 'vitest';
import { gatewayAhead } from '#main/queries/bill/gateway-ahead';
import { parseInstant } from '#shared/core/calendar/calendar';

/** A Friday, half a day old; ten and a half days are left of the month. */
const NOON = parseInstant('2026-11-20T12:00:00Z') ?? 0;
const bill = {
  ...{ soFar: 40, projected: { q10: 55, q50: 61, q90: 71 }, end: parseInstant('2026-12-01T00:00:00Z') ?? 0 },
  days: new Map([
    ['2026-11-14', 29],
    ['2026-11-16', 4],
    ['2026-11-18', 5],
    ['2026-11-20', 2],
  ]),
};

it('a budget of a month goes on by its share of what the gateway expects', () => {
  // All of it: 40 + 21. A quarter: 10 + a quarter of 21.
  expect(gatewayAhead({ spent: 40, refresh: 'monthly' }, bill, NOON)).toEqual({ q10: 55, q50: 61, q90: 71 });
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, bill, NOON)).toEqual({ q10: 13.75, q50: 15.25, q90: 17.75 });
  // No budget grows faster than the whole.
  expect(gatewayAhead({ spent: 80, refresh: 'monthly' }, bill, NOON)?.q50).toBe(101);
  const blank = { ...bill, soFar: 0, days: new Map<string, number>() };
  expect(gatewayAhead({ spent: 0, refresh: 'monthly' }, blank, NOON)?.q50).toBe(0);
});

it('a budget of a day or a week goes on by its share of what the gateway spent since it began', () => {
  // 21 in 10.5 days are 2 a day. Of today's 2 a half: 1 more by midnight, of which a half.
  expect(gatewayAhead({ spent: 1, refresh: 'daily' }, bill, NOON)?.q50).toBeCloseTo(1.5, 9);
  // Since Monday the 16th 4 + 5 + 2 = 11, all of it; until Monday 2.5 days, 5 more.
  const week = gatewayAhead({ spent: 11, refresh: 'weekly' }, bill, NOON);
  expect(week?.q50).toBeCloseTo(16, 9);
  // Less than a quarter of the time, but about a half of the deviation.
  expect((week?.q90 ?? 0) - 16).toBeCloseTo(10 * Math.sqrt(2.5 / 10.5), 9);
});

it('nothing is foreseen of what never begins anew, without a bill, or before anything was spent', () => {
  expect(gatewayAhead({ spent: 10, refresh: 'none' }, bill, NOON)).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: null }, bill, NOON)).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, null, NOON)).toBeNull();
  const quiet = { ...bill, days: new Map([['2026-11-14', 40]]) };
  expect(gatewayAhead({ spent: 0, refresh: 'daily' }, quiet, NOON)).toBeNull();
});
