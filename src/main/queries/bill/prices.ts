import { dayOf } from '#shared/core/calendar/calendar';
import { priceAge } from '#shared/core/pricing/price-age';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { Day } from '#shared/domain/instant';
import type { PlanRecord, PriceEntry } from '#shared/domain/price-list';
import type { PriceRow } from '#shared/ipc/limits';
import type { PricedParts } from '../read-parts';
import { beyondText, priceText } from './words';

/** The price list of one provider, row by row, plans with their fee first in their groups. */
export async function readPriceRows(parts: PricedParts, provider: string): Promise<PriceRow[]> {
  const [list, overrides] = await Promise.all([parts.prices(), parts.store.priceOverrides.list()]);
  const today = dayOf(parts.clock.now(), 'UTC');
  const plans = list.plans.filter((plan) => plan.provider === provider);
  return plans.flatMap((plan) => [
    planRow(plan, today, overrides),
    ...list.limits
      .filter((entry) => entry.provider === provider && entry.plan === plan.plan)
      .map((entry) => entryRow(entry, today, overrides)),
  ]);
}

/** The day of the price list in use. */
export async function readPriceListDay(parts: PricedParts): Promise<Day> {
  return (await parts.prices()).asOf;
}

/** The providers that the price list in use knows. */
export async function readPricedProviders(parts: PricedParts): Promise<string[]> {
  return [...new Set((await parts.prices()).plans.map(({ provider }) => provider))].sort();
}

/** The id under which a plan's own fee and credit are corrected. */
export function planRowId(plan: Pick<PlanRecord, 'provider' | 'plan'>): string {
  return `${plan.provider}/PLAN/${plan.plan}/FEE`;
}

function planRow(plan: PlanRecord, today: Day, overrides: readonly PriceOverride[]): PriceRow {
  const { provider, monthlyFee, includedCredit, source, sourceDate } = plan;
  return {
    id: planRowId(plan),
    provider,
    plan: plan.plan,
    service: 'PLAN',
    metric: 'FEE',
    included: includedCredit,
    unit: 'USD of credit',
    price:
      monthlyFee === null ? 'not known' : `${priceText({ price: monthlyFee, per: 1, unit: 'month', currency: 'USD' })}`,
    source,
    sourceDate,
    old: priceAge(plan, today).old,
    corrected: overrides.some(
      (one) => one.provider === provider && one.plan === plan.plan && one.service === '' && one.metric === '',
    ),
  };
}

function entryRow(entry: PriceEntry, today: Day, overrides: readonly PriceOverride[]): PriceRow {
  const { id, provider, plan, service, metric, included, unit, source, sourceDate } = entry;
  return {
    id,
    provider,
    plan,
    service,
    metric,
    included,
    unit,
    price: beyondText(entry),
    source,
    sourceDate,
    old: priceAge(entry, today).old,
    corrected: overrides.some(
      (one) =>
        one.provider === provider &&
        one.plan === plan &&
        one.service === service &&
        one.metric === metric &&
        one.effectiveFrom === entry.effectiveFrom,
    ),
  };
}
