import { describe, expect, test } from 'vitest';
import {
  addDays,
  billingPeriodOf,
  calendarMonthOf,
  dayCutter,
  dayOf,
  daySpanOf,
  dayStart,
  daysBetween,
  daysIn,
  formatInstant,
  isDay,
  parseInstant,
} from '#shared/core/calendar/calendar';

const LOS_ANGELES = 'America/Los_Angeles';
const at = (text: string): number => parseInstant(text) ?? Number.NaN;

describe('days of Los Angeles', () => {
  test('spring forward is a day of 23 hours', () => {
    const span = daySpanOf(at('2026-03-08T20:00:00Z'), LOS_ANGELES);
    expect(span.day).toBe('2026-03-08');
    expect(span.end - span.start).toBe(23 * 3600);
  });

  test('fall back is a day of 25 hours', () => {
    const span = daySpanOf(at('2026-11-01T20:00:00Z'), LOS_ANGELES);
    expect(formatInstant(span.start)).toBe('2026-11-01T07:00:00Z');
    expect(formatInstant(span.end)).toBe('2026-11-02T08:00:00Z');
  });

  test('the repeated hour belongs to one day, and the second after it to the next', () => {
    expect(dayOf(at('2026-11-02T07:59:59Z'), LOS_ANGELES)).toBe('2026-11-01');
    expect(dayOf(at('2026-11-02T08:00:00Z'), LOS_ANGELES)).toBe('2026-11-02');
  });

  test('the cutter agrees with the plain answer over a year of hours, both switches included', () => {
    const cut = dayCutter(LOS_ANGELES);
    for (let t = at('2026-01-01T00:30:00Z'); t < at('2027-01-01T00:00:00Z'); t += 3600) {
      expect(cut(t).day).toBe(dayOf(t, LOS_ANGELES));
    }
  });
});

describe('billing periods', () => {
  test.each([
    ['2026-02-15T00:00:00Z', '2026-01-31T00:00:00Z', '2026-02-28T00:00:00Z'],
    ['2026-02-28T00:00:00Z', '2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z'],
    ['2028-02-29T12:00:00Z', '2028-02-29T00:00:00Z', '2028-03-31T00:00:00Z'],
    ['2026-04-30T12:00:00Z', '2026-04-30T00:00:00Z', '2026-05-31T00:00:00Z'],
  ])('anchored on the 31st, %s lies in %s to %s', (now, start, end) => {
    const period = billingPeriodOf(31, at(now), 'UTC');
    expect([period.start, period.end].map(formatInstant)).toEqual([start, end]);
  });

  test('a period over the change of clocks keeps local midnight at both ends', () => {
    const period = billingPeriodOf(1, at('2026-11-18T10:46:00Z'), LOS_ANGELES);
    expect([period.start, period.end].map(formatInstant)).toEqual(['2026-11-01T07:00:00Z', '2026-12-01T08:00:00Z']);
  });

  test('a calendar month is the period anchored on the 1st', () => {
    expect(calendarMonthOf(at('2026-12-31T23:59:59Z'), 'UTC')).toEqual({
      start: at('2026-12-01T00:00:00Z'),
      end: at('2027-01-01T00:00:00Z'),
    });
  });
});

test('day arithmetic crosses leap days and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(addDays('2026-12-31', 0)).toBe('2026-12-31');
  expect(addDays('9999-12-31', 1)).toBe('+010000-01-01');
  // What is no day is refused, and never taken for a day of the next month.
  for (const wrong of ['2026-02-30', '2026-13-01', '2026-1-1', 'tomorrow', '']) {
    expect(() => addDays(wrong, 1), wrong).toThrow(RangeError);
    expect(() => daysBetween(wrong, '2026-01-01'), wrong).toThrow(RangeError);
  }
  expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
});

test('a period lists the days it touches', () => {
  expect(daysIn({ start: dayStart('2026-02-27', 'UTC'), end: dayStart('2026-03-02', 'UTC') }, 'UTC')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
});

test('malformed input is told apart from good', () => {
  expect(parseInstant('yesterday')).toBeNull();
  expect(parseInstant('2026-11-18')).toBeNull();
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('2026-2-3')).toBe(false);
  expect(isDay('2028-02-29')).toBe(true);
  expect(() => dayStart('2026-13-01', 'UTC')).toThrow(RangeError);
});
