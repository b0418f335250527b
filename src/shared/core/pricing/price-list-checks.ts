import type { Day } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';

/** Something wrong with one entry: where it stands in the file, and what is wrong, as a sentence's end. */
export interface PriceListFault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

interface Dated {
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
}

/** What the schema cannot see: currencies, plans that nobody lists, dates that run backwards or overlap. */
export function findFaults(list: PriceList): PriceListFault[] {
  return [...wrongCurrencies(list), ...unknownPlans(list), ...twins(list), ...wrongDates(list)];
}

function wrongCurrencies(list: PriceList): PriceListFault[] {
  const faults: PriceListFault[] = [];
  const check = (currency: string, path: (string | number)[]): void => {
    if (currency !== list.currency) {
      faults.push({ path, reason: `is ${currency}, but the list is in ${list.currency}: currencies are not mixed` });
    }
  };
  list.limits.forEach((entry, at) => {
    if (entry.overage !== null) {
      check(entry.overage.currency, ['limits', at, 'overage', 'currency']);
    }
  });
  list.regionalPrices.forEach((price, at) => {
    check(price.currency, ['regionalPrices', at, 'currency']);
  });
  list.modelPrices.forEach((price, at) => {
    check(price.currency, ['modelPrices', at, 'currency']);
  });
  list.addOns.forEach((addOn, at) => {
    check(addOn.currency, ['addOns', at, 'currency']);
  });
  return faults;
}

function unknownPlans(list: PriceList): PriceListFault[] {
  const known = new Set(list.plans.map((plan) => `${plan.provider}/${plan.plan}`));
  const faults: PriceListFault[] = [];
  const check = (provider: string, plan: string, path: (string | number)[]): void => {
    if (!known.has(`${provider}/${plan}`)) {
      faults.push({ path, reason: `names the plan "${plan}" of ${provider}, which the list does not have` });
    }
  };
  list.limits.forEach((entry, at) => {
    check(entry.provider, entry.plan, ['limits', at, 'plan']);
  });
  list.addOns.forEach((addOn, at) => {
    check(addOn.provider, addOn.plan, ['addOns', at, 'plan']);
  });
  list.plans.forEach((plan, at) => {
    if (plan.basePlan !== null) {
      check(plan.provider, plan.basePlan, ['plans', at, 'basePlan']);
    }
  });
  return faults;
}

function twins(list: PriceList): PriceListFault[] {
  const seen = new Set<string>();
  const faults: PriceListFault[] = [];
  list.limits.forEach((entry, at) => {
    if (seen.has(entry.id)) {
      faults.push({ path: ['limits', at, 'id'], reason: `"${entry.id}" is used twice` });
    }
    seen.add(entry.id);
  });
  return faults;
}

function wrongDates(list: PriceList): PriceListFault[] {
  return [
    ...overlaps('limits', list.limits, (entry) => [entry.provider, entry.plan, entry.service, entry.metric].join(' ')),
    ...overlaps('plans', list.plans, (plan) => `${plan.provider} ${plan.plan}`),
    ...overlaps('modelPrices', list.modelPrices, (price) => `${price.provider} ${price.model}`),
  ];
}

function overlaps<T extends Dated>(key: string, entries: readonly T[], nameOf: (entry: T) => string): PriceListFault[] {
  const faults: PriceListFault[] = [];
  const byName = new Map<string, { entry: T; at: number }[]>();
  entries.forEach((entry, at) => {
    const { effectiveFrom: from, effectiveTo: to } = entry;
    if (from !== null && to !== null && to < from) {
      faults.push({ path: [key, at, 'effectiveTo'], reason: `${to} comes before its start, ${from}` });
    }
    const name = nameOf(entry);
    const before = byName.get(name) ?? [];
    const clash = before.find((other) => overlap(other.entry, entry));
    if (clash !== undefined) {
      const reason = `overlaps the dates of another price of ${name} (${key}[${clash.at}], ${spanOf(clash.entry)})`;
      faults.push({ path: [key, at, 'effectiveFrom'], reason });
    }
    byName.set(name, [...before, { entry, at }]);
  });
  return faults;
}

function overlap(a: Dated, b: Dated): boolean {
  return startsBy(a, b.effectiveTo) && startsBy(b, a.effectiveTo);
}

function startsBy(entry: Dated, day: Day | null): boolean {
  return entry.effectiveFrom === null || day === null || entry.effectiveFrom <= day;
}

function spanOf({ effectiveFrom, effectiveTo }: Dated): string {
  return `${effectiveFrom ?? 'always'} to ${effectiveTo ?? 'today'}`;
}
