import { addDays, dayOf, dayStart, daysBetween } from '#shared/core/calendar/calendar';
import type { UsageRow } from '#shared/domain/cost';
import type { Day, Instant } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';
import type { CostDays } from './period';
import { type BilledMetric, daysFrom } from './usage';

/** Which end of the forecast a rest is taken from. */
export type Quantile = 'q10' | 'q50' | 'q90';

/** What a period's rest is expected to bring, and what that rests on. */
export interface Outlook {
  /** Rows of the days from today on; a day in progress has only what it still lacks. */
  rest(quantile: Quantile): readonly UsageRow[];
  /** Metrics whose forecast stands; the others go on at their average pace. */
  readonly forecast: readonly BilledMetric[];
  readonly atAveragePace: readonly BilledMetric[];
}

/** Days that a plan's month is extrapolated from are counted with the passed part of today. */
const LEAST_DAYS = 0.5;

/**
 * The expected rest of a period, metric by metric: what its forecast expects at the period's end less
 * what is used, spread evenly over the days left; without a forecast the average pace so far goes on.
 * A level stays as it is. Rolling days run towards no end and have no rest.
 */
export function outlookOf(metrics: readonly BilledMetric[], period: CostDays, now: Instant): Outlook {
  const { days, zone, span, rolls } = period;
  const today = dayOf(now, zone);
  const ahead = rolls ? [] : daysFrom(today, days.end);
  const passedOfToday = (now - dayStart(today, zone)) / DAY;
  const elapsed = Math.max(LEAST_DAYS, daysBetween(days.start, today) + passedOfToday);
  const weights = new Map(ahead.map((day) => [day, day === today ? Math.max(0, 1 - passedOfToday) : 1]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const ready = metrics.filter((metric) => isForecast(metric, span.end));
  return {
    rest: (quantile) =>
      metrics.flatMap((metric) => {
        const used = metric.rows.reduce((sum, row) => sum + row.quantity, 0);
        const missing = missingOf(metric, used, quantile, {
          elapsed,
          days: daysBetween(days.start, days.end),
          end: span.end,
        });
        return spread(metric, missing, weights, total);
      }),
    forecast: ready,
    atAveragePace: metrics.filter((metric) => metric.counting !== 'level' && !ready.includes(metric)),
  };
}

interface Pace {
  readonly elapsed: number;
  readonly days: number;
  readonly end: Instant;
}

function missingOf(metric: BilledMetric, used: number, quantile: Quantile, pace: Pace): number {
  const { counting, state, rows } = metric;
  if (counting === 'level') {
    return 0;
  }
  if (counting === 'average') {
    // A day of a level is its share of the period already.
    return (rows.at(-1)?.quantity ?? 0) * Math.max(0, pace.days - rows.length);
  }
  const expected = isForecast(metric, pace.end) ? state.forecast.atReset?.[quantile] : undefined;
  return Math.max(0, (expected ?? (used * pace.days) / pace.elapsed) - used);
}

/** True where a forecast of this very period stands; the zones of series and bill differ by hours. */
function isForecast({ state, counting }: BilledMetric, end: Instant): boolean {
  const { forecast } = state;
  const ends = forecast.window?.end;
  const isSamePeriod = ends !== undefined && Math.abs(ends - end) <= DAY;
  return counting !== 'average' && counting !== 'level' && forecast.atReset !== null && isSamePeriod;
}

function spread(
  { service, metric }: BilledMetric,
  missing: number,
  weights: ReadonlyMap<Day, number>,
  total: number,
): readonly UsageRow[] {
  if (missing <= 0 || total <= 0) {
    return [];
  }
  return [...weights].map(([day, weight]) => ({
    service,
    metric,
    project: null,
    region: null,
    day,
    quantity: (missing * weight) / total,
  }));
}

/** Whole days of a period that have begun, today included, and in all. */
export function dayCount({ days, zone }: CostDays, now: Instant): { readonly day: number; readonly days: number } {
  const all = daysBetween(days.start, days.end);
  const begun = daysBetween(days.start, addDays(dayOf(now, zone), 1));
  return { day: Math.min(all, Math.max(1, begun)), days: all };
}
