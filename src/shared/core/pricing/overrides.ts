import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Day } from '#shared/domain/instant';
import type { PriceEntry, PriceList } from '#shared/domain/price-list';
import { loadPriceList } from './load-price-list';

/** A user's correction of one entry; what it leaves out stays as listed. A row of `price_override`. */
export interface PriceOverride {
  /** `PriceEntry.id`, or `provider/plan` for a plan's own figures. */
  readonly entryId: string;
  readonly included?: number | null;
  /** Price per the entry's own `per`; null: cannot be bought. */
  readonly price?: number | null;
  /** Of a plan: USD a month. */
  readonly monthlyFee?: number;
  readonly includedCredit?: number;
  /** The day on which the user entered it. */
  readonly setOn: Day;
  readonly reason: string;
}

const USER_SOURCE = 'your own figure';

/**
 * The list with the user's corrections: each stands under its entry, dated by the day it was entered,
 * and the whole is checked as a file is. Refused with `invalid-input` for an entry that the list does
 * not have, a price of an entry without a unit price, or a figure that a file could not hold either.
 */
export function applyOverrides(list: PriceList, overrides: readonly PriceOverride[]): Result<PriceList> {
  const byId = new Map(overrides.map((override) => [override.entryId, override]));
  const known = new Set([...list.limits.map(({ id }) => id), ...list.plans.map(planId)]);
  const stray = overrides.find(({ entryId }) => !known.has(entryId));
  if (stray !== undefined) {
    return refuse(`The price list has no entry "${stray.entryId}".`);
  }
  const priceless = list.limits.find(({ id, overage }) => overage === null && typeof byId.get(id)?.price === 'number');
  if (priceless !== undefined && priceless.beyond !== 'unknown') {
    return refuse(`"${priceless.id}" sells nothing beyond its included amount, so it has no price to correct.`);
  }
  const limits = list.limits.map((entry) => {
    const override = byId.get(entry.id);
    return override === undefined ? entry : correctEntry(entry, override, list.currency);
  });
  const plans = list.plans.map((plan) => {
    const override = byId.get(planId(plan));
    return override === undefined
      ? plan
      : {
          ...plan,
          monthlyFee: override.monthlyFee ?? plan.monthlyFee,
          includedCredit: override.includedCredit ?? plan.includedCredit,
          ...stamp(override),
        };
  });
  const checked = loadPriceList({ ...list, limits, plans });
  return checked.ok ? succeed(checked.value) : checked;
}

function correctEntry(entry: PriceEntry, override: PriceOverride, currency: string): PriceEntry {
  const included = override.included === undefined ? entry.included : override.included;
  const { price } = override;
  const corrected = { ...entry, included, ...stamp(override) };
  if (price === undefined) {
    return corrected;
  }
  if (price === null) {
    return { ...corrected, overage: null, beyond: 'refused' };
  }
  const unitPrice = entry.overage ?? { per: 1, unit: entry.unit, currency, step: 'exact' as const };
  return { ...corrected, beyond: 'charged', overage: { ...unitPrice, price } };
}

function stamp({
  setOn,
  reason,
}: PriceOverride): Pick<PriceEntry, 'source' | 'sourceDate' | 'sourceDated' | 'grade' | 'note'> {
  return { source: USER_SOURCE, sourceDate: setOn, sourceDated: setOn, grade: 'A', note: reason };
}

function planId({ provider, plan }: { readonly provider: string; readonly plan: string }): string {
  return `${provider}/${plan}`;
}

function refuse(message: string): Result<PriceList> {
  return fail({
    code: 'invalid-input',
    message,
    action: 'Choose the entry in the price list and correct it there.',
    retryable: false,
  });
}
