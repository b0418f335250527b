import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import type { Counting } from '#shared/core/costs/billed-quantity';
import type { BilledConnection, CostDays } from '#shared/core/costs/billing-days';
import { type MetricTerms, type PlanTerms, termsOf } from '#shared/core/costs/terms';
import { planEntries, planLimits } from '#shared/core/pricing/look-up';
import { DAY, type Day, type Instant } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import type { Series } from '#shared/domain/series';
import { summaryKey } from '#shared/domain/service';
import type { ReadParts } from '../read-parts';
import type { MetricQuantity } from '../usage/metric-quantities';
import { isPartOf, type Measure, type MeasuredRows, quantityOf, readUsageRows } from './usage-rows';

/** One metric of one connection that is billed, with its use in the period so far. */
export interface BilledMetric extends Measure, MeasuredRows {
  readonly quantity: MetricQuantity;
  /** Under the name that the price list prices. */
  readonly service: string;
  /** Whether it has use in the period, or had some in the last days: what is billed is often told days late. */
  readonly inUse: boolean;
}

/**
 * Two measures of one thing: where the billed one is in use, the other is not billed beside it. A
 * build's minutes are billed as CPU minutes or by machine; a function on fluid compute by CPU and
 * memory instead of its duration (facts: limits and prices, "Builds", "Functions").
 */
const BILLED_INSTEAD: Readonly<Record<string, readonly string[]>> = {
  VERCEL_BUILD_BUILD_MINUTES: [
    'VERCEL_BUILD_BUILD_CPU_MINUTES',
    'VERCEL_BUILD_BUILD_MINUTES_STANDARD',
    'VERCEL_BUILD_BUILD_MINUTES_ENHANCED',
    'VERCEL_BUILD_BUILD_MINUTES_TURBO',
  ],
  VERCEL_FUNCTIONS_DURATION_GB_HOURS: [
    'VERCEL_FUNCTIONS_ACTIVE_CPU_HOURS',
    'VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS',
  ],
};

const BILLED_FIRST: ReadonlySet<string> = new Set(Object.values(BILLED_INSTEAD).flat());

/**
 * Days back from now in which a measure counts as in use. Vercel tells charges two days late, so that a
 * period begins without them; a week also bridges days on which nobody builds.
 */
const IN_USE_DAYS = 7;

/** What a day's total is billed as where the plan has no price by the day. */
const BILLED_AS: Readonly<Record<string, string>> = { COMMANDS_PER_DAY: 'COMMANDS' };

/** What a billing source brings is a product with a price, whether or not the price list knows it. */
const BILLING_SOURCE = /\/billing\//;

/**
 * What a connection used of everything that has a price, in a period so far: one source a metric. `series` are at
 * least those of the connection.
 */
export async function readMeasuredUsage(
  parts: ReadParts,
  list: PriceList,
  connection: BilledConnection,
  { days, zone }: CostDays,
  { quantities, series }: { readonly quantities: readonly MetricQuantity[]; readonly series: readonly Series[] },
): Promise<readonly BilledMetric[]> {
  const { provider, plan } = connection.billing;
  const now = parts.clock.now();
  const terms = termsOf(list, { provider, plan, day: dayOf(now, zone) });
  const own = series.filter(({ connectionId }) => connectionId === connection.id);
  const found = quantities.flatMap((quantity) => {
    const whole = quantity.series;
    const priced = whole === null ? null : pricedAs(list, terms, whole);
    return whole === null || priced === null
      ? []
      : [
          {
            quantity,
            service: whole.service,
            series: whole,
            projects: own.filter((one) => isPartOf(one, whole)),
            ...priced,
          },
        ];
  });
  const measured = await readUsageRows(parts.store, found, days, daysBetween(days.start, days.end));
  const metrics = found.map((one, index) => ({ ...one, ...(measured[index] ?? { rows: [], byProject: [] }) }));
  const isUsed = ({ rows }: MeasuredRows) => rows.some(({ quantity }) => quantity > 0);
  const doubtful = metrics.filter((one) => !isUsed(one) && BILLED_FIRST.has(summaryKey(one.service, one.metric)));
  const before = await usedLately(
    parts,
    doubtful.map((one) => one.series),
    now,
  );
  return metrics.map((one) => ({ ...one, inUse: isUsed(one) || before.has(one.series.id) }));
}

/** Those of `series` that had use in the last days. */
async function usedLately(parts: ReadParts, series: readonly Series[], now: Instant): Promise<ReadonlySet<number>> {
  const range = { start: now - IN_USE_DAYS * DAY, end: now };
  const days =
    series.length === 0 ? [] : await parts.store.samples.daysOf(series.map(({ id }) => ({ seriesId: id, range })));
  return new Set(
    series.filter((one, index) => days[index]?.some((day) => quantityOf(one, day) > 0)).map(({ id }) => id),
  );
}

/** Under which name, and how, a series is priced; null for what is watched but never billed. */
function pricedAs(
  list: PriceList,
  terms: PlanTerms,
  series: Series,
): { readonly metric: string; readonly counting: Counting } | null {
  const billedAs = BILLED_AS[series.metric];
  for (const metric of billedAs === undefined ? [series.metric] : [series.metric, billedAs]) {
    const found = terms.metric(series.service, metric);
    const counting = found === null ? null : countingOf(series, found);
    if (counting !== null) {
      return { metric, counting };
    }
  }
  const isListed = listedNames(list, terms.choice.provider).has(summaryKey(series.service, series.metric));
  const isBilled = BILLING_SOURCE.test(series.source) || (isListed && terms.plan !== null);
  return isBilled && series.kind === 'daily' ? { metric: series.metric, counting: 'sum' } : null;
}

const names = new WeakMap<PriceList, Map<string, ReadonlySet<string>>>();

/** Every metric that some plan of a provider lists, under all of its names. */
function listedNames(list: PriceList, provider: string): ReadonlySet<string> {
  const kept = names.get(list) ?? new Map<string, ReadonlySet<string>>();
  names.set(list, kept);
  const known = kept.get(provider);
  if (known !== undefined) {
    return known;
  }
  const own = list.limits.filter((entry) => entry.provider === provider);
  const aliases = list.aliases.filter((alias) => alias.provider === provider);
  const found = new Set([
    ...own.map(({ service, metric }) => summaryKey(service, metric)),
    ...aliases.map(({ asService, asMetric }) => summaryKey(asService, asMetric)),
  ]);
  kept.set(provider, found);
  return found;
}

/** Which metrics a plan lists on a day, under all of their names. */
export function planLists(
  list: PriceList,
  provider: string,
  plan: string,
  day: Day,
): (service: string, metric: string) => boolean {
  const entries = [
    ...planLimits(list, provider, plan, day),
    ...planEntries(list, provider, plan, day).map(({ entry }) => entry),
  ];
  const listed = new Set(
    entries.flatMap(({ service, metric }) => {
      const others = list.serviceAliases.filter((alias) => alias.provider === provider && alias.service === service);
      return [service, ...others.map(({ asService }) => asService)].map((one) => summaryKey(one, metric));
    }),
  );
  return (service, metric) => listed.has(summaryKey(service, metric));
}

function countingOf(series: Series, { limit }: MetricTerms): Counting | null {
  if (limit.window === 'per-item' || limit.billedAs === 'credit' || limit.billedAs === 'licence') {
    return null;
  }
  switch (series.kind) {
    case 'gauge':
      return limit.window === 'point-in-time' ? 'level' : 'average';
    case 'period':
      return limit.billedAs === 'spend' ? 'spend' : null;
    default:
      return 'sum';
  }
}

/**
 * Leaves one measure of each thing: the one that is billed. `lists` says which metrics the plan in
 * question lists; a measure that it does not list takes no other's place.
 */
export function oneMeasureEach(
  metrics: readonly BilledMetric[],
  lists: (service: string, metric: string) => boolean = () => true,
): readonly BilledMetric[] {
  const used = new Set(
    metrics
      .filter(({ service, metric, inUse }) => inUse && lists(service, metric))
      .map(({ service, metric }) => summaryKey(service, metric)),
  );
  const left = metrics.filter(({ service, metric }) => {
    const instead = BILLED_INSTEAD[summaryKey(service, metric)] ?? [];
    return !instead.some((key) => used.has(key));
  });
  const covered = new Set(
    left
      .filter(({ service, metric }) => lists(service, metric))
      .flatMap(({ service, metric }) => BILLED_INSTEAD[summaryKey(service, metric)] ?? []),
  );
  return left.filter(({ service, metric }) => !covered.has(summaryKey(service, metric)));
}
