import { mayReachSoon } from '#shared/core/usage/metric-status';
import { DAY, type Instant } from '#shared/domain/instant';
import { SEVERITIES, type Severity, type Standing } from '#shared/domain/standing';
import { rings } from './at-limit';

/** What a severity rests on. Percentages are of the limit. */
export interface SeverityInput extends Pick<Standing, 'atLimit' | 'warningPercent' | 'criticalPercent' | 'expected'> {
  /** Null: the use or its limit is not known. */
  readonly percent: number | null;
  /** For a daily limit: what the whole day is expected to hold (median); null for others, or without a forecast. */
  readonly dayPercent?: number | null;
  /** For a sum that is a lower bound: what it is at most, in percent; null where no bound can be told. Left out: exact. */
  readonly atMostPercent?: number | null;
  readonly now: Instant;
}

/** A limit that may be reached within so many days is worth watching. */
const WATCH_DAYS = 30;

/**
 * How bad it is. The level decides; a daily limit goes by the higher of so far and the whole day's expected total, so
 * that a day in progress is not judged by its first hour. A limit that is near is a warning at any level, one that may
 * be reached within 30 days (10th percentile) is worth watching. Null: unknown, which is never calm.
 *
 * A lower bound is not calm for what is missing in it: it is, only where even the busiest day in each gap would be.
 *
 * What happens at the limit changes nothing of it, but for one at which nothing happens at all: that is calm.
 */
export function severityOf(input: SeverityInput): Severity | null {
  if (input.percent === null) {
    return null;
  }
  return rings(input.atLimit) ? worse(worse(bySize(input), byExpectation(input)), byGaps(input)) : 'calm';
}

function byGaps({ atMostPercent, warningPercent }: SeverityInput): Severity {
  const isExact = atMostPercent === undefined;
  return isExact || (atMostPercent !== null && atMostPercent < warningPercent) ? 'calm' : 'watch';
}

function bySize({ percent, dayPercent, warningPercent, criticalPercent }: SeverityInput): Severity {
  const high = Math.max(percent ?? 0, dayPercent ?? 0);
  if (high >= 100) {
    // A day that is expected to pass its limit has not passed it yet.
    return (percent ?? 0) >= 100 ? 'over' : 'critical';
  }
  if (high >= criticalPercent) {
    return 'critical';
  }
  return high >= warningPercent ? 'warning' : 'calm';
}

function byExpectation({ expected, now }: SeverityInput): Severity {
  if (expected === null) {
    return 'calm';
  }
  const days = (at: Instant | null) => (at === null ? null : (at - now) / DAY);
  const [q10, q50] = [days(expected.q10), days(expected.q50)];
  if (mayReachSoon({ q10, q50 }, false)) {
    return 'warning';
  }
  return q10 !== null && q10 <= WATCH_DAYS ? 'watch' : 'calm';
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

/** What a daily limit's whole day is expected to hold (median), in percent of the limit; null for others. */
export function dayPercentOf({ day, limit }: Pick<Standing, 'day' | 'limit'>): number | null {
  const expected = day?.expected ?? null;
  return expected === null || limit === null || limit <= 0 ? null : (100 * expected.q50) / limit;
}
