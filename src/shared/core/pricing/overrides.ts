import { fail, type Result } from '#shared/domain/failure';
import type { Day, Instant } from '#shared/domain/instant';
import type { PlanRecord, PriceEntry, PriceList } from '#shared/domain/price-list';
import { addDays, dayOf } from '../calendar/calendar';
import { loadPriceList } from './load-price-list';

/** A user's correction, a row of `price_override`. Null leaves what the list says. */
export interface PriceOverride {
  readonly provider: string;
  readonly plan: string;
  /** Empty, with `metric`, for the plan's own monthly fee. */
  readonly service: string;
  readonly metric: string;
  /** Included quantity; of a plan, its included credit. */
  readonly included: number | null;
  /** Main units of `currency` per `per` units; of a plan, its monthly fee. */
  readonly price: number | null;
  readonly per: number | null;
  readonly unit: string;
  readonly currency: string;
  /** Null: as long as the corrected entry holds. */
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  readonly note: string;
  readonly createdAt: Instant;
}

const USER_SOURCE = 'your own figure';

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
  if (override.service === '') {
    const plans = list.plans.flatMap((plan) =>
      isOf(plan, override) ? side(plan, override, correctPlan(plan, override)) : [plan],
    );
    return { ...list, plans };
  }
  const metric = listedMetric(list, override);
  const corrects = (entry: PriceEntry): boolean =>
    isOf(entry, override) && entry.service === override.service && entry.metric === metric;
  const limits = list.limits.some(corrects)
    ? list.limits.flatMap((entry) => (corrects(entry) ? besides(entry, override) : [entry]))
    : [...list.limits, newEntry(list, override, metric)];
  return { ...list, limits };
}

/** The price list's own name of a metric that a monitor calls otherwise. */
function listedMetric({ aliases }: PriceList, { provider, service, metric }: PriceOverride): string {
  const alias = aliases.find(
    (other) =>
      other.provider === provider && other.asService === service && other.asMetric === metric && other.factor === 1,
  );
  return alias?.metric ?? metric;
}

function besides(entry: PriceEntry, override: PriceOverride): PriceEntry[] {
  return side(entry, override, correctEntry(entry, override)).map((piece) =>
    piece.effectiveFrom === entry.effectiveFrom ? piece : { ...piece, id: `${entry.id}@${piece.effectiveFrom}` },
  );
}

/** The entry before the correction's days, the correction, and the entry after them. */
function side<T extends { readonly effectiveFrom: Day | null; readonly effectiveTo: Day | null }>(
  entry: T,
  { effectiveFrom, effectiveTo }: PriceOverride,
  corrected: T,
): T[] {
  const from = later(entry.effectiveFrom, effectiveFrom);
  const to = earlier(entry.effectiveTo, effectiveTo);
  if (from !== null && to !== null && to < from) {
    return [entry];
  }
  const pieces: T[] = [];
  if (from !== null && from !== entry.effectiveFrom) {
    pieces.push({ ...entry, effectiveTo: addDays(from, -1) });
  }
  pieces.push({ ...corrected, effectiveFrom: from, effectiveTo: to });
  if (to !== null && to !== entry.effectiveTo) {
    pieces.push({ ...entry, effectiveFrom: addDays(to, 1) });
  }
  return pieces;
}

function correctEntry(entry: PriceEntry, override: PriceOverride): PriceEntry {
  const corrected = { ...entry, included: override.included ?? entry.included, ...stamp(override) };
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
    ...stamp(override),
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
    ...stamp(override),
  };
}

function stamp({
  createdAt,
  note,
}: PriceOverride): Pick<PriceEntry, 'source' | 'sourceDate' | 'sourceDated' | 'grade' | 'note'> {
  const day = dayOf(createdAt, 'UTC');
  return { source: USER_SOURCE, sourceDate: day, sourceDated: day, grade: 'A', note };
}

function isOf(entry: { readonly provider: string; readonly plan: string }, override: PriceOverride): boolean {
  return entry.provider === override.provider && entry.plan === override.plan;
}

function later(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earlier(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b < a) ? b : a;
}
