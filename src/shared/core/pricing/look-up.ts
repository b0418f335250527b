import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import { toMicros } from '#shared/domain/money';
import type { NamedPlanLimit, PlanRecord, PriceEntry, PriceList } from '#shared/domain/price-list';

interface Validity {
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
}

/** Which metric of which connection's plan, under the names that the monitors use. */
export interface LimitQuery {
  readonly provider: string;
  readonly plan: string;
  readonly service: string;
  readonly metric: string;
}

/** True when `entry` holds on `day`; its last day is included. */
export function isInForce(entry: Validity, day: Day): boolean {
  return (
    (entry.effectiveFrom === null || entry.effectiveFrom <= day) &&
    (entry.effectiveTo === null || day <= entry.effectiveTo)
  );
}

/**
 * The plan of that name on that day. A name that several plans carried in turn answers the one of its
 * time (`pro` in March 2025 is `pro-2024`); a plan that has ended is still found, since an account may
 * have kept it. Null for a plan that the list does not have or that had not begun.
 */
export function findPlan(list: PriceList, provider: string, plan: string, day: Day): PlanRecord | null {
  const own = list.plans.filter((record) => record.provider === provider && record.plan === plan);
  const inForce = own.find((record) => isInForce(record, day));
  if (inForce !== undefined) {
    return inForce;
  }
  const relatives = list.plans.filter((record) => record.provider === provider && record.family === plan);
  const ofItsTime = latest(relatives.filter((record) => isInForce(record, day)));
  return ofItsTime ?? latest(own.filter((record) => record.effectiveTo !== null && record.effectiveTo < day));
}

/** The plans that a provider sells on `day`, without the figures of the client's brief; cheapest first. */
export function plansOf(list: PriceList, provider: string, day: Day): PlanRecord[] {
  return list.plans
    .filter((plan) => plan.provider === provider && plan.edition !== 'legacy-seed' && isInForce(plan, day))
    .sort((a, b) => compareFees(planFee(list, a, day), planFee(list, b, day)));
}

/** The other plans that an account on `current` may choose: of a plan that has ended, or of the client's brief, its contemporaries. */
export function plansBeside(list: PriceList, current: PlanRecord, day: Day): PlanRecord[] {
  const ended = current.effectiveTo !== null && current.effectiveTo < day ? current.effectiveTo : day;
  const isSeed = current.edition === 'legacy-seed';
  return list.plans
    .filter(
      (plan) =>
        plan.provider === current.provider &&
        plan.plan !== current.plan &&
        (plan.edition === 'legacy-seed') === isSeed &&
        isInForce(plan, isSeed ? ended : day),
    )
    .sort((a, b) => compareFees(planFee(list, a, day), planFee(list, b, day)));
}

/** The monthly fee of a plan with the plans that it rests on, in micros; null when one of them has none. */
export function planFee(list: PriceList, plan: PlanRecord, day: Day): Micros | null {
  const base = basePlanOf(list, plan, day);
  if (base === 'none') {
    return plan.monthlyFee === null ? null : toMicros(plan.monthlyFee);
  }
  const baseFee = base === null ? null : planFee(list, base, day);
  return baseFee === null || plan.monthlyFee === null ? null : baseFee + toMicros(plan.monthlyFee);
}

/** The credit that the fee of a plan includes, with the plans that it rests on; null when by contract. */
export function planCredit(list: PriceList, plan: PlanRecord, day: Day): Micros | null {
  const base = basePlanOf(list, plan, day);
  const own = plan.includedCredit === null ? null : toMicros(plan.includedCredit);
  if (base === 'none') {
    return own;
  }
  const baseCredit = base === null ? null : planCredit(list, base, day);
  return own === null || baseCredit === null ? null : own + baseCredit;
}

/**
 * Every limit of a plan on a day, under the monitors' metric names (`BANDWIDTH_GB`, not the list's
 * `FAST_DATA_TRANSFER_GB`). A plan that has ended answers what held on its last day, with `ended` set.
 * Empty for an unknown plan.
 */
export function planLimits(list: PriceList, provider: string, plan: string, day: Day): NamedPlanLimit[] {
  return planEntries(list, provider, plan, day).map(({ entry, ended }) => named(list, entry, ended));
}

/**
 * One limit, asked by the name that a monitor gave it: a Redis found through Vercel says `VERCEL_KV`
 * though Upstash bills it. Null when the plan has no entry for that metric.
 */
export function findLimit(list: PriceList, query: LimitQuery, day: Day): NamedPlanLimit | null {
  for (const { entry, ended } of planEntries(list, query.provider, query.plan, day)) {
    if (!isOfService(list, entry, query.service)) {
      continue;
    }
    const limit = named(list, entry, ended);
    if (limit.metric === query.metric || entry.metric === query.metric) {
      const asked = limit.metric === query.metric ? limit : namedAs(entry, ended, entry.service, entry.metric, 1);
      return { ...asked, service: query.service };
    }
  }
  return null;
}

/** The entries behind `planLimits`, under the price list's own names. */
export function planEntries(
  list: PriceList,
  provider: string,
  plan: string,
  day: Day,
): { readonly entry: PriceEntry; readonly ended: Day | null }[] {
  const record = findPlan(list, provider, plan, day);
  if (record === null) {
    return [];
  }
  const ended = record.effectiveTo !== null && record.effectiveTo < day ? record.effectiveTo : null;
  const own = entriesOf(list, provider, record.plan)
    .filter((entry) => isInForce(entry, ended ?? day))
    .map((entry) => ({ entry, ended }));
  if (record.basePlan === null) {
    return own;
  }
  const taken = new Set(own.map(({ entry }) => `${entry.service} ${entry.metric}`));
  const base = planEntries(list, provider, record.basePlan, ended ?? day);
  return [...own, ...base.filter(({ entry }) => !taken.has(`${entry.service} ${entry.metric}`))];
}

const entryIndex = new WeakMap<PriceList, Map<string, PriceEntry[]>>();

function entriesOf(list: PriceList, provider: string, plan: string): readonly PriceEntry[] {
  let index = entryIndex.get(list);
  if (index === undefined) {
    index = new Map();
    for (const entry of list.limits) {
      const key = `${entry.provider}/${entry.plan}`;
      index.set(key, [...(index.get(key) ?? []), entry]);
    }
    entryIndex.set(list, index);
  }
  return index.get(`${provider}/${plan}`) ?? [];
}

function isOfService(list: PriceList, { provider, service }: PriceEntry, asked: string): boolean {
  return (
    service === asked ||
    list.serviceAliases.some(
      (alias) => alias.asService === asked && alias.provider === provider && alias.service === service,
    )
  );
}

function named(list: PriceList, entry: PriceEntry, ended: Day | null): NamedPlanLimit {
  const alias = list.aliases.find(
    (other) => other.provider === entry.provider && other.service === entry.service && other.metric === entry.metric,
  );
  return alias === undefined
    ? namedAs(entry, ended, entry.service, entry.metric, 1)
    : namedAs(entry, ended, alias.asService, alias.asMetric, alias.factor);
}

function namedAs(
  { id, edition: _edition, sourceDated: _sourceDated, ...entry }: PriceEntry,
  ended: Day | null,
  service: string,
  metric: string,
  factor: number,
): NamedPlanLimit {
  const limit = { ...entry, priceId: id, ended, service, metric };
  if (factor === 1) {
    return limit;
  }
  const unit = metric.endsWith('_MB') ? 'MB' : entry.unit;
  return {
    ...limit,
    unit,
    included: entry.included === null ? null : entry.included * factor,
    overage: entry.overage === null ? null : { ...entry.overage, per: entry.overage.per * factor, unit },
  };
}

function basePlanOf(list: PriceList, plan: PlanRecord, day: Day): PlanRecord | null | 'none' {
  return plan.basePlan === null ? 'none' : findPlan(list, plan.provider, plan.basePlan, day);
}

function latest(plans: readonly PlanRecord[]): PlanRecord | null {
  return plans.reduce<PlanRecord | null>(
    (best, plan) => (best === null || (plan.effectiveFrom ?? '') > (best.effectiveFrom ?? '') ? plan : best),
    null,
  );
}

/** Orders fees from the lowest up; an unknown fee comes last. */
export function compareFees(a: Micros | null, b: Micros | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a - b;
}

/** The price of one unit of a metric in a region, main units; null where the list has none there. */
export function regionRate(
  list: PriceList,
  provider: string,
  region: string,
  { service, metric }: { readonly service: string; readonly metric: string },
): number | null {
  const found = list.regionalPrices.find(
    (one) => one.provider === provider && one.region === region && one.service === service && one.metric === metric,
  );
  return found === undefined ? null : found.price / found.per;
}
