import { daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, type Period } from '#shared/domain/instant';
import { type Ask, lines, type Reply, type Route } from '../exchange';
import type { World } from '../world';
import { BILLING_ZONE, billingPeriod, planAt, planRefusal } from './account';
import { type BilledCell, billedDays, cellsOf, licenceCost } from './billing';
import { REGION_TITLES } from './costs';
import { badRequest, isoTime, rangeOf, vercelRefusal } from './respond';

const MOST_DAYS = 366;

/** `GET /v1/billing/charges`: FOCUS 1.3, one JSON object a line, made while it is sent. */
export function chargeRoutes(world: World): Route[] {
  return [{ method: 'GET', pattern: '/v1/billing/charges', handle: (ask) => charges(world, ask) }];
}

function charges(world: World, ask: Ask): Reply {
  const refusal = planRefusal(world);
  if (refusal !== null) {
    return vercelRefusal(refusal);
  }
  const to = ask.query.get('to');
  const range = rangeOf(ask.query.get('from'), to, world.now());
  if (to === null || typeof range === 'string') {
    return badRequest(typeof range === 'string' ? range : '`to` is required.');
  }
  if (range.end - range.start > MOST_DAYS * DAY) {
    return badRequest('The range must not be longer than one year.');
  }
  // Seen once in the wild: an answer that ignored `from` and held the last week only, in whole days.
  const lastWeek = daySpanOf(range.end - 7 * DAY, BILLING_ZONE).start;
  const start = ask.faults.has('focus-ignores-from') ? Math.max(range.start, lastWeek) : range.start;
  return lines('application/jsonl', rows(world, { start, end: range.end }));
}

function* rows(world: World, range: Period): Generator<string> {
  // Only whole days are charged: the last one is the day before the moment that is visible.
  const visible = daySpanOf(world.now() - world.scenario.lags.charges, BILLING_ZONE).end;
  const ids = new Map(world.projects.map(({ id, name }) => [name, id]));
  for (const day of billedDays(world, range, Math.min(visible, world.now()))) {
    const times = { ChargePeriodStart: isoTime(day.start), ChargePeriodEnd: isoTime(day.end) };
    const miu = planAt(world, day.start).plan === 'enterprise';
    const licence = licenceRow(world, day, times);
    if (licence !== null) {
      yield licence;
    }
    for (const cell of cellsOf(world, day)) {
      yield usageRow(cell, times, ids.get(cell.project) ?? '', miu);
    }
  }
}

type Times = { readonly ChargePeriodStart: string; readonly ChargePeriodEnd: string };

function usageRow(cell: BilledCell, times: Times, projectId: string, miu: boolean): string {
  return JSON.stringify({
    // A committed contract has been paid already: nothing is billed for its use.
    BilledCost: miu ? 0 : cell.cost,
    BillingCurrency: 'USD',
    ChargeCategory: 'Usage',
    ...times,
    ConsumedQuantity: cell.quantity,
    ConsumedUnit: cell.product.consumedUnit,
    EffectiveCost: cell.cost,
    ...(cell.region === null ? {} : { RegionId: cell.region, RegionName: REGION_TITLES[cell.region] ?? cell.region }),
    ServiceName: cell.product.service,
    ServiceCategory: cell.product.serviceCategory,
    ServiceProviderName: 'Vercel',
    Tags: { ProjectId: projectId, ProjectName: cell.project },
    PricingCategory: miu ? 'Committed' : 'Standard',
    PricingCurrency: 'USD',
    PricingQuantity: cell.cost,
    PricingUnit: miu ? 'MIUs' : 'USD',
  });
}

/** The plan: billed on the first day of the period, its effective cost spread over all days. */
function licenceRow(world: World, day: Period, times: Times): string | null {
  const price = licenceCost(world, day.start);
  if (price === 0) {
    return null;
  }
  const period = billingPeriod(world, day.start);
  const days = Math.round((period.end - period.start) / DAY);
  const effective = price / days;
  return JSON.stringify({
    BilledCost: period.start === day.start ? price : 0,
    BillingCurrency: 'USD',
    ChargeCategory: 'Purchase',
    ...times,
    ConsumedQuantity: null,
    ConsumedUnit: null,
    EffectiveCost: effective,
    ServiceName: 'Pro',
    ServiceCategory: 'Other',
    ServiceProviderName: 'Vercel',
    Tags: {},
    PricingCategory: 'Standard',
    PricingCurrency: 'USD',
    PricingQuantity: effective,
    PricingUnit: 'USD',
  });
}
