import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { alignToDays, daysAround, resets, windowPeriod } from '#shared/core/usage/limit-window';
import { summarize, usagePercent } from '#shared/core/usage/usage-entry';

const at = (text: string): number => parseInstant(text) ?? Number.NaN;
const NOW = at('2026-11-18T10:46:00Z');

describe('the stretch that usage is counted over', () => {
  const anchor = { day: 1, zone: 'America/Los_Angeles' };
  test.each([
    ['day', '2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z'],
    ['billing-cycle', '2026-11-01T07:00:00Z', '2026-12-01T08:00:00Z'],
    ['calendar-month', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['rolling-30-days', '2026-10-20T00:00:00Z', '2026-11-19T00:00:00Z'],
    ['rolling-24-hours', '2026-11-17T10:46:00Z', '2026-11-18T10:46:00Z'],
    ['rolling-7-days', '2026-11-12T00:00:00Z', '2026-11-19T00:00:00Z'],
    // 18 November 2026 is a Wednesday.
    ['week', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
  ] as const)('%s', (window, start, end) => {
    const period = windowPeriod({ window, anchor, zone: 'UTC', now: NOW });
    expect([period?.start, period?.end].map((t) => formatInstant(t ?? 0))).toEqual([start, end]);
  });

  test.each([
    ['day', true],
    ['billing-cycle', true],
    ['calendar-month', true],
    ['contract', true],
    ['rolling-30-days', false],
    ['rolling-7-days', false],
    ['rolling-24-hours', false],
    ['week', true],
    ['point-in-time', false],
    ['per-item', false],
  ] as const)('%s starts again at zero: %s', (window, again) => {
    expect(resets(window)).toBe(again);
  });

  test('without an anchor a billing cycle is the month of Los Angeles, as the provider’s own tools have it', () => {
    const period = windowPeriod({ window: 'billing-cycle', anchor: null, zone: 'UTC', now: NOW });
    expect([period?.start, period?.end].map((t) => formatInstant(t ?? 0))).toEqual([
      '2026-11-01T07:00:00Z',
      '2026-12-01T08:00:00Z',
    ]);
  });

  test('a level has none', () => {
    expect(windowPeriod({ window: 'point-in-time', anchor, zone: 'UTC', now: NOW })).toBeNull();
  });

  test('a period of Los Angeles is counted in whole UTC days where the provider counts those', () => {
    const period = { start: at('2026-11-01T07:00:00Z'), end: at('2026-12-01T08:00:00Z') };
    expect(alignToDays(period, 'UTC')).toEqual({ start: at('2026-11-01T00:00:00Z'), end: at('2026-12-01T00:00:00Z') });
    expect(alignToDays(period, 'America/Los_Angeles')).toEqual(period);
  });

  test.each([
    // The UTC day of 1 December begins eight hours before the period of Los Angeles ends, and until then is counted in it.
    ['2026-11-30T23:59:00Z', 'America/Los_Angeles', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['2026-12-01T00:06:00Z', 'America/Los_Angeles', '2026-11-01T00:00:00Z', '2026-12-01T08:00:00Z'],
    ['2026-12-01T08:10:00Z', 'America/Los_Angeles', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    // In Tokyo December begins at 15:00 UTC, and the UTC day of 30 November still belongs to November.
    ['2026-11-30T18:00:00Z', 'Asia/Tokyo', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
  ])('at %s the days of a period of %s are those that this moment is counted in', (now, zone, start, end) => {
    const cutAt = (t: number) =>
      windowPeriod({ window: 'billing-cycle', anchor: { day: 1, zone }, zone: 'UTC', now: t }) ?? { start: 0, end: 0 };
    expect(daysAround(at(now), { cut: cutAt(at(now)), cutAt, zone: 'UTC' })).toEqual({
      start: at(start),
      end: at(end),
    });
  });
});

describe('percent of a limit', () => {
  test.each([
    [2.5, 30, 8.3],
    [360, 6000, 6],
    [25.5, 30, 85],
    [null, 30, null],
    [25.5, null, null],
    [5, 0, null],
  ])('%s of %s is %s', (current, limit, percent) => {
    expect(usagePercent(current, limit)).toBe(percent);
  });
});

describe('two stores under one key', () => {
  const entry = (connectionId: string, current: number | null, percent: number | null) => ({
    key: 'VERCEL_KV_STORAGE_MB',
    current,
    limit: 30,
    percent,
    unit: 'MB',
    asOf: null,
    daysToLimit: null,
    probability: null,
    outlook: '',
    connectionId,
    note: '',
  });

  test('the tightest stands', () => {
    expect(summarize([entry('a', 3, 10), entry('b', 27, 90)]).VERCEL_KV_STORAGE_MB?.connectionId).toBe('b');
  });

  test('a known figure stands before one that is not available', () => {
    expect(summarize([entry('a', null, null), entry('b', 3, 10)]).VERCEL_KV_STORAGE_MB?.connectionId).toBe('b');
    expect(summarize([entry('b', 3, 10), entry('a', null, null)]).VERCEL_KV_STORAGE_MB?.connectionId).toBe('b');
  });
});
