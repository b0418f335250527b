import { classOf } from '#shared/core/standing/at-limit';
import { room } from '#shared/core/standing/room';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { AdvicePoint, RecommendationPriority } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';

export interface Priority {
  readonly value: RecommendationPriority;
  readonly reason: AdvicePoint;
}

/** Percentage points below the warning threshold from which usage counts as approaching it. */
const APPROACHING_POINTS = 5;
/** Days within which a limit has to come for anything to be done about one that is merely near its threshold. */
const IN_SIGHT = 90;
/** A limit that begins anew and is reached with less than this within 30 days is not in danger, however full. */
const LEAST_CHANCE = 0.05;
/** A saving of this much a month is worth a morning. */
const MEDIUM_SAVING = 10_000_000;
const CENT = 10_000;

/** Where a limit's quantity goes, to look beyond what its standing looks at. */
type Outlook = Parameters<typeof room>[0];

/**
 * Median days to a limit, 0 while it is reached; null when it is not in sight. A standing looks a month ahead; with
 * the forecast behind it a level is followed on by its growth.
 */
export function daysTo(
  { expected, limit, used }: Pick<Standing, 'expected' | 'limit' | 'used'>,
  now: Instant,
  forecast: Outlook | null = null,
): number | null {
  const beyond =
    forecast === null || limit === null ? null : (room(forecast, { limit, used, now })?.reached.q50 ?? null);
  const at = expected?.q50 ?? beyond;
  return at === null ? null : Math.max(0, (at - now) / DAY);
}

/**
 * Whether anything is needed about a limit, and how urgently, by the client's rules: CRITICAL at the critical
 * threshold, HIGH when the limit is within 7 days, MEDIUM within 30, LOW near the warning threshold while it is in
 * sight. Null: nothing is needed, as at every limit where nothing stops (docs/decisions/011).
 */
export function priorityOfLimit(standing: Standing, now: Instant, forecast: Outlook | null = null): Priority | null {
  const { percent, warningPercent, criticalPercent, window, probability, outlook, atLimit } = standing;
  if (percent === null || classOf(atLimit) !== 'stops') {
    return null;
  }
  const days = daysTo(standing, now, forecast);
  const isSafe =
    window.kind === 'fixed' &&
    outlook.state === 'ready' &&
    probability !== null &&
    probability.within30 < LEAST_CHANCE &&
    percent < 100;
  if (percent >= criticalPercent && !isSafe) {
    return { value: 'CRITICAL', reason: { code: 'at-critical', figures: { threshold: criticalPercent } } };
  }
  if (days !== null && days <= 7) {
    return { value: 'HIGH', reason: { code: 'within-7-days', figures: { days: Math.round(days) } } };
  }
  if (days !== null && days <= 30) {
    return { value: 'MEDIUM', reason: { code: 'within-30-days', figures: { days: Math.round(days) } } };
  }
  if (percent >= warningPercent - APPROACHING_POINTS && days !== null && days <= IN_SIGHT) {
    return { value: 'LOW', reason: { code: 'near-warning', figures: { threshold: warningPercent } } };
  }
  return null;
}

/** A saving is LOW or MEDIUM by what it saves a month, to the cent: so it is shown, and drawn futures tell no more. */
export function priorityOfSaving(amount: Micros): Priority {
  const value = Math.round(amount / CENT) * CENT >= MEDIUM_SAVING ? 'MEDIUM' : 'LOW';
  return { value, reason: { code: 'by-amount', figures: { amount: amount / 1e6 } } };
}

const ORDER: readonly RecommendationPriority[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** Orders priorities from the most urgent on. */
export function comparePriorities(a: RecommendationPriority, b: RecommendationPriority): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}
