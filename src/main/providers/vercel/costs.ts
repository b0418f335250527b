import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { looseNumber, member, optionalText, readItems } from '../loose';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';
import { type Metered, meteredByProduct } from './metered';
import { unitFactor } from './units';

export const COSTS_SOURCE = 'vercel:/v2/billing/costs';

/** Days younger than this are still revised. */
const SETTLED_AFTER = 48 * HOUR;

const rowSchema = z.object({
  dimensionValues: z.object({ product: optionalText, region: optionalText, project: optionalText }),
  metrics: z.array(z.string()),
  values: z.array(z.array(looseNumber.nullable().catch(null))),
  flatRate: z.boolean().optional().catch(undefined),
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
  readonly rejected: number;
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
  const results = member(answer.value, 'results');
  const times = z.array(z.string()).safeParse(member(results, 'times'));
  const products = rowsOf(results, PRODUCT_VIEW, ['product']);
  if (!times.success || products === null) return fail(changed('Vercel', 'the costs by product'));
  // The answer may group coarser than asked; then there is no attribution, which is no error.
  const projects = rowsOf(results, PROJECT_VIEW, ['product', 'project']) ?? { items: [], rejected: 0 };
  const starts = times.data.map(parseInstant);
  const entries = (rows: readonly CostRow[]) =>
    rows.flatMap((row) => entriesOf(row, starts, answer.value, results)).filter(({ time }) => time <= now);
  return succeed({
    entries: entries(products.items),
    byProject: entries(projects.items),
    rejected: products.rejected + projects.rejected,
  });
}

/**
 * The metered quantities among the costs that no other source brings, a day each. `standIn`: the daily
 * source is gone, so its metrics are taken from here too, for the last two days; older ones are known.
 */
export function costSamples(costs: Costs, now: Instant, standIn: boolean): MetricSample[] {
  const isWanted = (metered: Metered, entry: CostEntry) =>
    metered.usage === undefined || (standIn && metered.kind === 'daily' && entry.time > now - 48 * HOUR);
  const attributed = costs.byProject.filter(({ projectId }) => projectId !== null);
  return [
    ...samplesFrom(costs.entries, now, isWanted, () => null),
    ...samplesFrom(
      attributed,
      now,
      (metered) => metered.usage === undefined,
      ({ projectId }) => projectId,
    ),
  ];
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
    if (metered === null || entry.quantity === null || factor === null || !isWanted(metered, entry)) continue;
    const projectId = projectOf(entry);
    const key = `${metered.service} ${metered.metric} ${entry.time} ${projectId ?? ''}`;
    const value = (sums.get(key)?.value ?? 0) + entry.quantity * factor;
    sums.set(key, costSample(metered, entry.time, value, projectId, now));
  }
  return [...sums.values()];
}

function costSample(
  metered: Metered,
  time: Instant,
  value: number,
  projectId: string | null,
  now: Instant,
): MetricSample {
  return {
    service: metered.service,
    metric: metered.metric,
    projectId,
    kind: metered.kind,
    unit: metered.unit,
    zone: BILLING_ZONE,
    source: COSTS_SOURCE,
    time,
    value,
    ...(now < time + 24 * HOUR + SETTLED_AFTER ? { provisional: true } : {}),
  };
}

function rowsOf(results: unknown, view: string, needed: readonly string[]) {
  const found = member(member(results, 'views'), view);
  const groupBy = z.array(z.string()).safeParse(member(found, 'groupBy'));
  if (!groupBy.success || !needed.every((name) => groupBy.data.includes(name))) return null;
  return readItems(rowSchema, member(found, 'results'));
}

function entriesOf(row: CostRow, starts: readonly (Instant | null)[], answer: unknown, results: unknown): CostEntry[] {
  const product = row.dimensionValues.product;
  if (product === undefined) return [];
  const meta = member(member(member(member(results, 'dimensionsMeta'), 'product'), 'values'), product);
  const costAt = row.metrics.indexOf('gross_cost');
  const quantityAt = row.metrics.findIndex((slug) => slug !== 'gross_cost');
  const currency = currencyOf(unitOf(answer, 'gross_cost'));
  return row.values.flatMap((values, at): CostEntry[] => {
    const time = starts[at];
    if (time === null || time === undefined) return [];
    return [
      {
        time,
        product,
        title: optionalText.parse(member(meta, 'title')) ?? product,
        category: optionalText.parse(member(meta, 'category')) ?? null,
        projectId: row.dimensionValues.project ?? null,
        region: row.dimensionValues.region ?? null,
        quantity: values[quantityAt] ?? null,
        unit: unitOf(answer, row.metrics[quantityAt] ?? ''),
        grossCost: values[costAt] ?? null,
        currency,
        flatRate: row.flatRate ?? false,
      },
    ];
  });
}

/** Dollars by their name; an Enterprise contract counts units of its own, which are no dollars. */
function currencyOf(unit: unknown): string {
  return optionalText.parse(member(unit, 'name')) ?? optionalText.parse(member(unit, 'singular')) ?? 'USD';
}

function unitOf(answer: unknown, slug: string): unknown {
  const metrics = member(answer, 'metrics');
  const found = Array.isArray(metrics) ? metrics.find((metric: unknown) => member(metric, 'slug') === slug) : undefined;
  return member(found, 'unit');
}

function milliseconds(instant: Instant): string {
  return formatInstant(instant).replace('Z', '.000Z');
}
