import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import { member, optionalText } from '../lenient';
import type { ChargeBatch } from '../monitor';
import { BILLING_ZONE } from './constants';
import { COSTS_SOURCE, type CostEntry, type Costs } from './costs';
import { meteredByProduct } from './metered';
import { unitFactor } from './units';

/** Rows are kept this long: the period, the one before, and what a projection looks back at. */
const KEPT_DAYS = 100;
/** Vercel's name of the category of plans, seats and tiers. */
const LICENCES = 'Subscription Licenses';

/**
 * The costs of an answer as charges: the rows from which the bill of the period is made, some hour late and not
 * two days as the FOCUS rows. Regions and projects are kept apart from `detailFrom` on, older days by product.
 */
export function costCharges(
  costs: Costs,
  connectionId: string,
  range: Period,
  detailFrom: Instant,
  now: Instant,
): readonly ChargeBatch[] {
  const isDetailed = costs.byProject.length > 0;
  const rows = [
    ...costs.entries.filter(({ time }) => !isDetailed || time < detailFrom),
    ...costs.byProject.filter(({ time }) => time >= detailFrom),
  ];
  if (rows.length === 0) return [];
  const toCharge = chargeMaker(connectionId);
  const charges = rows.filter(isSomething).map(toCharge);
  const batch = { source: COSTS_SOURCE, asOf: now };
  return [
    { ...batch, range, complete: costs.reading.notUnderstood === 0, charges },
    { ...batch, range: { start: 0, end: now - KEPT_DAYS * DAY }, complete: true, charges: [] },
  ];
}

/** The answer fills every row with every day. */
function isSomething({ quantity, grossCost }: CostEntry): boolean {
  return (quantity ?? 0) !== 0 || grossCost !== 0;
}

/** Amounts are rounded as differences of one running sum, so that thousands of rows add up to what they are together. */
function chargeMaker(connectionId: string): (entry: CostEntry) => Charge {
  const sums = new Map<string, number>();
  return (entry) => {
    const metered = meteredByProduct(entry.product, entry.title);
    const factor = metered === null ? null : unitFactor(entry.unit, metered.unit);
    const before = sums.get(entry.currency) ?? 0;
    const after = before + (entry.grossCost ?? 0);
    sums.set(entry.currency, after);
    const cost = entry.grossCost === null ? null : wholeMicros(after) - wholeMicros(before);
    const quantity = entry.quantity === null ? null : entry.quantity * (factor ?? 1);
    const day = dayOf(entry.time, BILLING_ZONE);
    const { title, projectId, region } = entry;
    return {
      id: `${entry.time}|${connectionId}|Usage|${entry.product}|${projectId ?? ''}|${region ?? ''}`,
      category: 'Usage',
      service: title,
      project: projectId,
      region,
      day,
      start: entry.time,
      end: dayStart(addDays(day, 1), BILLING_ZONE),
      consumedQuantity: quantity,
      consumedUnit: factor === null || metered === null ? unitName(entry.unit) : metered.unit,
      pricingQuantity: null,
      pricingUnit: null,
      billedCost: cost,
      effectiveCost: null,
      listCost: null,
      currency: entry.currency,
      licence: entry.category === LICENCES,
      flatRate: entry.flatRate,
      state: 'provisional',
    };
  };
}

function wholeMicros(amount: number): number {
  return Math.round(amount * MICROS);
}

function unitName(unit: unknown): string | null {
  return optionalText.parse(member(unit, 'name')) ?? optionalText.parse(member(unit, 'plural')) ?? null;
}
