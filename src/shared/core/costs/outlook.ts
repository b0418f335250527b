import type { UsageRow } from '#shared/domain/cost';
import type { QuantityForecast } from '#shared/domain/forecast';
import type { Day, Instant } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';
import { addDays, dayOf, dayStart, daysBetween } from '../calendar/calendar';
import type { Counting } from './billed-quantity';
import type { CostDays } from './billing-days';

/** Which end of the forecast a rest is taken from. */
export type Quantile = 'q10' | 'q50' | 'q90';

/** One billed metric with its use in the period so far and its forecast. */
export interface ExpectedMetric {
  readonly service: string;
  readonly metric: string;
  readonly counting: Counting;
  /** Use so far, of the whole account. */
  readonly rows: readonly UsageRow[];
  readonly quantity: { readonly forecast: Pick<QuantityForecast, 'atReset' | 'window'> };
}

/** What a period's rest is expected to bring, and what that rests on. */
export interface Outlook<Metric extends ExpectedMetric = ExpectedMetric> {
  /** Rows of the days from today on; a day in progress has only what it still lacks. */
  rest(quantile: Quantile): readonly UsageRow[];
  /** Metrics whose forecast stands; the others go on at their average pace. */
  readonly forecast: readonly Metric[];
  readonly atAveragePace: readonly Metric[];
}

/** Days that a plan's month is extrapolated from are counted with the passed part of today. */
const LEAST_DAYS = 0.5;

/**
 * The expected rest of a period, metric by metric: what its forecast expects at the period's end less
 * what is used, spread evenly over the days left; without a forecast the average pace so far goes on.
 * A level stays as it is. Rolling days run towards no end and have no rest.
 */
export function outlookOf<Metric extends ExpectedMetric>(
  metrics: readonly Metric[],
  period: CostDays,
  now: Instant,
): Outlook<Metric> {
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

function missingOf(metric: ExpectedMetric, used: number, quantile: Quantile, pace: Pace): number {
  const { counting, quantity, rows } = metric;
  if (counting === 'level') {
    return 0;
  }
  if (counting === 'average') {
    // A day of a level is its share of the period already.
    return (rows.at(-1)?.quantity ?? 0) * Math.max(0, pace.days - rows.length);
  }
  const expected = isForecast(metric, pace.end) ? quantity.forecast.atReset?.[quantile] : undefined;
  return Math.max(0, (expected ?? (used * pace.days) / pace.elapsed) - used);
}

/** True where a forecast of this very period stands; the zones of series and bill differ by hours. */
function isForecast({ quantity, counting }: ExpectedMetric, end: Instant): boolean {
  const { forecast } = quantity;
  const ends = forecast.window?.end;
  const isSamePeriod = ends !== undefined && Math.abs(ends - end) <= DAY;
  return counting !== 'average' && counting !== 'level' && forecast.atReset !== null && isSamePeriod;
}

function spread(
  { service, metric }: ExpectedMetric,
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
export function dayCount(
  { days, zone }: Pick<CostDays, 'days' | 'zone'>,
  now: Instant,
): { readonly day: number; readonly days: number } {
  const all = daysBetween(days.start, days.end);
  const begun = daysBetween(days.start, addDays(dayOf(now, zone), 1));
  return { day: Math.min(all, Math.max(1, begun)), days: all };
}

/** The days of a period from `day` on. */
function daysFrom(day: Day, end: Day): readonly Day[] {
  return Array.from({ length: Math.max(0, daysBetween(day, end)) }, (_, at) => addDays(day, at));
}
