import { describe, expect, it } from 'vitest';
import { instantOfIso } from '#main/clock';
import { lastDue, monthOfReport, nextDue, owedReport } from '#shared/core/reports/report-due';
import type { ReportRule } from '#shared/domain/report-schedule';

const BERLIN = 'Europe/Berlin';
const at = instantOfIso;
const iso = (instant: number | null) => (instant === null ? null : new Date(instant * 1000).toISOString());
const weekly: ReportRule = { every: 'week', weekday: 1, monthDay: 1, time: '09:00', since: at('2026-01-01T00:00:00Z') };
const monthly = (monthDay: number, time = '09:00'): ReportRule => ({ ...weekly, every: 'month', monthDay, time });

describe('a weekly report', () => {
  it('is due on its day at its time, the moment itself included', () => {
    // 30 November 2026 is a Monday; Berlin is an hour ahead in winter.
    expect(iso(lastDue(weekly, at('2026-11-30T07:59:59Z'), BERLIN))).toBe('2026-11-23T08:00:00.000Z');
    expect(iso(lastDue(weekly, at('2026-11-30T08:00:00Z'), BERLIN))).toBe('2026-11-30T08:00:00.000Z');
    expect(iso(nextDue(weekly, at('2026-11-30T08:00:00Z'), BERLIN))).toBe('2026-12-07T08:00:00.000Z');
    expect(iso(nextDue({ ...weekly, weekday: 7 }, at('2026-11-30T08:00:00Z'), BERLIN))).toBe(
      '2026-12-06T08:00:00.000Z',
    );
  });

  it('keeps to the wall clock when the clocks change', () => {
    // Berlin: summer time ends on 25 October 2026 and begins on 28 March 2027, both Sundays.
    const sunday = { ...weekly, weekday: 7 as const };
    expect(iso(lastDue(sunday, at('2026-10-18T12:00:00Z'), BERLIN))).toBe('2026-10-18T07:00:00.000Z');
    expect(iso(lastDue(sunday, at('2026-10-25T12:00:00Z'), BERLIN))).toBe('2026-10-25T08:00:00.000Z');
  });

  it('comes once where its hour comes twice, and at the hour after where there is none', () => {
    const night = { ...weekly, weekday: 7 as const, time: '02:30' };
    const first = at('2026-10-25T00:30:00Z');
    expect(lastDue(night, at('2026-10-25T01:45:00Z'), BERLIN)).toBe(first);
    expect(owedReport(night, { due: first }, at('2026-10-25T01:45:00Z'), BERLIN)).toBeNull();
    expect(iso(nextDue(night, at('2027-03-27T12:00:00Z'), BERLIN))).toBe('2027-03-28T01:30:00.000Z');
  });
});

describe('a monthly report', () => {
  it.each([
    ['2026-02-15', '2026-02-28'],
    ['2026-03-01', '2026-03-31'],
    ['2026-04-02', '2026-04-30'],
    ['2028-02-10', '2028-02-29'],
    ['2026-12-31', '2026-12-31'],
  ])('of the 31st is due on the last day of the month of %s', (from, day) => {
    expect(iso(nextDue(monthly(31), at(`${from}T00:00:00Z`), 'UTC'))).toBe(`${day}T09:00:00.000Z`);
  });

  it('comes back to its own day after a short month', () => {
    let now = at('2026-01-30T00:00:00Z');
    const days: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      now = nextDue(monthly(30), now, 'UTC');
      days.push(iso(now)?.slice(0, 10) ?? '');
    }
    expect(days).toEqual(['2026-01-30', '2026-02-28', '2026-03-30', '2026-04-30']);
  });

  it('is about the month of its moment, or the one before', () => {
    expect(monthOfReport('before', at('2026-12-01T08:00:00Z'), BERLIN)).toBe('2026-11');
    expect(monthOfReport('before', at('2027-01-01T08:00:00Z'), BERLIN)).toBe('2026-12');
    expect(monthOfReport('running', at('2026-11-30T23:30:00Z'), BERLIN)).toBe('2026-12');
  });
});

describe('what is owed', () => {
  it('is the newest of all that a sleeping computer missed, once', () => {
    const now = at('2026-11-30T20:00:00Z');
    const owed = owedReport(weekly, { due: at('2026-11-02T08:00:00Z') }, now, BERLIN);
    expect(iso(owed)).toBe('2026-11-30T08:00:00.000Z');
    expect(owedReport(weekly, { due: owed }, now, BERLIN)).toBeNull();
  });

  it('is nothing that was due before the rule was set', () => {
    const since = at('2026-11-30T08:00:01Z');
    expect(owedReport({ ...weekly, since }, { due: null }, at('2026-12-07T07:59:59Z'), BERLIN)).toBeNull();
    expect(iso(owedReport({ ...weekly, since }, { due: null }, at('2026-12-07T08:00:00Z'), BERLIN))).toBe(
      '2026-12-07T08:00:00.000Z',
    );
  });

  it('is the same day again where the person set another time for it', () => {
    const done = { due: at('2026-11-30T08:00:00Z') };
    const later = { ...weekly, time: '17:00', since: at('2026-11-30T10:00:00Z') };
    expect(iso(owedReport(later, done, at('2026-11-30T16:00:00Z'), BERLIN))).toBe('2026-11-30T16:00:00.000Z');
  });

  it('is not the same report again in another time zone', () => {
    const done = { due: at('2026-11-30T08:00:00Z') };
    expect(owedReport(weekly, done, at('2026-11-30T15:00:00Z'), 'America/New_York')).toBeNull();
    expect(owedReport(weekly, { due: at('2026-11-30T14:00:00Z') }, at('2026-12-01T00:00:00Z'), BERLIN)).toBeNull();
  });

  it('is nothing while the clock stands before what was done', () => {
    expect(owedReport(weekly, { due: at('2026-12-07T08:00:00Z') }, at('2026-11-30T09:00:00Z'), BERLIN)).toBeNull();
  });
});
