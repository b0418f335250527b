import { addDays, dayOf } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { expectedRest } from '#shared/core/costs/bill/expected-rest';
import { seatFee } from '#shared/core/costs/bill/licences';
import { meteredUse } from '#shared/core/costs/bill/metered-use';
import { sellsMore } from '#shared/core/costs/bill/wish';
import { type PlanTerms, termsOf } from '#shared/core/costs/terms';
import { findPlan, planFee } from '#shared/core/pricing/look-up';
import type { MissingPart } from '#shared/domain/bill';
import type { UsageRow } from '#shared/domain/cost';
import { DAY, type Day } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import {
  type BillContext,
  dailyUse,
  daysLeft,
  HISTORY_DAYS,
  missingPart,
  type ReadRows,
  usedUntil,
} from './bill-parts';
import { daysOf } from './bill-period';
import type { RowSource } from './billed-account';
import { readMeteredRows } from './metered-rows';
import { planStretches, readPlanHistory } from './plans';

/** How late a store's provider counts. */
const COUNTED_LATE = 900;

/**
 * The bill of an account that tells quantities and no money: its plan's fee, and its use at list price. A plan
 * that sells nothing beyond its fee needs no reading. Where nobody says which plan it is, nothing is known.
 */
export async function meteredAccount(asked: BillContext, source: RowSource | null): Promise<WorkedBill> {
  const context = onWishedPlan(asked);
  const { parts, list, connection, period, now, wish } = context;
  const days = daysOf(period);
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const base = {
    connectionId: connection.id,
    currency: list.currency,
    period,
    chargedOn: days.end,
    seats: null,
    credit: null,
    cap: budgetOf(context),
    list: null,
  };
  const plan =
    connection.billing === null ? null : findPlan(list, connection.billing.provider, connection.billing.plan, day);
  if (connection.billing === null || plan === null) {
    const detail = connection.billing?.planName ?? '';
    const missing = missingPart(connection.billing === null ? 'plan-not-chosen' : 'fee-not-known', { detail });
    return accountBill({ ...base, lines: [], missing: [missing], meters: context.isCurrent ? [] : null });
  }
  const { provider, plan: name } = connection.billing;
  const fee = seatFee({
    rows: null,
    told: null,
    toldPrice: null,
    answered: null,
    listFee: planFee(list, plan, day),
    hasSeats: false,
  });
  // Days that are told by themselves have the plan of their time; a total of the period has today's.
  const billed = { ...connection, billing: connection.billing };
  const seen = source === null || wish?.plan != null ? [] : await readPlanHistory(parts.store, connection.id);
  const plans = planStretches(seen, billed, days);
  const charged = plans.some((one) => sellsMore(list, { provider: one.provider, plan: one.plan, day }));
  const read = charged ? await readRows(context, source, termsOf(list, { provider, plan: name, day })) : NOTHING;
  const readUntil = usedUntil(context, { countedLate: COUNTED_LATE });
  const factorOf = wish?.factorOf ?? (() => 1);
  const passed = Math.max(0.5, (readUntil - period.start) / DAY);
  // A total of the period whose days nobody read goes on as it went.
  const unreadDays = daysLeft(context, readUntil);
  const atPace = (service: string, metric: string) => ({
    middle: (quantityOf(read.rows, service, metric) * unreadDays) / passed,
    spread: PACE_SPREAD,
    meanDays: unreadDays,
  });
  const restOf = (service: string, metric: string) => {
    const known = read.history.get(`${service} ${metric}`);
    const until = known?.readAt == null ? readUntil : known.readAt - COUNTED_LATE;
    const use = dailyUse(known?.days ?? new Map<Day, number>(), {
      first: known?.first ?? null,
      zone: period.zone,
      until,
    });
    const isUnread = use.days.length === 0 && known === undefined;
    const rest = isUnread ? atPace(service, metric) : expectedRest(use, daysLeft(context, until));
    return { ...rest, middle: rest.middle * factorOf(service, metric) };
  };
  const rows = [...read.rows, ...unusedYet(read, days.start)].map((row) => ({
    ...row,
    quantity: row.quantity * factorOf(row.service, row.metric),
  }));
  const use = meteredUse(list, { period: days, plans, rows }, restOf);
  return accountBill({
    ...base,
    lines: [...fee.lines, ...use.lines],
    missing: [...fee.missing, ...read.missing, ...cycleOf(context, charged)],
    meters: context.isCurrent ? use.meters : null,
  });
}

/** What the provider refuses to go beyond, in main units; a plan that is wished has none yet. */
function budgetOf({ facts, list, wish }: BillContext): number | null {
  const told = facts.budgets?.value.find(({ rejects, currency }) => rejects && currency === list.currency);
  return told === undefined || wish?.plan != null ? null : fromMicros(told.amount);
}

/** An account on the plan that is wished, as if it had always been on it. */
function onWishedPlan(context: BillContext): BillContext {
  const { connection, wish } = context;
  const { billing } = connection;
  return wish?.plan == null || billing === null
    ? context
    : { ...context, connection: { ...connection, billing: { ...billing, plan: wish.plan } } };
}

/** What was used before this period began and not yet in it, as in its first minutes: it goes on all the same. */
function unusedYet({ rows, history }: ReadRows, day: Day): readonly UsageRow[] {
  return [...history.keys()].flatMap((key) => {
    const [service = '', metric = ''] = key.split(' ');
    const isKnown = rows.some((row) => row.service === service && row.metric === metric);
    return isKnown ? [] : [{ service, metric, project: null, region: null, day, quantity: 0 }];
  });
}

/** How uncertain a pace is that rests on one running total. */
const PACE_SPREAD = 0.4;

function quantityOf(rows: readonly UsageRow[], service: string, metric: string): number {
  return rows
    .filter((row) => row.service === service && row.metric === metric)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

const NOTHING: ReadRows = { rows: [], missing: [], history: new Map() };

/** The provider's own quantities where it tells them, else own readings. */
function readRows(context: BillContext, source: RowSource | null, terms: PlanTerms): Promise<ReadRows> {
  return source === null ? readMeteredRows(context, terms) : quantityRows(context, source);
}

function cycleOf({ period }: BillContext, charged: boolean): readonly MissingPart[] {
  return period.isKnown || !charged ? [] : [missingPart('cycle-not-known')];
}

/** The provider's billed quantities of the period by day and project, with the days before it. */
async function quantityRows(context: BillContext, source: RowSource): Promise<ReadRows> {
  const { parts, connection, period, now } = context;
  const days = daysOf(period);
  const billedAs = parts.catalog.descriptor(connection.provider)?.billedAs;
  const question = { connectionId: connection.id, source: source.source };
  const [places, before] = await Promise.all([
    // Day by day: a price that changes within the period holds from its day on.
    parts.store.charges.rows({ ...question, from: days.start, to: days.end }),
    parts.store.charges.byProduct({ ...question, from: dayOf(now - HISTORY_DAYS * DAY, period.zone), to: days.end }),
  ]);
  const nameOf = (service: string) =>
    billedAs?.(service) ?? { service: connection.provider.toUpperCase(), metric: service };
  const history = new Map<string, { first: Day; days: Map<Day, number> }>();
  for (const { service, day, consumedQuantity } of before) {
    const name = nameOf(service);
    const key = `${name.service} ${name.metric}`;
    const known = history.get(key) ?? { first: source.first, days: new Map<Day, number>() };
    history.set(key, known);
    known.days.set(day, (known.days.get(day) ?? 0) + (consumedQuantity ?? 0));
  }
  return {
    rows: places.map(({ service, project, region, day, consumedQuantity }) => ({
      ...nameOf(service),
      project,
      region,
      day,
      quantity: consumedQuantity ?? 0,
    })),
    missing: [
      // What is read may begin long after a period that is over.
      ...(source.first > days.start ? [notCovered(days.start, earlier(source.first, days.end))] : []),
      ...notReadSince(context, source),
    ],
    history,
  };
}

/** Days behind the last one that the provider told, where it was not asked since: rows of a store at rest end as well. */
function notReadSince({ attempts, period, now }: BillContext, source: RowSource): readonly MissingPart[] {
  const readAt = Math.max(...attempts.map(({ lastGoodAt }) => lastGoodAt ?? 0));
  const until = Math.min(now, period.end);
  if (attempts.length === 0 || until - readAt <= DAY) {
    return [];
  }
  const known = [source.last, dayOf(readAt, period.zone), addDays(daysOf(period).start, -1)];
  const next = addDays(known.sort().at(-1) ?? source.last, 1);
  const end = dayOf(until, period.zone);
  return next > end ? [] : [notCovered(next, until === now ? addDays(end, 1) : end)];
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function notCovered(from: Day, to: Day): MissingPart {
  let days = 0;
  for (let day = from; day < to; day = addDays(day, 1)) {
    days += 1;
  }
  return missingPart('days-not-read', { days });
}
