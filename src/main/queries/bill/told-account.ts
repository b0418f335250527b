import { dayOf } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { type SeatFee, seatFee } from '#shared/core/costs/bill/licences';
import { meteredUse } from '#shared/core/costs/bill/metered-use';
import { findPlan, planCredit, planFee } from '#shared/core/pricing/look-up';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import type { LastAttempt } from '#shared/domain/cycle';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import { readCostBases } from './basis';
import { type BillContext, daysLeft, missingPart } from './bill-parts';
import { daysOf } from './bill-period';
import { SEATS_SETTING } from './billed-account';

/** A running total of the provider for this period, after the credit. */
export interface ToldSpend {
  readonly amount: Micros;
  readonly asOf: Instant;
}

/** The provider's own running total of on-demand spend, where it was read within the period. */
export async function readToldSpend({ parts, connection, period }: BillContext): Promise<ToldSpend | null> {
  const series = (await parts.store.samples.listSeries(connection.id)).find(
    ({ metric, projectId }) => metric === 'SPEND_USD' && projectId === null,
  );
  const latest = series === undefined ? undefined : (await parts.store.samples.latest([series.id])).get(series.id);
  return latest === undefined || latest.time < period.start || latest.time >= period.end
    ? null
    : { amount: toMicros(latest.value), asOf: latest.time };
}

/**
 * The bill of an account whose rows cannot be read: seats, and the provider's running total of what is beyond the
 * credit; else what own readings cost at list price, which is a lower bound, with the reason.
 */
export async function toldAccount(context: BillContext): Promise<WorkedBill> {
  const { list, connection, period, now } = context;
  const days = daysOf(period);
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const plan = findPlan(list, connection.billing?.provider ?? '', connection.billing?.plan ?? '', day);
  const fee = seatsOf(context, plan === null ? null : planFee(list, plan, day));
  const told = await readToldSpend(context);
  const isFree = connection.billing?.plan === 'hobby';
  const use = isFree || told !== null ? null : await ownReadings(context);
  const credit = plan === null || told !== null ? 0 : (planCredit(list, plan, day) ?? 0);
  return accountBill({
    connectionId: connection.id,
    currency: list.currency,
    period,
    chargedOn: days.end,
    seats: fee.seats,
    lines: [...fee.lines, ...(told === null ? [] : [spendLine(told.amount)]), ...(use?.lines ?? [])],
    credit: credit === 0 ? null : { total: credit, used: null, told: false },
    missing: [...fee.missing, ...(use === null ? [] : [notRead(context.attempts)])],
    meters: context.isCurrent ? (use?.meters ?? spendMeters(context, told)) : null,
    cap: null,
    list: null,
  });
}

function seatsOf({ facts, connection }: BillContext, listFee: Micros | null): SeatFee {
  const answered = Number(connection.settings[SEATS_SETTING] ?? '');
  return seatFee({
    rows: null,
    told: facts.account?.value.seats ?? null,
    toldPrice: facts.account?.value.seatPrice ?? null,
    answered: Number.isInteger(answered) && answered > 0 ? answered : null,
    listFee,
    hasSeats: connection.billing?.plan !== 'hobby',
  });
}

/** How uncertain a pace is that rests on one running total. */
const PACE_SPREAD = 0.4;

/** Of a running total only its pace is known. */
function spendMeters(context: BillContext, told: ToldSpend | null): readonly DrawnMeter[] {
  if (told === null || told.amount === 0) {
    return [];
  }
  const used = fromMicros(told.amount);
  const rest = { middle: used * paceOf(context), spread: PACE_SPREAD };
  return [{ used, rest, costOf: (quantity) => quantity }];
}

/** The time that is left, in proportion to the time that has passed. */
function paceOf(context: BillContext): number {
  const left = daysLeft(context);
  const length = (context.period.end - context.period.start) / DAY;
  return left / Math.max(0.5, length - left);
}

function notRead(attempts: readonly LastAttempt[]): MissingPart {
  const costs = attempts.find(({ attempt }) => attempt.capability === 'costs');
  return missingPart('use-not-read', { detail: costs?.attempt.message ?? '' });
}

async function ownReadings(context: BillContext) {
  const [basis] = await readCostBases(context.parts, context.connection.id);
  if (basis === undefined) {
    return { lines: [], meters: [] };
  }
  const pace = paceOf(context);
  const usedOf = (service: string, metric: string) =>
    basis.accountRows
      .filter((row) => row.service === service && row.metric === metric)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return meteredUse(
    context.list,
    { period: basis.period.days, plans: basis.plans, rows: basis.rows },
    // Rows that are not told leave nothing better than the pace of what was read.
    (service, metric) => ({ middle: usedOf(service, metric) * pace, spread: PACE_SPREAD }),
  );
}

function spendLine(amount: Micros): BillLine {
  return {
    kind: 'usage',
    service: 'VERCEL_ACCOUNT',
    metric: 'SPEND_USD',
    product: '',
    project: null,
    region: null,
    quantity: 1,
    unit: '',
    included: 0,
    unitPrice: null,
    amount,
    basis: 'told',
  };
}
