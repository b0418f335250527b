import { DAY } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { aStanding } from '../../../fixtures/a-standing';

/** 2026-11-20T12:00:00Z. */
export const NOW = 1_795_176_000;

/** The moment so many days from `NOW` on. */
export function inDays(days: number): number {
  return NOW + Math.round(days * DAY);
}

/** A limit at which writes are refused, hardly used; a test says what differs. */
export function made(key: string, differs: Partial<Standing> = {}): Standing {
  const [, service = 'VERCEL_KV', metric = 'STORAGE_MB'] = key.split('/');
  return aStanding({
    key,
    scope: { kind: 'connection', connectionId: 'a' },
    service,
    metric,
    title: key,
    connectionTitle: 'shop',
    used: 10,
    asOf: NOW,
    limit: 100,
    percent: 10,
    severity: 'calm',
    expected: { q10: null, q50: null, q90: null },
    probability: { within7: 0, within14: 0, within30: 0, beforeReset: null },
    growth: null,
    ...differs,
  });
}

/** Is expected after so many days, as likely as not, with the probabilities that follow. */
export function expectedIn(days: number): Pick<Standing, 'expected' | 'probability' | 'severity'> {
  const within = (length: number) => (days <= length ? 0.8 : 0.3);
  return {
    expected: { q10: inDays(days / 2), q50: inDays(days), q90: inDays(days * 2) },
    probability: { within7: within(7), within14: within(14), within30: within(30), beforeReset: null },
    severity: 'watch',
  };
}

/** Used to so many percent of the limit, without a forecast. */
export function usedTo(percent: number): Pick<Standing, 'used' | 'percent' | 'severity'> {
  const thresholds = [
    [100, 'over'],
    [90, 'critical'],
    [75, 'warning'],
  ] as const;
  const severity = thresholds.find(([threshold]) => percent >= threshold)?.[1] ?? 'calm';
  return { used: percent, percent, severity };
}
