import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import {
  expected,
  instantIn,
  member,
  nullOr,
  oddRows,
  optional,
  optionalNumber,
  optionalText,
  readItems,
  readOne,
  textAt,
  together,
} from '../lenient';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';
import { type DailySource, daySample, type Metered, meteredByProduct } from './metered';
import { unitFactor } from './units';

export const COSTS_SOURCE = 'vercel:/v2/billing/costs';

const COSTS: DailySource = { source: COSTS_SOURCE, zone: BILLING_ZONE, settledAfter: 48 * HOUR };

const rowSchema = z.object({
  dimensionValues: z.object({ product: z.string(), project: nullOr(z.string()), region: nullOr(z.string()) }),
  metrics: z.array(z.string()),
  values: z.array(z.array(optionalNumber)),
  totalValue: optional(z.array(optionalNumber)),
  flatRate: optional(z.boolean()),
});
type CostRow = z.infer<typeof rowSchema>;

/** A day's quantity and gross cost of one product, as the dashboard of Vercel counts it. */
export interface CostEntry {
  /** Start of the day in Los Angeles. */
  readonly time: Instant;
  readonly product: string;
  readonly title: string;
  readonly category: string | null;
  readonly projectId: string | null;
  /** Null for a product without regions, or where the answer does not tell them apart. */
  readonly region: string | null;
  readonly quantity: number | null;
  /** The unit's own name; null when the answer gives none. */
  readonly unit: unknown;
  /** Before credits and discounts; null where there is no amount in `currency`. */
  readonly grossCost: number | null;
  readonly currency: string;
  readonly flatRate: boolean;
}

export interface Costs {
  readonly entries: readonly CostEntry[];
  readonly byProject: readonly CostEntry[];
  /** Rows of both views, and those of which something was not understood. */
  readonly reading: Reading;
}

const PRODUCT_VIEW = 'byProduct';
const PROJECT_VIEW = 'byProductRegionProject';

/** Asks `POST /v2/billing/costs` for the days of `range`, by product and by project. */
export async function readCosts(api: VercelApi, range: Period, now: Instant): Promise<Result<Costs>> {
  const answer = await api.post('/v2/billing/costs', {
    from: milliseconds(range.start),
    to: milliseconds(range.end),
    metrics: ['gross_cost', 'quantity'],
    format: 'timeseries',
    views: {
      [PROJECT_VIEW]: { groupBy: ['product', 'region', 'project'] },
      [PRODUCT_VIEW]: { groupBy: ['product'] },
    },
    userAgent: 'headroom',
  });
  if (!answer.ok) return answer;
  const { value } = answer;
  const results = member(value, 'results');
  const times = z.array(z.string()).safeParse(member(results, 'times'));
  const products = rowsOf(results, PRODUCT_VIEW, ['product']);
  if (!times.success || products === null || (products.items.length === 0 && products.rejected > 0)) {
    return fail(changed('Vercel', 'the costs by product'));
  }
  const starts = times.data.map((time) => instantIn(time, BILLING_ZONE));
  const byProduct = products.items.map((row) => readRow(row, starts, value, now));
  // The answer may group coarser than asked; then there is no attribution, which is no error.
  const projects = rowsOf(results, PROJECT_VIEW, ['product', 'project']);
  const byProject = (projects?.items ?? []).map((row) => readRow(row, starts, value, now));
  const odd = byProduct.filter(({ isOdd }) => isOdd).length;
  const oddOfProjects = byProject.filter((one, at) => one.isOdd || lacksProject(projects?.items[at])).length;
  return succeed({
    entries: byProduct.flatMap(({ entries }) => entries),
    byProject: byProject.flatMap(({ entries }) => entries),
    reading: together(
      products.reading,
      oddRows(odd, 0),
      projects === null ? oddRows(isCoarser(results, PROJECT_VIEW) ? 0 : 1) : projects.reading,
      oddRows(oddOfProjects, 0),
    ),
  });
}

const lacksProject = (row: CostRow | undefined): boolean => row?.dimensionValues.project === undefined;

/**
 * The metered quantities among the costs that no other source brings, a day each. `standIn`: the daily
 * source is gone, so its metrics are taken from here too, for the last two days; older ones are known.
 */
export function costSamples(
  costs: Costs,
  now: Instant,
  standIn: boolean,
): { readonly samples: readonly MetricSample[]; readonly reading: Reading } {
  const isWanted = (metered: Metered, entry: CostEntry) =>
    metered.usage === undefined || (standIn && metered.kind === 'daily' && entry.time > now - 48 * HOUR);
  const attributed = costs.byProject.filter(({ projectId }) => projectId !== null);
  const samples = [
    ...samplesFrom(costs.entries, now, isWanted, () => null),
    ...samplesFrom(
      attributed,
      now,
      (metered) => metered.usage === undefined,
      ({ projectId }) => projectId,
    ),
  ];
  return { samples, reading: costs.reading };
}

function samplesFrom(
  entries: readonly CostEntry[],
  now: Instant,
  isWanted: (metered: Metered, entry: CostEntry) => boolean,
  projectOf: (entry: CostEntry) => string | null,
): MetricSample[] {
  const sums = new Map<string, MetricSample>();
  for (const entry of entries) {
    const metered = meteredByProduct(entry.product, entry.title);
    const factor = metered === null ? null : unitFactor(entry.unit, metered.unit);
    // What has no metric of ours is an amount of the bill only, and a unit that does not fit was counted by `readRow`.
    if (metered === null || entry.quantity === null || factor === null || !isWanted(metered, entry)) continue;
    const projectId = projectOf(entry);
    const key = `${metered.service} ${metered.metric} ${entry.time} ${projectId ?? ''}`;
    const value = (sums.get(key)?.value ?? 0) + entry.quantity * factor;
    sums.set(key, daySample(metered, COSTS, { time: entry.time, value, projectId }, now));
  }
  return [...sums.values()];
}

function rowsOf(results: unknown, view: string, needed: readonly string[]) {
  const found = member(member(results, 'views'), view);
  const groupBy = z.array(z.string()).safeParse(member(found, 'groupBy'));
  if (!groupBy.success || !needed.every((name) => groupBy.data.includes(name))) return null;
  return readItems(rowSchema, member(found, 'results'));
}

/** Whether a view says that it is grouped by less than was asked for, and no row of it says otherwise. */
function isCoarser(results: unknown, view: string): boolean {
  const found = member(member(results, 'views'), view);
  const rows = member(found, 'results');
  const isGrouped = (row: unknown) => typeof member(member(row, 'dimensionValues'), 'project') === 'string';
  return (
    z.array(z.string()).safeParse(member(found, 'groupBy')).success && Array.isArray(rows) && !rows.some(isGrouped)
  );
}

/** The days of a row that have begun, and whether something of the row was missed. */
function readRow(
  row: CostRow,
  starts: readonly (Instant | null)[],
  answer: unknown,
  now: Instant,
): { readonly entries: readonly CostEntry[]; readonly isOdd: boolean } {
  const { product, project } = row.dimensionValues;
  const products = member(member(member(member(answer, 'results'), 'dimensionsMeta'), 'product'), 'values');
  const { value: meta, reading } = readOne(metaSchema, member(products, product));
  const costAt = row.metrics.indexOf('gross_cost');
  const quantityAt = row.metrics.findIndex((slug) => slug !== 'gross_cost');
  const unit = unitOf(answer, row.metrics[quantityAt] ?? '');
  const title = meta?.title ?? product;
  const entries = row.values.flatMap((values, at): CostEntry[] => {
    const time = starts[at] ?? null;
    if (time === null || time > now) return [];
    return [
      {
        time,
        product,
        title,
        category: meta?.category ?? null,
        projectId: project ?? null,
        region: row.dimensionValues.region ?? null,
        quantity: values[quantityAt] ?? null,
        unit,
        grossCost: values[costAt] ?? null,
        currency: currencyOf(unitOf(answer, 'gross_cost')),
        flatRate: row.flatRate ?? false,
      },
    ];
  });
  const metered = meteredByProduct(product, title);
  const isUnread =
    metered !== null && (unitFactor(unit, metered.unit) === null || entries.some(({ quantity }) => quantity === null));
  const isOff = (row.totalValue ?? []).some((total, at) => !addsUp(row.values, at, total));
  const isShort = entries.length < starts.length || row.values.length !== starts.length;
  return { entries, isOdd: reading.notUnderstood > 0 || isUnread || isShort || isOff };
}

/** Whether the days of a row come to its own total, as far as one was told. */
function addsUp(values: CostRow['values'], at: number, total: number | undefined): boolean {
  const sum = values.reduce((before, day) => before + (day[at] ?? 0), 0);
  return total === undefined || Math.abs(sum - total) <= 1e-6 * Math.max(1, Math.abs(total));
}

const metaSchema = z.object({ title: expected(z.string()), category: optionalText });

/** Dollars by their name; an Enterprise contract counts units of its own, which are no dollars. */
function currencyOf(unit: unknown): string {
  return textAt(unit, 'name') ?? textAt(unit, 'singular') ?? 'USD';
}

function unitOf(answer: unknown, slug: string): unknown {
  const metrics = member(answer, 'metrics');
  const found = Array.isArray(metrics) ? metrics.find((metric: unknown) => member(metric, 'slug') === slug) : undefined;
  return member(found, 'unit');
}

function milliseconds(instant: Instant): string {
  return formatInstant(instant).replace('Z', '.000Z');
}
