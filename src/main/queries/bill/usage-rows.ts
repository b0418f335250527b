import type { DayValue, ReadStore } from '#main/store/read-store';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { type Counting, levelRows } from '#shared/core/costs/billed-quantity';
import type { BillingDays } from '#shared/core/costs/period-costs';
import type { UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';

/** What is read to know the billed quantity of one metric. */
export interface Measure {
  /** The whole account. */
  readonly series: Series;
  /** The same, of each project that the provider tells apart. */
  readonly projects: readonly Series[];
  /** The name that the price list prices. */
  readonly metric: string;
  readonly counting: Counting;
}

/** Billed quantities of a metric over days, one row a day. */
export interface MeasuredRows {
  /** The whole account. */
  readonly rows: readonly UsageRow[];
  /** The same quantities, attributed to projects as far as the provider tells; adds up to `rows`. */
  readonly byProject: readonly UsageRow[];
}

/**
 * The billed quantities of metrics over any stretch of days, in the order of `measures`; a level weighs one of
 * `periodDays` each day. All series are read in one go.
 */
export async function readUsageRows(
  store: Pick<ReadStore, 'samples'>,
  measures: readonly Measure[],
  days: BillingDays,
  periodDays: number,
): Promise<readonly MeasuredRows[]> {
  const series = measures.flatMap((measure) => [measure.series, ...measure.projects]);
  const answers = await store.samples.daysOf(
    series.map(({ id, zone }) => ({
      seriesId: id,
      range: { start: dayStart(days.start, zone), end: dayStart(days.end, zone) },
    })),
  );
  const values = new Map(series.map(({ id }, index) => [id, answers[index] ?? []]));
  return measures.map((measure) => measuredRows(measure, values, periodDays));
}

function measuredRows(
  { series, projects, metric, counting }: Measure,
  values: ReadonlyMap<number, readonly DayValue[]>,
  periodDays: number,
): MeasuredRows {
  const toRows = (one: Series): readonly UsageRow[] => {
    const place = { service: series.service, metric, project: one.projectId, region: null };
    const readings = (values.get(one.id) ?? []).map((value) => ({
      day: dayOf(value.t, one.zone),
      value: quantityOf(one, value),
    }));
    return rowsOf(place, counting, readings, periodDays);
  };
  const rows = toRows(series);
  return { rows, byProject: attribute(rows, projects.flatMap(toRows)) };
}

/** True for a project's own part of the account's series. */
export function isPartOf(one: Series, whole: Series): boolean {
  return (
    one.projectId !== null &&
    one.service === whole.service &&
    one.metric === whole.metric &&
    one.source === whole.source
  );
}

/** A day's billed quantity of a series. */
export function quantityOf(series: Series, day: DayValue): number {
  return Math.max(0, series.kind === 'counter' ? (day.increase ?? 0) : day.value);
}

function rowsOf(
  place: Omit<UsageRow, 'day' | 'quantity'>,
  counting: Counting,
  readings: readonly { readonly day: Day; readonly value: number }[],
  periodDays: number,
): readonly UsageRow[] {
  switch (counting) {
    case 'average':
      return levelRows(place, readings, periodDays);
    case 'level':
    case 'spend':
      return readings.slice(-1).map(({ day, value }) => ({ ...place, day, quantity: value }));
    default:
      return readings.map(({ day, value }) => ({ ...place, day, quantity: value }));
  }
}

/**
 * Splits the account's day among its projects. What no project explains stays without one; projects
 * that add up to more than the account, as while a day is revised, share the account's figure.
 */
function attribute(rows: readonly UsageRow[], parts: readonly UsageRow[]): readonly UsageRow[] {
  const byDay = new Map<Day, UsageRow[]>();
  for (const part of parts) {
    if (part.quantity > 0) {
      byDay.set(part.day, [...(byDay.get(part.day) ?? []), part]);
    }
  }
  return rows.flatMap((row) => {
    const own = byDay.get(row.day) ?? [];
    const told = own.reduce((sum, part) => sum + part.quantity, 0);
    if (told === 0) {
      return [row];
    }
    const scale = told > row.quantity ? row.quantity / told : 1;
    const shares = own.map((part) => ({ ...part, quantity: part.quantity * scale }));
    const rest = row.quantity - told;
    // What remains of two floating point sums is no use.
    return rest > row.quantity * 1e-9 ? [...shares, { ...row, quantity: rest }] : shares;
  });
}
