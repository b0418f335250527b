import { describe, expect, it, test } from 'vitest';
import { DEFAULT_ALERT_SETTINGS, digestPeriod, quietAt } from '#shared/core/alerts/quiet';
import { parseInstant } from '#shared/core/calendar/calendar';
import type { AlertSettings, Weekday } from '#shared/domain/alert-settings';
import { HOUR } from '#shared/domain/instant';

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => parseInstant(text) ?? Number.NaN;

function settings(change: Partial<AlertSettings>): AlertSettings {
  return { ...DEFAULT_ALERT_SETTINGS, zone: 'Europe/Zurich', ...change };
}

const nights = settings({ quietHours: { days: EVERY_DAY, from: '22:00', to: '07:00', criticalAtOnce: true } });

describe('quiet hours', () => {
  it('begin and end on the clock of the user', () => {
    expect(quietAt(nights, at('2026-11-24T20:59:59Z'))).toBeNull();
    expect(quietAt(nights, at('2026-11-24T21:00:00Z'))).toEqual({
      why: 'quiet-hours',
      until: at('2026-11-25T06:00:00Z'),
      criticalAtOnce: true,
    });
    expect(quietAt(nights, at('2026-11-25T05:59:59Z'))).not.toBeNull();
    expect(quietAt(nights, at('2026-11-25T06:00:00Z'))).toBeNull();
  });

  // The clocks of Zurich: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00.
  test.each([
    ['forward', '2026-03-28T21:00:00Z', '2026-03-29T05:00:00Z', 8],
    ['back', '2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z', 10],
  ])('last from ten to seven when the clocks go %s', (_way, start, end, hours) => {
    expect(quietAt(nights, at(start) - 1)).toBeNull();
    expect(quietAt(nights, at(start))).toMatchObject({ until: at(end) });
    expect(quietAt(nights, at(end) - 1)).toMatchObject({ until: at(end) });
    expect(quietAt(nights, at(end))).toBeNull();
    expect((at(end) - at(start)) / HOUR).toBe(hours);
  });

  it('that end at a time which is skipped end when the clocks have gone on', () => {
    const short = settings({ quietHours: { days: EVERY_DAY, from: '23:00', to: '02:30', criticalAtOnce: false } });
    expect(quietAt(short, at('2026-03-29T00:59:59Z'))).toMatchObject({ until: at('2026-03-29T01:30:00Z') });
  });

  it('from a time to the same time last a whole day', () => {
    const sundays = settings({ quietHours: { days: [7], from: '08:00', to: '08:00', criticalAtOnce: false } });
    // 2026-11-29 is a Sunday.
    expect(quietAt(sundays, at('2026-11-29T06:59:59Z'))).toBeNull();
    expect(quietAt(sundays, at('2026-11-29T07:00:00Z'))).toMatchObject({ until: at('2026-11-30T07:00:00Z') });
    expect(quietAt(sundays, at('2026-11-30T06:59:59Z'))).not.toBeNull();
    expect(quietAt(sundays, at('2026-11-30T07:00:00Z'))).toBeNull();
  });

  it('of a weekday belong to the day on which they begin', () => {
    // 2026-11-27 is a Friday.
    const fridays = settings({ quietHours: { days: [5], from: '22:00', to: '07:00', criticalAtOnce: false } });
    expect(quietAt(fridays, at('2026-11-27T01:00:00Z'))).toBeNull();
    expect(quietAt(fridays, at('2026-11-28T01:00:00Z'))).not.toBeNull();
    expect(quietAt(fridays, at('2026-11-28T21:30:00Z'))).toBeNull();
  });
});

describe('maintenance', () => {
  const once = {
    kind: 'once',
    id: 'a',
    title: 'move',
    start: at('2026-11-24T21:30:00Z'),
    end: at('2026-11-25T08:00:00Z'),
  } as const;
  const weekly = { kind: 'weekly', id: 'b', title: 'backup', day: 3, from: '03:00', to: '04:00' } as const;

  it('goes before quiet hours, and the longest of several counts', () => {
    const both = { ...nights, maintenance: [weekly, once] };
    // Wednesday 03:30 in Zurich.
    expect(quietAt(both, at('2026-11-25T02:30:00Z'))).toEqual({ why: 'maintenance', title: 'move', until: once.end });
    expect(quietAt({ ...both, maintenance: [weekly] }, at('2026-11-25T02:30:00Z'))).toEqual({
      why: 'maintenance',
      title: 'backup',
      until: at('2026-11-25T03:00:00Z'),
    });
    expect(quietAt(settings({ maintenance: [weekly] }), at('2026-11-24T02:30:00Z'))).toBeNull();
  });

  it('keeps its hour over the change of clocks', () => {
    const sunday = settings({ maintenance: [{ ...weekly, day: 7, from: '12:00', to: '13:00' }] });
    expect(quietAt(sunday, at('2026-10-18T10:00:00Z'))).not.toBeNull();
    expect(quietAt(sunday, at('2026-10-25T11:00:00Z'))).not.toBeNull();
    expect(quietAt(sunday, at('2026-10-25T10:00:00Z'))).toBeNull();
  });
});

describe('the digest', () => {
  it('of a week ends on Monday at nine', () => {
    const weekly = settings({ digest: 'weekly' });
    const period = { start: at('2026-11-16T08:00:00Z'), end: at('2026-11-23T08:00:00Z') };
    expect(digestPeriod(weekly, at('2026-11-23T08:00:00Z'))).toEqual(period);
    expect(digestPeriod(weekly, at('2026-11-30T07:59:59Z'))).toEqual(period);
    expect(digestPeriod(settings({}), at('2026-11-30T07:59:59Z'))).toBeNull();
  });

  it('of a month ends on the first at nine, whatever the clocks did', () => {
    expect(digestPeriod(settings({ digest: 'monthly' }), at('2026-11-15T00:00:00Z'))).toEqual({
      start: at('2026-10-01T07:00:00Z'),
      end: at('2026-11-01T08:00:00Z'),
    });
  });
});
