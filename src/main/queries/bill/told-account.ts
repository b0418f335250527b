import { dayOf } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { type SeatFee, seatFee } from '#shared/core/costs/bill/licences';
import { feesOf } from '#shared/core/costs/bill/plan-fee';
import { findPlan, planCredit, planFee } from '#shared/core/pricing/look-up';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import type { LastAttempt } from '#shared/domain/cycle';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import { type BillContext, daysLeft, missingPart, usedUntil } from './bill-parts';
import { daysOf } from './bill-period';
import { hasPaidUse, type RowSource, readLicences } from './billed-account';
import { answeredSeats } from './billed-fees';
import { ownReadings } from './own-readings';
import { inTrial } from './trial';

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
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const plan = findPlan(list, connection.billing?.provider ?? '', connection.billing?.plan ?? '', day);
  const fee = inTrial(context, seatsOf(context, plan === null ? null : planFee(list, plan, day)));
  const told = await readToldSpend(context);
  const use = told !== null ? null : await ownReadings(context, paceOf(context), PACE_SPREAD);
  const credit = plan === null || told !== null ? 0 : (planCredit(list, plan, day) ?? 0);
  return accountBill({
    ...blank(context),
    later: fee.later,
    seats: fee.seats,
    lines: [...fee.lines, ...(told === null ? [] : [spendLine(told.amount)]), ...(use?.lines ?? [])],
    credit: credit === 0 ? null : { total: credit, used: null, told: false },
    missing: [...fee.missing, ...(use === null ? [] : [notRead(context.attempts)])],
    meters: context.isCurrent ? (use?.meters ?? spendMeters(context, told)) : null,
  });
}

/**
 * The bill of an account on a plan that is free. It may have followed one that was paid within the period: `rows` tell
 * its fee and the running total what was used beyond its credit, and nothing more comes. Without that total it is not
 * known how much of what the rows charge for the credit has paid.
 */
export async function freeAccount(context: BillContext, rows: RowSource | null): Promise<WorkedBill> {
  const told = await readToldSpend(context);
  const isUnknown = told === null && rows !== null && (await hasPaidUse(context, rows));
  return accountBill({
    ...blank(context),
    seats: null,
    lines: [
      ...(rows === null ? [] : await readLicences(context, rows)),
      ...(told === null || told.amount === 0 ? [] : [spendLine(told.amount)]),
    ],
    credit: null,
    missing: isUnknown ? [notRead(context.attempts)] : [],
    meters: context.isCurrent ? [] : null,
  });
}

function blank({ list, connection, period }: BillContext) {
  const chargedOn = daysOf(period).end;
  return { connectionId: connection.id, currency: list.currency, period, chargedOn, cap: null, list: null };
}

/** The account on a plan that is not today's: own readings are all that there is to price. */
export async function onOtherPlan(context: BillContext, name: string): Promise<WorkedBill> {
  const { list, connection, facts, period, now } = context;
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const plan = findPlan(list, connection.billing?.provider ?? '', name, day);
  const seats = facts.account?.value.seats ?? answeredSeats(connection) ?? 1;
  const fees = plan === null ? null : feesOf(list, plan, day, seats);
  const use = await ownReadings(context, paceOf(context), PACE_SPREAD);
  const credit = plan === null ? 0 : (planCredit(list, plan, day) ?? 0);
  return accountBill({
    ...blank(context),
    seats,
    lines: [...(fees?.lines ?? []), ...use.lines],
    credit: credit === 0 ? null : { total: credit, used: null, told: false },
    missing: fees === null ? [missingPart('fee-not-known', { detail: plan?.name ?? name })] : [],
    meters: context.isCurrent ? use.meters : null,
  });
}

function seatsOf({ facts, connection }: BillContext, listFee: Micros | null): SeatFee {
  return seatFee({
    rows: null,
    told: facts.account?.value.seats ?? null,
    toldPrice: facts.account?.value.seatPrice ?? null,
    answered: answeredSeats(connection),
    listFee,
    hasSeats: true,
  });
}

/** How uncertain a pace is that rests on one running total. */
const PACE_SPREAD = 0.4;

/** Of a running total only its pace is known. */
function spendMeters(context: BillContext, told: ToldSpend | null): readonly DrawnMeter[] {
  if (told === null || told.amount === 0) {
    return [];
  }
  const name = { service: 'VERCEL_ACCOUNT', metric: 'SPEND_USD', product: '' };
  const used = fromMicros(told.amount) * (context.wish?.factorOf(name.service, name.metric) ?? 1);
  const rest = { middle: used * paceOf(context), spread: PACE_SPREAD };
  return [{ ...name, used, rest, costOf: (quantity) => quantity }];
}

/** The time that is left, in proportion to the time that has passed. */
function paceOf(context: BillContext): number {
  const left = daysLeft(context, usedUntil(context));
  const length = (context.period.end - context.period.start) / DAY;
  return left / Math.max(0.5, length - left);
}

function notRead(attempts: readonly LastAttempt[]): MissingPart {
  const costs = attempts.find(({ attempt }) => attempt.capability === 'costs');
  return missingPart('use-not-read', { detail: costs?.attempt.message ?? '' });
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
