import { currentAccountBills } from '#main/queries/bill/account-bills';
import { type Prepaid, prepaidKey } from '#main/queries/bill/prepaid';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { toMicros } from '#shared/domain/money';
import type { DecisionParts } from './decision-parts';

/** What is paid ahead at an account whose provider does not tell it. */
export interface PrepaidChange {
  readonly connectionId: string;
  /** What is left now, in the bill's currency; null takes it away. */
  readonly amount: number | null;
}

/**
 * Keeps a prepaid balance as a person read it now; what the account costs from now on draws it down. Refused with
 * `not-found` for an account that has no bill.
 */
export async function setPrepaid(parts: DecisionParts, { connectionId, amount }: PrepaidChange): Promise<Result<null>> {
  const account = (await currentAccountBills(parts)).find(({ connection }) => connection.id === connectionId);
  if (account === undefined) {
    return fail({
      code: 'not-found',
      message: 'This account is no longer connected.',
      action: 'Look at the list of accounts again.',
      retryable: false,
    });
  }
  if (amount === null) {
    await parts.store.settings.set(prepaidKey(connectionId), null);
    return succeed(null);
  }
  const prepaid: Prepaid = {
    amount: toMicros(amount),
    at: parts.clock.now(),
    spentThen: account.bills[0]?.bill.soFar.amount ?? 0,
  };
  await parts.store.settings.set(prepaidKey(connectionId), prepaid);
  return succeed(null);
}
