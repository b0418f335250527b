import { fail, type Result } from '#shared/domain/failure';
import type { PlanRecord, PriceEntry, PriceList, RegionalPrice } from '#shared/domain/price-list';
import { loadPriceList } from './load-price-list';
import { overrideModel } from './override-model';
import { datedPieces, listedMetric, overrideSource, type PriceOverride } from './price-override';

/**
 * The list with the user's corrections. Each stands for its own days beside the entry that it corrects,
 * which holds before and after; a metric that the plan did not list becomes an entry of its own. The
 * result is checked as a file is, and refused with `invalid-input` for a figure that a file could not
 * hold either: an unknown plan, a negative price, another currency.
 */
export function applyOverrides(list: PriceList, overrides: readonly PriceOverride[]): Result<PriceList> {
  const foreign = overrides.find(({ currency }) => currency !== list.currency);
  if (foreign !== undefined) {
    return fail({
      code: 'invalid-input',
      message: `The correction is in ${foreign.currency}, the price list in ${list.currency}: currencies are not mixed.`,
      action: `Enter the price in ${list.currency}.`,
      retryable: false,
    });
  }
  return loadPriceList(overrides.reduce(applyOverride, list));
}

function applyOverride(list: PriceList, override: PriceOverride): PriceList {
  const special = overrideModel(list, override) ?? overrideRegion(list, override);
  if (special !== null) {
    return special;
  }
  if (override.service === '') {
    const plans = list.plans.flatMap((plan) =>
      isOf(plan, override) ? datedPieces(plan, override, correctPlan(plan, override)) : [plan],
    );
    return { ...list, plans };
  }
  const metric = listedMetric(list, override);
  const corrects = (entry: PriceEntry): boolean =>
    isOf(entry, override) && entry.service === override.service && entry.metric === metric;
  const limits = list.limits.some(corrects)
    ? list.limits.flatMap((entry) => (corrects(entry) ? correctedPieces(entry, override) : [entry]))
    : [...list.limits, newEntry(list, override, metric)];
  return { ...list, limits };
}

function correctedPieces(entry: PriceEntry, override: PriceOverride): PriceEntry[] {
  return datedPieces(entry, override, correctEntry(entry, override)).map((piece) =>
    piece.effectiveFrom === entry.effectiveFrom ? piece : { ...piece, id: `${entry.id}@${piece.effectiveFrom}` },
  );
}

function correctEntry(entry: PriceEntry, override: PriceOverride): PriceEntry {
  const corrected = { ...entry, included: override.included ?? entry.included, ...overrideSource(override) };
  if (override.price === null) {
    return corrected;
  }
  const { step } = entry.overage ?? { step: 'exact' as const };
  const per = override.per ?? entry.overage?.per ?? 1;
  const { price, currency } = override;
  const atLimit = entry.atLimit === 'none' || entry.beyond === 'refused' ? 'overage' : entry.atLimit;
  return { ...corrected, atLimit, beyond: 'charged', overage: { price, per, unit: entry.unit, currency, step } };
}

function correctPlan(plan: PlanRecord, override: PriceOverride): PlanRecord {
  return {
    ...plan,
    monthlyFee: override.price ?? plan.monthlyFee,
    includedCredit: override.included ?? plan.includedCredit,
    ...overrideSource(override),
  };
}

function newEntry(list: PriceList, override: PriceOverride, metric: string): PriceEntry {
  const { provider, plan, service, included, price, per, unit, currency } = override;
  const edition = list.plans.find((other) => isOf(other, override))?.edition ?? 'current';
  return {
    id: `${provider}/${service}/${plan}/${metric}`,
    provider,
    plan,
    service,
    metric,
    edition,
    billedAs: 'infrastructure',
    included,
    unit,
    window: 'billing-cycle',
    atLimit: price === null ? 'hard' : 'overage',
    consequence: '',
    beyond: price === null ? 'refused' : 'charged',
    overage: price === null ? null : { price, per: per ?? 1, unit, currency, step: 'exact' },
    region: null,
    rounding: '',
    effectiveFrom: override.effectiveFrom,
    effectiveTo: override.effectiveTo,
    ...overrideSource(override),
  };
}

function isOf(entry: { readonly provider: string; readonly plan: string }, override: PriceOverride): boolean {
  return entry.provider === override.provider && entry.plan === override.plan;
}

/**
 * Corrects the price of a metric in one region, named `METRIC@region`; a region that the list does not
 * have becomes one. Null when the correction is none of a region. A regional price has no dates of its
 * own, so the correction holds on every day.
 */
function overrideRegion(list: PriceList, override: PriceOverride): PriceList | null {
  const [name = '', region] = override.metric.split('@');
  if (region === undefined || region === '' || override.price === null) {
    return null;
  }
  const { provider, service, price, currency } = override;
  const metric = listedMetric(list, { provider, service, metric: name });
  const isSame = (other: RegionalPrice): boolean =>
    other.provider === provider && other.service === service && other.metric === metric && other.region === region;
  const standing = list.regionalPrices.find(isSame);
  const { note: _note, ...sourced } = overrideSource(override);
  const corrected = {
    provider,
    region,
    city: list.regionalPrices.find((other) => other.region === region)?.city ?? region,
    service,
    metric,
    price,
    per: override.per ?? standing?.per ?? 1,
    currency,
    ...sourced,
  };
  return { ...list, regionalPrices: [...list.regionalPrices.filter((other) => !isSame(other)), corrected] };
}
