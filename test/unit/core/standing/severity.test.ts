import { describe, expect, it } from 'vitest';
import { standingAtLimit } from '#shared/core/standing/at-limit';
import { severityOf } from '#shared/core/standing/severity';
import { AT_STANDING_LIMITS } from '#shared/domain/standing';
import { inDays, NOW } from './made-standing';

const given = { atLimit: 'reject', warningPercent: 75, criticalPercent: 90, expected: null, now: NOW } as const;

describe('how bad a limit is', () => {
  it.each([
    [0, 'calm'],
    [74.9, 'calm'],
    [75, 'warning'],
    [90, 'critical'],
    [99.99, 'critical'],
    [100, 'over'],
    [439, 'over'],
  ] as const)('%f percent: %s, whatever happens there', (percent, severity) => {
    for (const atLimit of AT_STANDING_LIMITS) {
      expect(severityOf({ ...given, percent, atLimit })).toBe(atLimit === 'none' ? 'calm' : severity);
    }
  });

  it('is unknown while the use or the limit is, never calm', () => {
    expect(severityOf({ ...given, percent: null })).toBeNull();
    expect(severityOf({ ...given, percent: null, atLimit: 'none' })).toBeNull();
  });

  it('is not calm for what is missing in a sum, unless even the busiest day in each gap would be', () => {
    expect(severityOf({ ...given, percent: 40, atMostPercent: null })).toBe('watch');
    expect(severityOf({ ...given, percent: 40, atMostPercent: 75 })).toBe('watch');
    expect(severityOf({ ...given, percent: 40, atMostPercent: 74 })).toBe('calm');
    expect(severityOf({ ...given, percent: 80, atMostPercent: null })).toBe('warning');
    expect(severityOf({ ...given, percent: 40, atMostPercent: null, atLimit: 'none' })).toBe('calm');
  });

  it('is a warning at any level when the limit may be reached within 7 days and is likely within 30', () => {
    const expected = (q10: number, q50: number | null) => ({
      q10: inDays(q10),
      q50: q50 === null ? null : inDays(q50),
      q90: null,
    });
    expect(severityOf({ ...given, percent: 20, expected: expected(6, 25) })).toBe('warning');
    expect(severityOf({ ...given, percent: 20, expected: expected(6, null) })).toBe('watch');
    expect(severityOf({ ...given, percent: 20, expected: expected(28, null) })).toBe('watch');
    expect(severityOf({ ...given, percent: 20, expected: expected(31, null) })).toBe('calm');
    expect(severityOf({ ...given, percent: 95, expected: expected(31, null) })).toBe('critical');
  });

  it('judges a day in progress by the whole day where that is more', () => {
    expect(severityOf({ ...given, percent: 1.4, dayPercent: 60 })).toBe('calm');
    expect(severityOf({ ...given, percent: 1.4, dayPercent: 80 })).toBe('warning');
    expect(severityOf({ ...given, percent: 1.4, dayPercent: 96 })).toBe('critical');
    // Not over before it is.
    expect(severityOf({ ...given, percent: 50, dayPercent: 130 })).toBe('critical');
    expect(severityOf({ ...given, percent: 92, dayPercent: 80 })).toBe('critical');
  });
});

describe('what happens at a limit', () => {
  it('reads the words that price lists and rows keep', () => {
    expect(standingAtLimit('hard')).toBe('reject');
    expect(standingAtLimit('overage')).toBe('bill');
    expect(standingAtLimit('pause')).toBe('pause');
    expect(standingAtLimit('throttle')).toBe('throttle');
    expect(standingAtLimit('inform')).toBe('inform');
    expect(standingAtLimit('none')).toBe('none');
  });
});
