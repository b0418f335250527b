import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import { dayOf, formatInstant } from '#shared/core/calendar/calendar';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import { type AccountBills, billsAround } from './account-bills';

/** A balance that a person typed, and what the account had cost in its period by then. */
const prepaidSchema = z.object({ amount: z.number(), at: z.number(), spentThen: z.number() });
export type Prepaid = z.infer<typeof prepaidSchema>;

/** The key in `setting` under which a typed balance is kept. */
export function prepaidKey(connectionId: string): string {
  return `prepaid:${connectionId}`;
}

/** The balance that was typed for an account; null while there is none. */
async function readPrepaid(store: Pick<ReadStore, 'settings'>, connectionId: string): Promise<Prepaid | null> {
  const kept = prepaidSchema.safeParse(await store.settings.get(prepaidKey(connectionId)));
  return kept.success ? kept.data : null;
}

/** Periods that a balance is followed over at most. */
const MOST_PERIODS = 24;

/**
 * What is left of what was paid ahead: the provider's own balance where it tells one (`told`, in main units), with what
 * the period has used of it; else of a balance that a person typed, less all that the account has cost since, by its
 * bills. It lasts until the pace of the period's expected rest has used it up; null where that is later than a year
 * from now.
 */
export async function prepaidView(
  account: AccountBills,
  store: Pick<ReadStore, 'settings'>,
  told: number | null = null,
): Promise<BillView['accounts'][number]['prepaid']> {
  const { context, bills } = account;
  const [main] = bills;
  if (main === undefined) {
    return null;
  }
  const inPeriod = main.bill.soFar.amount;
  const prepaid =
    told === null
      ? await readPrepaid(store, context.connection.id)
      : { amount: toMicros(told) + inPeriod, at: context.period.start, spentThen: 0 };
  if (prepaid === null) {
    return null;
  }
  const used = told === null ? (await spentSince(account, prepaid.at)) - prepaid.spentThen : inPeriod;
  const left = prepaid.amount - used;
  const { projected, soFar } = main.bill;
  const days = (context.period.end - context.now) / DAY;
  const pace = projected === null || days <= 0 ? 0 : Math.max(0, fromMicros(projected.q50 - soFar.amount)) / days;
  return {
    start: fromMicros(prepaid.amount),
    since: formatInstant(prepaid.at),
    used: fromMicros(used),
    left: fromMicros(left),
    // What a provider says is left is left, whatever is known of what was used.
    complete: told !== null || soFar.complete,
    lastsUntil: lastsUntil(fromMicros(left), pace, context.now, context.period.zone),
  };
}

/** What an account has cost from the start of the period around `at` until now. */
async function spentSince(account: AccountBills, at: Instant): Promise<Micros> {
  const current = account.bills[0]?.bill.soFar.amount ?? 0;
  let sum = current;
  let { start } = account.context.period;
  for (let count = 0; count < MOST_PERIODS && at < start; count += 1) {
    const before = await billsAround(account, start - 1);
    sum += before.bills[0]?.bill.soFar.amount ?? 0;
    start = before.context.period.start;
  }
  return sum;
}

const A_YEAR = 365;

function lastsUntil(left: number, pace: number, now: Instant, zone: string): string | null {
  if (left <= 0) {
    return dayOf(now, zone);
  }
  const days = pace === 0 ? A_YEAR + 1 : left / pace;
  return days > A_YEAR ? null : dayOf(Math.floor(now + days * DAY), zone);
}
