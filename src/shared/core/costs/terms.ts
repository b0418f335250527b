import type { Day } from '#shared/domain/instant';
import type { Micros, UnitPrice } from '#shared/domain/money';
import type { NamedPlanLimit, PlanRecord, PriceEntry, PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import { findLimit, findPlan, planCredit, planEntries, planFee } from '../pricing/look-up';
import { type Nano, type Rate, rateOf, toNano } from './exact';

/** What a plan is asked for: the plan, the day, and what the prices depend on beside it. */
export interface PlanChoice {
  readonly provider: string;
  readonly plan: string;
  readonly day: Day;
  /** `standard`, `enhanced`, `turbo`: prices the build minutes of a plan that charges by machine. */
  readonly buildMachine?: string;
  /** Region of usage that names none; without it the list's own region. */
  readonly region?: string;
}

/** The price of one metric in one region. */
export interface RegionalRate {
  readonly rate: Rate;
  readonly price: UnitPrice;
  /** The region whose price it is; null where one price holds everywhere. */
  readonly region: string | null;
  readonly source: string;
  readonly sourceDate: Day | null;
  readonly note: string;
}

/** One metric under one plan, ready to be priced. */
export interface MetricTerms {
  readonly limit: NamedPlanLimit;
  readonly included: Nano;
  readonly beyond: NamedPlanLimit['beyond'];
  /** The price in `region`; null when none is known. */
  readonly rateIn: (region: string | null) => RegionalRate | null;
  /** Why there is no price, where `rateIn` answers null. */
  readonly unpriced: string;
}

/** A plan on a day with its prices. */
export interface PlanTerms {
  /** Null: the list does not know the plan. */
  readonly plan: PlanRecord | null;
  readonly choice: PlanChoice;
  readonly currency: string;
  readonly fee: Micros | null;
  readonly credit: Micros | null;
  /** By `SERVICE_METRIC`; null for a metric that the plan does not list. */
  readonly metric: (service: string, metric: string) => MetricTerms | null;
  /** By the summary key itself. */
  readonly metricOf: (key: string) => MetricTerms | null;
  readonly isUnbilled: (metric: string) => boolean;
}

const known = new WeakMap<PriceList, Map<string, PlanTerms>>();
/** Terms kept of one list: plans of a few days, in what they depend on. */
const MOST_KNOWN = 400;

/** The terms of a plan on a day, looked up once for any number of rows and any number of bills. */
export function termsOf(list: PriceList, choice: PlanChoice): PlanTerms {
  const { provider, plan, day, buildMachine = '', region = '' } = choice;
  const key = [provider, plan, day, buildMachine, region].join('\n');
  const kept = known.get(list) ?? new Map<string, PlanTerms>();
  known.set(list, kept);
  const terms = kept.get(key) ?? lookUpTerms(list, choice);
  if (kept.size >= MOST_KNOWN) {
    kept.clear();
  }
  kept.set(key, terms);
  return terms;
}

function lookUpTerms(list: PriceList, choice: PlanChoice): PlanTerms {
  const plan = findPlan(list, choice.provider, choice.plan, choice.day);
  const byKey = new Map<string, MetricTerms>();
  if (plan !== null) {
    for (const { entry } of planEntries(list, choice.provider, choice.plan, choice.day)) {
      for (const [service, metric] of namesOf(list, entry)) {
        const limit = findLimit(list, { ...choice, service, metric }, choice.day);
        if (limit !== null && !byKey.has(summaryKey(service, metric))) {
          byKey.set(summaryKey(service, metric), metricTerms(list, choice, plan, entry, limit));
        }
      }
    }
  }
  return {
    plan,
    choice,
    currency: list.currency,
    fee: plan === null ? null : planFee(list, plan, choice.day),
    credit: plan === null ? null : planCredit(list, plan, choice.day),
    metric: (service, metric) => byKey.get(summaryKey(service, metric)) ?? null,
    metricOf: (key) => byKey.get(key) ?? null,
    isUnbilled: (metric) => list.unbilledMetrics.includes(metric),
  };
}

/** Every (service, metric) that an entry answers to, the price list's own name included. */
function namesOf(list: PriceList, entry: PriceEntry): [string, string][] {
  const metrics = [
    ...list.aliases
      .filter((alias) => alias.provider === entry.provider && alias.metric === entry.metric)
      .filter((alias) => alias.service === entry.service)
      .map((alias) => alias.asMetric),
    entry.metric,
  ];
  const services = [
    entry.service,
    ...list.serviceAliases
      .filter((alias) => alias.provider === entry.provider && alias.service === entry.service)
      .map((alias) => alias.asService),
  ];
  return services.flatMap((service) => metrics.map((metric): [string, string] => [service, metric]));
}

function metricTerms(
  list: PriceList,
  choice: PlanChoice,
  plan: PlanRecord,
  entry: PriceEntry,
  limit: NamedPlanLimit,
): MetricTerms {
  const machine = limit.beyond === 'by-machine' ? machineEntry(list, choice) : null;
  const beyond = machine === null ? limit.beyond : 'charged';
  const listed = machine ?? (limit.overage === null ? baseEntry(list, choice, plan, entry) : null);
  const overage = listed?.overage ?? limit.overage;
  const priced = listed ?? entry;
  const rates = new Map<string | null, RegionalRate | null>();
  return {
    limit,
    included: toNano(limit.included ?? 0),
    beyond,
    rateIn: (region) => {
      const asked = region ?? choice.region ?? null;
      const kept = rates.get(asked);
      if (kept !== undefined) {
        return kept;
      }
      const rate = overage === null ? null : regionalRate(list, priced, overage, asked);
      rates.set(asked, rate);
      return rate;
    },
    unpriced: unpricedReason(limit, beyond, choice),
  };
}

function regionalRate(
  list: PriceList,
  entry: PriceEntry,
  overage: NonNullable<PriceEntry['overage']>,
  region: string | null,
): RegionalRate {
  const { source, sourceDate } = entry;
  const { step, ...price } = overage;
  const own = { rate: rateOf(price.price, price.per, step), price, region: entry.region, source, sourceDate, note: '' };
  if (entry.region === null || region === null || region === entry.region) {
    return own;
  }
  const there = list.regionalPrices.find(
    (other) =>
      other.provider === entry.provider &&
      other.region === region &&
      other.service === entry.service &&
      other.metric === entry.metric,
  );
  if (there === undefined) {
    return {
      ...own,
      note: `the price in ${region} is not known: the one of ${entry.region}, others cost up to 75 % more`,
    };
  }
  const scaled = there.per === price.per ? there.price : (there.price / there.per) * price.per;
  return {
    rate: rateOf(scaled, price.per, step),
    price: { ...price, price: scaled },
    region,
    source: there.source,
    sourceDate: there.sourceDate,
    note: '',
  };
}

function machineEntry(list: PriceList, choice: PlanChoice): PriceEntry | null {
  const machine = list.buildMachines.find((other) => other.machine === choice.buildMachine);
  return machine === undefined ? null : entryOf(list, choice, choice.plan, 'VERCEL_BUILD', machine.metric);
}

/** The on-demand price of what a flat rate covers: its list price. */
function baseEntry(list: PriceList, choice: PlanChoice, plan: PlanRecord, entry: PriceEntry): PriceEntry | null {
  return plan.basePlan === null ? null : entryOf(list, choice, plan.basePlan, entry.service, entry.metric);
}

function entryOf(
  list: PriceList,
  choice: PlanChoice,
  plan: string,
  service: string,
  metric: string,
): PriceEntry | null {
  const entries = planEntries(list, choice.provider, plan, choice.day);
  return entries.find(({ entry }) => entry.service === service && entry.metric === metric)?.entry ?? null;
}

function unpricedReason(limit: NamedPlanLimit, beyond: NamedPlanLimit['beyond'], choice: PlanChoice): string {
  switch (beyond) {
    case 'refused':
      return 'the plan sells no more than it includes';
    case 'free':
      return 'nothing is charged';
    case 'by-machine':
      return choice.buildMachine === undefined
        ? 'the price depends on the build machine: say which one runs'
        : `the list has no price a minute for the build machine "${choice.buildMachine}"`;
    default:
      return `no source gives the price beyond the included amount of ${limit.metric}`;
  }
}
