import { billingPeriodOf } from '#shared/core/calendar/calendar';
import type { BillProjection } from '#shared/domain/bill';
import { DAY, type Period } from '#shared/domain/instant';
import type { AccountBills } from './account-bills';
import { billsIn } from './bills-in-period';

/** What the period after this one is expected to cost. */
export interface NextPeriod extends Period {
  readonly projected: BillProjection;
}

/** Days before its end on which a period shows the one that follows. */
const SHOWN_BEFORE = 5 * DAY;

/**
 * The period after the current one, for accounts whose current one has less than five days left: its fees with
 * nothing used yet, and the same expectation over its whole length.
 */
export async function readNextPeriods(accounts: readonly AccountBills[]): Promise<ReadonlyMap<string, NextPeriod>> {
  const found = await Promise.all(
    accounts.map(async ({ connection, context, bills }): Promise<readonly [string, NextPeriod] | null> => {
      const { period, now, isCurrent } = context;
      const [main] = bills;
      if (!isCurrent || main?.bill.projected == null || period.end - now >= SHOWN_BEFORE) {
        return null;
      }
      const anchor = connection.billingAnchor ?? { day: 1, zone: period.zone };
      const { end } = billingPeriodOf(anchor.day, period.end + 1, anchor.zone);
      const next = { ...period, start: period.end, end, isTold: false };
      const [worked] = await billsIn({ ...context, period: next, isCurrent: true });
      return worked?.bill.projected == null
        ? null
        : [connection.id, { start: next.start, end, projected: worked.bill.projected }];
    }),
  );
  return new Map(found.filter((one) => one !== null));
}
