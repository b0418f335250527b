import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { CostPart } from '#shared/core/costs/change-split';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import type { Point } from '#shared/core/forecasting/forecast-input';
import { findPlan, planFee } from '#shared/core/pricing/look-up';
import { savingSince } from '#shared/core/recommendations/outcome';
import { DAY, type Day, type Instant, type Period } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { Recommendation } from '#shared/domain/recommendation';
import type { SavedAmount } from '#shared/domain/recommendation-outcome';
import { summaryKey } from '#shared/domain/service';
import { type CostBasis, readCostBases } from '../bill/basis';
import { readCostSources } from '../bill/change-sources';
import { readUsageRows } from '../bill/usage-rows';
import type { PricedParts } from '../read-parts';
import { readSeenWorld } from './seen-world';

const MONTH_DAYS = 30;

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
    case 'use':
    case 'sleep':
    case 'model':
      return savingOfUse(parts, recommendation, changedAt, days);
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

/** The days' cost of what the change is about, by the forecast from before it and as it came. */
async function savingOfUse(
  parts: PricedParts,
  { change, connectionId, service, metric, effect }: Recommendation,
  changedAt: Instant,
  days: number,
): Promise<SavedAmount | null> {
  const sources = await readCostSources(parts);
  const own = sources.filter((source) => source.connectionId === connectionId).flatMap((source) => source.parts);
  const touched = own.filter((part) => {
    switch (change.kind) {
      case 'use':
        return isMetric(part, change) && (change.project === null || part.project === change.project);
      case 'sleep':
        return isMetric(part, { service, metric }) && part.project === change.project;
      case 'model':
        return part.service === 'AI' && (part.metric === change.from || part.metric === change.to);
      default:
        return false;
    }
  });
  const zone = (await readCostBases(parts, connectionId))[0]?.period.zone ?? 'UTC';
  const costs = dailyCosts(touched, changedAt + days * DAY, zone);
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

function isMetric(part: CostPart, { service, metric }: { readonly service: string; readonly metric: string }): boolean {
  return part.service === service && part.metric === metric;
}

/** Sums of the parts by day up to `end`, over the days that all of them are told for; a day without an amount costs nothing. */
function dailyCosts(parts: readonly CostPart[], end: Instant, zone: string): readonly Point[] {
  const first = parts.map((part) => part.first).sort()[0];
  const last = parts
    .map((part) => part.last)
    .sort()
    .at(-1);
  const points: Point[] = [];
  if (first === undefined || last === undefined) {
    return points;
  }
  for (let day: Day = first; day <= last && dayStart(day, zone) < end; day = addDays(day, 1)) {
    const value = parts.reduce((sum, { amounts }) => sum + (amounts.get(day) ?? 0), 0);
    points.push({ t: dayStart(day, zone), value });
  }
  return points;
}
