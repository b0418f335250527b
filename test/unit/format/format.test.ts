import { describe, expect, test } from 'vitest';
import { formatBytes } from '#shared/format/bytes';
import { formatDateRange, withPlainDates } from '#shared/format/date';
import { formatAge, formatDays, formatDaysRange } from '#shared/format/duration';
import { formatList } from '#shared/format/list';
import { formatMoney, formatPrice, formatProjectedMoney } from '#shared/format/money';
import { formatPercent, formatProbability } from '#shared/format/percent';
import { formatGrowth, formatQuantity, formatQuantityOf } from '#shared/format/quantity';

describe('quantities', () => {
  test.each([
    [25.5, 'MB', '25.5 MB'],
    [6_240, 'commands', '6,240 commands'],
    [3_120_000, 'requests', '3.12 M requests'],
    [173_000, 'requests', '173 k requests'],
    [412, 'GB', '412 GB'],
    [41.26, 'GB', '41.3 GB'],
    [412.6, 'GB', '413 GB'],
    [4.126, 'GB', '4.13 GB'],
    [96.4, 'USD', '$96.40'],
    [360, 'minutes', '360 min'],
    [0, 'count', '0'],
    [-0.000_001, 'connections', '0 connections'],
    [-0.000_001, 'USD', '$0.00'],
    [0.9, 'MB', '0.9 MB'],
    [1, 'seat', '1 seat'],
    [3, 'seat', '3 seats'],
    [2, 'tier', '2 tiers'],
    [1, 'invocations', '1 invocation'],
    [0, 'invocations', '0 invocations'],
    [1.001, 'CPU-hours', '1 CPU-hour'],
    [1.5, 'CPU-hours', '1.5 CPU-hours'],
    [1, 'queries', '1 query'],
    [1, 'operations of 4 KiB', '1 operation of 4 KiB'],
    [1, 'CU-hours per project', '1 CU-hour per project'],
    [1, 'minutes', '1 min'],
    [1, 'ms', '1 ms'],
    [1, 'commands/s', '1 commands/s'],
    [0.0032, 'GB', '3.2 MB'],
    [0.000_004, 'GB', '4 kB'],
    [0.004, 'MB', '4 kB'],
    [0.005, 'GB', '0.01 GB'],
    [0, 'GB', '0 GB'],
  ])('%d %s reads %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  test('against a limit, and as growth', () => {
    expect(formatQuantityOf(25.5, 30, 'MB')).toBe('25.5 of 30 MB');
    expect(formatGrowth(0.9, 'MB')).toBe('+0.9 MB a day');
    expect(formatGrowth(-12, 'connections')).toBe('−12 a day');
    expect(formatGrowth(5.36, 'USD')).toBe('+$5.36 a day');
  });
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_250_000, '1.3 MB'],
  [99_940_000, '99.9 MB'],
  [794_600, '795 kB'],
  [1.25e9, '1.3 GB'],
  [5e15, '5,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

describe('time', () => {
  test.each([
    [0, 'now'],
    [0.125, 'about 3 hours'],
    [1.5, 'about 36 hours'],
    [5, 'about 5 days'],
    [14, 'about 14 days'],
    [49, 'about 7 weeks'],
    [150, 'about 5 months'],
    [136.8, 'about 4 months'],
    [137, 'about 5 months'],
  ])('%d days read %s', (days, text) => {
    expect(formatDays(days)).toBe(text);
  });

  test.each([
    [4.2, 7.1, '4–7 days'],
    [42, 70, '6–10 weeks'],
    [9, null, 'from 9 days'],
    [1, 1.02, '24 hours'],
    [0.04, null, 'from 1 hour'],
    [0.01, 0.04, '0–1 hour'],
    [null, null, 'not in sight'],
  ])('%s to %s days read %s', (from, to, text) => {
    expect(formatDaysRange(from, to)).toBe(text);
  });

  test('age', () => {
    expect([20, 250, 3 * 3600, 4 * 86_400].map(formatAge)).toEqual(['just now', '4 min ago', '3 h ago', '4 days ago']);
    const edges = [59, 60, 3_599, 3_600, 2 * 86_400 - 1, 2 * 86_400];
    expect(edges.map(formatAge)).toEqual(['just now', '1 min ago', '59 min ago', '1 h ago', '47 h ago', '2 days ago']);
  });

  test('days of the core inside a sentence read as people write them', () => {
    expect(withPlainDates('known from 2026-11-27 on, ended 2025-06-30')).toBe(
      'known from 27 Nov 2026 on, ended 30 Jun 2025',
    );
    expect(withPlainDates('of 12026-11-27, 2026-13-01 and v2-2026')).toBe('of 12026-11-27, 2026-13-01 and v2-2026');
  });

  test('dates share their month where they can', () => {
    expect(formatDateRange(1_795_305_600, 1_795_564_800, 'UTC')).toBe('22–25 Nov');
    expect(formatDateRange(1_795_824_000, 1_796_256_000, 'UTC')).toBe('28 Nov – 3 Dec');
  });
});

test('money: cents for what was charged, none for what is projected', () => {
  expect(formatMoney(116.4, 'USD')).toBe('$116.40');
  expect(formatProjectedMoney(181.2, 'USD')).toBe('$181');
  expect(formatPrice(1, 'USD')).toBe('$1');
  expect(formatPrice(0.5, 'USD')).toBe('$0.50');
  expect(formatMoney(-3, 'USD')).toBe('−$3.00');
});

test('percent and probability', () => {
  expect([85, 8.3, 99.94, 0.01].map(formatPercent)).toEqual(['85 %', '8.3 %', '100 %', '<0.1 %']);
  expect([0, 0.1, 10, -2.5].map(formatPercent)).toEqual(['0 %', '0.1 %', '10 %', '−2.5 %']);
  expect([0, 0.62, 1].map(formatProbability)).toEqual(['<1 %', '62 %', '>99 %']);
  expect([0.01, 0.99].map(formatProbability)).toEqual(['1 %', '99 %']);
});

test('names in a sentence have commas and one "and"', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(formatList)).toEqual(['', 'A', 'A and B', 'A, B and C']);
});
