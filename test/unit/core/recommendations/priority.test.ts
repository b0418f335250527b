import { expect, test } from 'vitest';
import { daysTo, priorityOfLimit, priorityOfSaving } from '#shared/core/recommendations/priority';
import type { StandingAtLimit } from '#shared/domain/standing';
import { expectedIn, made, NOW, usedTo } from '../standing/made-standing';

/** A limit at so many percent, expected after so many days; null: not in sight. */
function limit(percent: number, days: number | null, atLimit: StandingAtLimit = 'reject') {
  return made('a/VERCEL_KV/STORAGE_MB', { ...usedTo(percent), ...(days === null ? {} : expectedIn(days)), atLimit });
}

test.each([
  [95, null, 'CRITICAL'],
  [90, 2, 'CRITICAL'],
  [89.9, 7, 'HIGH'],
  [85, 5, 'HIGH'],
  [20, 6.5, 'HIGH'],
  [85, 8, 'MEDIUM'],
  [20, 30, 'MEDIUM'],
  [85, 31, 'LOW'],
  [71, 60, 'LOW'],
  // Near its threshold, and not in sight: nothing is to be done.
  [80, null, undefined],
  [71, null, undefined],
  [85, 120, undefined],
  [69.9, 60, undefined],
  [20, 31, undefined],
])('%d %% with %s days to the limit is %s', (percent, days, expected) => {
  expect(priorityOfLimit(limit(percent, days), NOW)?.value).toBe(expected);
});

test.each<StandingAtLimit>(['bill', 'inform', 'none'])(
  'where it says "%s" nothing stops, and nothing is needed',
  (atLimit) => {
    expect(priorityOfLimit(limit(150, 1, atLimit), NOW)).toBeNull();
  },
);

test("the client's priorities go by the median alone", () => {
  const of = (days: number | null) => priorityOfLimit(limit(40, days), NOW)?.value ?? null;
  expect([of(7), of(20), of(null)]).toEqual(['HIGH', 'MEDIUM', null]);
});

test('a month that ends before its limit is in no danger at 92 %', () => {
  const window = { kind: 'fixed', length: null, zone: 'UTC', start: NOW, resetsAt: NOW + 86_400 } as const;
  const calm = { ...limit(92, null), window };
  expect(priorityOfLimit(calm, NOW)).toBeNull();
  expect(priorityOfLimit({ ...calm, percent: 101 }, NOW)?.value).toBe('CRITICAL');
  // What slides on goes on: no end of a month helps.
  const rolling = { ...window, kind: 'rolling', resetsAt: null } as const;
  expect(priorityOfLimit({ ...calm, window: rolling }, NOW)?.value).toBe('CRITICAL');
});

test('more usage never lowers the priority', () => {
  const order = [undefined, 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
  for (const days of [null, 2, 10, 25, 50, 120]) {
    const ranks = Array.from({ length: 120 }, (_, percent) =>
      order.indexOf(priorityOfLimit(limit(percent + 1, days), NOW)?.value),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  }
});

test.each([
  [9.99, 'LOW'],
  [10, 'MEDIUM'],
  [640.6, 'MEDIUM'],
])('a saving of $%d a month is %s', (amount, expected) => {
  expect(priorityOfSaving(amount * 1e6).value).toBe(expected);
});

test('days to a limit are 0 once it has passed', () => {
  expect(daysTo(limit(100, -1), NOW)).toBe(0);
});
