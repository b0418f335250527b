import { dayOf } from '#shared/core/calendar/calendar';
import type { CostPart } from '#shared/core/costs/change-split';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { termsOf } from '#shared/core/costs/terms';
import type { Point } from '#shared/core/forecasting/forecast-input';
import { findPlan, planFee, regionRate } from '#shared/core/pricing/look-up';
import { savingSince } from '#shared/core/recommendations/outcome';
import { DAY, type Instant, type Period, type Zone } from '#shared/domain/instant';
import { fromMicros, toMicros } from '#shared/domain/money';
import type { AdviceChange, Recommendation } from '#shared/domain/recommendation';
import type { SavedAmount } from '#shared/domain/recommendation-outcome';
import { summaryKey } from '#shared/domain/service';
import { type CostBasis, readCostBases } from '../bill/basis';
import { readCostSources } from '../bill/change-sources';
import { readUsageRows } from '../bill/usage-rows';
import type { PricedParts } from '../read-parts';
import { dailyCosts } from './daily-costs';
import { databaseDays } from './database-days';
import { functionCharges } from './function-charges';
import { MODEL_COST, readSeenWorld, UNCACHED_INPUT } from './seen-world';

const MONTH_DAYS = 30;
/** Days of computing before a change that its forecast rests on. */
const HISTORY_DAYS = 90;

/**
 * What the change of an implemented recommendation saves a month, by the `days` whole days from `changedAt` on. Use that fell and another
 * model: the forecast from before against what came. Another plan: the same use at both plans' prices. Seats: their
 * price. Null where that cannot be told, or moves no bill.
 */
export async function readSaving(
  parts: PricedParts,
  recommendation: Recommendation,
  changedAt: Instant,
  days: number,
): Promise<SavedAmount | null> {
  const { change } = recommendation;
  switch (change.kind) {
    case 'plan':
    case 'seats': {
      const [basis] = await readCostBases(parts, recommendation.connectionId);
      if (basis === undefined) {
        return null;
      }
      return change.kind === 'plan'
        ? planSaving(parts, basis, change, { start: changedAt, end: changedAt + days * DAY })
        : seatSaving(parts, basis, recommendation, change.from);
    }
    case 'region': {
      const [basis] = await readCostBases(parts, recommendation.connectionId);
      return basis === undefined ? null : regionSaving(parts, basis, recommendation, change, { changedAt, days });
    }
    case 'use':
    case 'model':
      return savingOfUse(parts, recommendation, changedAt, days);
    case 'sleep': {
      const [basis] = await readCostBases(parts, recommendation.connectionId);
      return basis === undefined
        ? null
        : sleepSaving(parts, basis, recommendation, change.project, { changedAt, days });
    }
    default:
      return null;
  }
}

/** A month of the days' use at the prices of both plans, fees, included amounts and credit counted. */
async function planSaving(
  parts: PricedParts,
  { list, connection, period, metrics }: CostBasis,
  change: { readonly provider: string; readonly from: string; readonly to: string },
  range: Period,
): Promise<SavedAmount | null> {
  const length = Math.round((range.end - range.start) / DAY);
  const days = { start: dayOf(range.start, period.zone), end: dayOf(range.end, period.zone) };
  const measured = await readUsageRows(parts.store, metrics, days, length);
  const usage: Record<string, number> = {};
  metrics.forEach(({ service, metric, counting }, index) => {
    const sum = (measured[index]?.rows ?? []).reduce((total, { quantity }) => total + quantity, 0);
    // A level is its mean over the days; what is counted goes on for a month.
    usage[summaryKey(service, metric)] = counting === 'sum' ? (sum * MONTH_DAYS) / length : sum;
  });
  const { region } = connection.settings;
  const costOn = (plan: string) =>
    calculatePlanCosts(list, {
      ...{ provider: change.provider, plan, day: days.end, usage },
      ...(region ? { region } : {}),
    }).total;
  const [before, after] = [costOn(change.from), costOn(change.to)];
  return before === null || after === null ? null : exactly(before - after);
}

/** What was done in the new region at the prices of both, carried over to a month, as far as the credit leaves it. */
async function regionSaving(
  parts: PricedParts,
  { list, connection }: CostBasis,
  { effect }: Recommendation,
  { from, to }: Extract<AdviceChange, { readonly kind: 'region' }>,
  { changedAt, days }: { readonly changedAt: Instant; readonly days: number },
): Promise<SavedAmount | null> {
  const range = { from: dayOf(changedAt, 'UTC'), to: dayOf(changedAt + days * DAY, 'UTC') };
  const rows = (await functionCharges(parts, connection, range)).filter(({ region }) => region === to);
  const costIn = (region: string) =>
    rows.reduce((sum, { metric, consumedQuantity }) => {
      const rate = regionRate(list, connection.billing.provider, region, metric);
      return rate === null ? Number.NaN : sum + (consumedQuantity ?? 0) * rate;
    }, 0) *
    (MONTH_DAYS / days);
  const [there, here] = [costIn(from), costIn(to)];
  if (rows.length === 0 || Number.isNaN(there) || Number.isNaN(here)) {
    return null;
  }
  const credit = effect === null ? 0 : fromMicros(effect.credit);
  const others = effect === null ? 0 : Math.max(0, fromMicros(effect.useNow) - there);
  const due = (use: number) => Math.max(0, others + use - credit);
  return exactly(toMicros(due(there) - due(here)));
}

/** The seats that are no longer paid for, at the plan's price. */
async function seatSaving(
  parts: PricedParts,
  { list, connection, period, now }: CostBasis,
  recommendation: Recommendation,
  from: number,
): Promise<SavedAmount | null> {
  const day = dayOf(now, period.zone);
  const record = findPlan(list, connection.billing.provider, connection.billing.plan, day);
  const fee = record === null ? null : planFee(list, record, day);
  const seats = (await readSeenWorld(parts, recommendation))?.seats ?? null;
  return fee === null || seats === null ? null : exactly((from - seats) * fee);
}

function exactly(amount: number): SavedAmount {
  return { q10: amount, q50: amount, q90: amount };
}

/** What one database computed at its plan's price: its provider's rows tell it apart from the others from the first day on. */
async function sleepSaving(
  parts: PricedParts,
  { list, connection, period }: CostBasis,
  { service, metric, effect }: Recommendation,
  project: string,
  { changedAt, days }: { readonly changedAt: Instant; readonly days: number },
): Promise<SavedAmount | null> {
  const { provider, plan } = connection.billing;
  const range = {
    from: dayOf(changedAt - HISTORY_DAYS * DAY, period.zone),
    to: dayOf(changedAt + days * DAY, period.zone),
  };
  const price = termsOf(list, { provider, plan, day: range.to }).metric(service, metric)?.rateIn(null)?.price ?? null;
  const computed = price === null ? [] : await databaseDays(parts, connection, project, range);
  const costs = computed.map(({ t, value }) => ({ t, value: (value * (price?.price ?? 0)) / (price?.per ?? 1) }));
  return savedOn(costs, period.zone, effect, { changedAt, days });
}

/** The days' cost of what the change is about, by the forecast from before it and as it came. */
async function savingOfUse(
  parts: PricedParts,
  { change, connectionId, effect }: Recommendation,
  changedAt: Instant,
  days: number,
): Promise<SavedAmount | null> {
  const sources = await readCostSources(parts);
  const own = sources.filter((source) => source.connectionId === connectionId).flatMap((source) => source.parts);
  const touched = own.filter((part) => {
    switch (change.kind) {
      case 'use':
        return isOfUse(part, change);
      case 'model':
        return part.service === 'AI' && (part.metric === change.from || part.metric === change.to);
      default:
        return false;
    }
  });
  const zone = (await readCostBases(parts, connectionId))[0]?.period.zone ?? 'UTC';
  return savedOn(dailyCosts(touched, changedAt + days * DAY, zone), zone, effect, { changedAt, days });
}

function savedOn(
  costs: readonly Point[],
  zone: Zone,
  effect: Recommendation['effect'],
  { changedAt, days }: { readonly changedAt: Instant; readonly days: number },
): SavedAmount | null {
  const before = costs.filter(({ t }) => t < changedAt);
  if (before.length === 0) {
    return null;
  }
  const monthly = (before.reduce((sum, { value }) => sum + value, 0) / before.length) * MONTH_DAYS;
  const credit = effect === null ? 0 : fromMicros(effect.credit);
  const others = effect === null ? 0 : Math.max(0, fromMicros(effect.useNow) - monthly);
  return savingSince({
    ...{ costs, zone, changedAt, days, fees: { before: 0, after: 0 } },
    // The credit pays for everything else first or last: what is due is of all of it together.
    dueOf: (use) => Math.max(0, others + use - credit),
  });
}

/** The metric of the account or of one project; a model whose input is meant; or all that one project costs. */
function isOfUse(part: CostPart, change: Extract<AdviceChange, { readonly kind: 'use' }>): boolean {
  if (change.metric === UNCACHED_INPUT || change.metric === MODEL_COST) {
    return part.service === 'AI' && part.metric === change.service;
  }
  const isMeant = change.metric === '' || isMetric(part, change);
  return isMeant && (change.project === null || part.project === change.project);
}

function isMetric(part: CostPart, { service, metric }: { readonly service: string; readonly metric: string }): boolean {
  return part.service === service && part.metric === metric;
}
