import type { AiCost } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { expectedRest } from '#shared/core/costs/bill/expected-rest';
import { standingAtLimit } from '#shared/core/standing/at-limit';
import { isOfPlan } from '#shared/core/usage/metric-status';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import { DAY, type Day, type Instant, type Period } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import { type BillContext, dailyUse, daysLeft, HISTORY_DAYS, missingPart, once, usedUntil } from './bill-parts';
import { daysOf } from './bill-period';
import { swappedModels } from './model-swap';

/** The provider's own null inside a grouping. */
const NO_GROUP = '-';
/** Services whose daily costs were read, whether or not anything was used. */
const COST_SERIES: Readonly<Record<string, string>> = { openai: 'OPENAI', anthropic: 'ANTHROPIC' };
/** The hours by which the newest AI report is behind. */
const SOME_TIME = 600;

/** The bills of an AI account, one for each currency: what the provider charged, by model, project, class and tier. */
export async function aiAccount(context: BillContext): Promise<readonly WorkedBill[]> {
  const { parts, connection, period } = context;
  const costs = await once(context, `costs ${period.start}`, () => parts.store.aiUsage.costs(connection.id, period));
  const currencies = new Set(costs.map(currencyOf));
  const first = currencies.has('USD') || currencies.size === 0 ? 'USD' : ([...currencies][0] ?? 'USD');
  const ordered = [first, ...[...currencies].filter((currency) => currency !== first)];
  return Promise.all(ordered.map((currency) => billIn(context, costs, currency, currency === first)));
}

async function billIn(
  context: BillContext,
  costs: readonly AiCost[],
  currency: string,
  isMain: boolean,
): Promise<WorkedBill> {
  const { connection, period, isCurrent, wish } = context;
  const own = costs.filter((cost) => currencyOf(cost) === currency);
  const since = isMain ? await spentSinceReport(context, own) : null;
  const lines = [
    ...own.filter(({ costMicros }) => costMicros !== null).map(toLine(context)),
    ...(since === null ? [] : [since]),
  ];
  const used = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const swapped = await swappedModels(context, own);
  const meter = isCurrent && isMain ? await meterOf(context, used, swapped.factor) : null;
  return accountBill({
    connectionId: connection.id,
    currency,
    period,
    chargedOn: daysOf(period).end,
    seats: null,
    lines: wish === null ? lines : lines.map(times(swapped.factor * wish.factorOf(serviceOf(context), 'TOKENS'))),
    credit: null,
    missing: [...(isMain ? await missingOf(context, costs) : []), ...unreadOf(own), ...swapped.missing],
    meters: isCurrent ? [meter].filter((one) => one !== null) : null,
    cap: isMain ? await hardLimit(context, currency) : null,
    isWished: wish !== null,
    list: null,
  });
}

/** The currency of a cost; dollars where the provider names none. */
export function currencyOf({ currency }: AiCost): string {
  return currency?.toUpperCase() ?? 'USD';
}

function toLine(context: BillContext): (cost: AiCost) => BillLine {
  return (cost) => ({
    kind: 'usage',
    service: serviceOf(context),
    metric: named(cost.tokenType) ?? named(cost.costType) ?? named(cost.lineItem) ?? 'COST_USD',
    product: [cost.model, cost.serviceTier, cost.contextWindow]
      .map(named)
      .filter((part) => part !== null)
      .join(' · '),
    project: named(cost.projectRef),
    region: null,
    ...inUnits(cost.quantity ?? 0, cost.quantityUnit ?? ''),
    included: 0,
    unitPrice: null,
    amount: cost.costMicros,
    basis: 'billed',
  });
}

/** A provider counts some things by the thousand, such as `1000_tokens`. */
function inUnits(quantity: number, unit: string): Pick<BillLine, 'quantity' | 'unit'> {
  const [, times, single] = /^(\d+)_(.+)$/.exec(unit) ?? [];
  return times === undefined || single === undefined
    ? { quantity, unit }
    : { quantity: quantity * Number(times), unit: single };
}

function named(text: string): string | null {
  return text === '' || text === NO_GROUP ? null : text;
}

function unreadOf(costs: readonly AiCost[]): readonly MissingPart[] {
  const unread = costs.reduce((sum, cost) => sum + cost.unread, 0);
  return unread === 0 ? [] : [missingPart('amount-not-read', { detail: String(unread) })];
}

/** Days of the period that no report covered, or why none was read at all. */
async function missingOf(context: BillContext, costs: readonly AiCost[]): Promise<readonly MissingPart[]> {
  const { period, now, attempts } = context;
  const covered = await coveredDays(context);
  const failed = attempts.find(({ attempt }) => attempt.outcome !== 'ok' && /cost|report/.test(attempt.capability));
  if (covered.size === 0 && costs.length === 0) {
    return [missingPart('use-not-read', { detail: failed?.attempt.message ?? '' })];
  }
  const until = Math.min(now, period.end);
  let days = 0;
  for (let at = period.start; at < until; at += DAY) {
    days += Number(!covered.has(dayOf(at, 'UTC')));
  }
  return days === 0 ? [] : [missingPart('days-not-read', { days })];
}

/** Days (UTC) that a report covered, with what was spent: a covered day without rows is 0. */
function coveredDays(context: BillContext): Promise<ReadonlyMap<Day, number>> {
  const { period, now } = context;
  const range = { start: Math.min(period.start, now - HISTORY_DAYS * DAY), end: Math.min(now, period.end) + 1 };
  return once(context, `covered ${range.start} ${range.end}`, async () => {
    const told = await daysTold(context, range);
    return told.size > 0 ? told : daysReported(context, range);
  });
}

/** Days of the provider's own daily costs; none where it has no such series. */
async function daysTold({ parts, connection }: BillContext, range: Period): Promise<Map<Day, number>> {
  const service = COST_SERIES[connection.provider];
  const days = new Map<Day, number>();
  if (service === undefined) {
    return days;
  }
  const series = (await parts.store.samples.listSeries(connection.id)).find(
    (one) => one.service === service && one.metric === 'COST_USD' && one.projectId === null,
  );
  for (const { t, value } of series === undefined ? [] : await parts.store.samples.days(series.id, range)) {
    days.set(dayOf(t, 'UTC'), value);
  }
  return days;
}

/** Days of the reports' rows; a report that came covers every day before it, also those without a row. */
async function daysReported({ parts, connection }: BillContext, range: Period): Promise<ReadonlyMap<Day, number>> {
  const days = new Map<Day, number>();
  const { reportAt } = await parts.store.connections.cursors(connection.id);
  const rows = (await parts.store.aiUsage.days(range)).filter((row) => row.connectionId === connection.id);
  for (let at = Math.floor(range.start / DAY) * DAY; typeof reportAt === 'number' && at < range.end; at += DAY) {
    days.set(dayOf(at, 'UTC'), 0);
  }
  for (const row of rows.filter(({ costMicros }) => costMicros !== null)) {
    const day = dayOf(row.t, 'UTC');
    days.set(day, (days.get(day) ?? 0) + fromMicros(row.costMicros ?? 0));
  }
  return days;
}

function serviceOf({ connection }: BillContext): string {
  return COST_SERIES[connection.provider] ?? 'VERCEL_AI_GATEWAY';
}

function times(factor: number): (line: BillLine) => BillLine {
  return (line) => ({ ...line, amount: line.amount === null ? null : Math.round(line.amount * factor) });
}

/** Spend is one meter: what it comes to is drawn as a whole. `price` is what other models make of it. */
async function meterOf(context: BillContext, used: Micros, price: number): Promise<DrawnMeter> {
  const factor = context.wish?.factorOf(serviceOf(context), 'TOKENS') ?? 1;
  const rest = await once(context, `rest ${context.period.start}`, async () => {
    const covered = await coveredDays(context);
    const first = [...covered.keys()].sort()[0] ?? null;
    const until = usedUntil(context, { countedLate: SOME_TIME });
    return expectedRest(dailyUse(covered, { first, zone: 'UTC', until }), daysLeft(context, until));
  });
  return {
    ...{ service: serviceOf(context), metric: 'COST_USD', product: '' },
    used: fromMicros(used) * factor,
    rest: { ...rest, middle: rest.middle * factor },
    costOf: (quantity: number) => quantity * price,
  };
}

/**
 * The spend at which the provider refuses more, in main units of `currency`; null where it told none, or one that only
 * informs. What a person set stands in its place for alerts, but the provider does not know of it.
 */
async function hardLimit({ parts, connection }: BillContext, currency: string): Promise<number | null> {
  const told = await parts.store.providerLimits.list([connection.id]);
  const limit = told.find((row) => row.metric === 'MONTHLY_SPEND_USD' && isOfPlan(row));
  const refuses = limit !== undefined && standingAtLimit(limit.atLimit) === 'reject' && limit.unit === currency;
  return refuses ? limit.value : null;
}

/** The gateway reports once a day; what it has spent since is the growth of its running total. */
async function spentSinceReport(context: BillContext, costs: readonly AiCost[]): Promise<BillLine | null> {
  const { parts, connection, isCurrent, period } = context;
  if (connection.provider !== 'ai-gateway' || !isCurrent) {
    return null;
  }
  const series = (await parts.store.samples.listSeries(connection.id)).find(({ metric }) => metric === 'USED_USD');
  const latest = series === undefined ? undefined : (await parts.store.samples.latest([series.id])).get(series.id);
  if (series === undefined || latest === undefined) {
    return null;
  }
  const cursors = await parts.store.connections.cursors(connection.id);
  const reportAt = typeof cursors['reportAt'] === 'number' ? cursors['reportAt'] : null;
  const from: Instant = Math.max(period.start, reportAt ?? 0);
  const [then] = await parts.store.samples.raw(series.id, { start: from - 1, end: latest.time + 1 });
  const spent = toMicros(Math.max(0, latest.value - (then?.value ?? latest.value)));
  const blank = {
    model: '',
    projectRef: '',
    serviceTier: '',
    contextWindow: '',
    costType: 'since-report',
    tokenType: '',
  };
  const rest = { lineItem: '', currency: 'USD', quantity: null, quantityUnit: null, unread: 0, dataAsOf: latest.time };
  return spent === 0 && costs.length > 0
    ? null
    : { ...toLine(context)({ ...blank, ...rest, costMicros: spent }), basis: 'told' };
}
