import { planRowId } from '#main/queries/bill/prices';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';
import type { AlertNotifier } from './alert-notifier';
import type { DecisionParts } from './decision-parts';
import { reEvaluate } from './re-evaluate';

/** A figure of the price list as the person knows it better. What is left out stays; null takes it back. */
export interface PriceCorrection {
  /** Of a row of the price list. */
  readonly id: string;
  readonly included?: number | null;
  /** Main units for the row's own quantity, such as per million; of a plan, its monthly fee. */
  readonly price?: number | null;
}

/**
 * Keeps a correction, or takes it back where nothing of it is left, and works limits and alerts out
 * again. Refused with `not-found` for an unknown row and `invalid-input` for a figure that a price file
 * could not hold either.
 */
export async function correctPrice(
  parts: DecisionParts,
  correction: PriceCorrection,
  notifier: AlertNotifier | null = parts.notifier ?? null,
): Promise<Result<null>> {
  const list = await parts.prices();
  const target = targetOf(list, correction.id);
  if (target === null) {
    return fail({
      code: 'not-found',
      message: `The price list has no entry "${correction.id}".`,
      action: 'Choose one from the list of prices.',
      retryable: false,
    });
  }
  const { priceOverrides } = parts.store;
  const known = (await priceOverrides.list()).find((one) => isSameFigure(one, target)) ?? null;
  const next: PriceOverride = {
    ...target,
    included: correction.included === undefined ? (known?.included ?? null) : correction.included,
    price: correction.price === undefined ? (known?.price ?? null) : correction.price,
    note: '',
    createdAt: parts.clock.now(),
  };
  if (next.included === null && next.price === null) {
    await priceOverrides.remove(target);
  } else {
    const { applyOverrides } = await import('#shared/core/pricing/overrides');
    const accepted = applyOverrides(list, [next]);
    if (!accepted.ok) {
      return fail({ ...accepted.failure, action: 'Correct the figure; the price list in use stays.' });
    }
    await priceOverrides.save(next);
  }
  await reEvaluate(parts, notifier);
  return succeed(null);
}

type Target = Omit<PriceOverride, 'included' | 'price' | 'note' | 'createdAt'>;

function targetOf(list: PriceList, id: string): Target | null {
  const plan = list.plans.find((one) => planRowId(one) === id);
  if (plan !== undefined) {
    const { effectiveFrom, effectiveTo, feeUnit } = plan;
    const place = { provider: plan.provider, plan: plan.plan, service: '', metric: '' };
    return { ...place, per: 1, unit: feeUnit, currency: list.currency, effectiveFrom, effectiveTo };
  }
  const entry = list.limits.find((one) => one.id === id);
  if (entry === undefined) {
    return null;
  }
  const { provider, service, metric, unit, overage, effectiveFrom, effectiveTo } = entry;
  const place = { provider, plan: entry.plan, service, metric };
  return { ...place, per: overage?.per ?? 1, unit, currency: list.currency, effectiveFrom, effectiveTo };
}

function isSameFigure(one: PriceOverride, target: Target): boolean {
  return (
    one.provider === target.provider &&
    one.plan === target.plan &&
    one.service === target.service &&
    one.metric === target.metric &&
    one.effectiveFrom === target.effectiveFrom
  );
}
