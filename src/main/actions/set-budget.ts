import { fail, type Result, succeed } from '#shared/domain/failure';
import { toMicros } from '#shared/domain/money';
import type { ActionParts } from './decision-parts';

/** What a person wants to spend at most in a billing period. */
export interface BudgetChange {
  /** Empty: the total over everything. */
  readonly connectionId: string;
  readonly scope?: 'account' | 'project' | 'service';
  /** The project or service; not for the account. */
  readonly key?: string;
  /** USD; null takes the budget away. */
  readonly amount: number | null;
}

/** Keeps a budget or takes it away. Refused with `not-found` or `invalid-input`. */
export async function setBudget(parts: ActionParts, change: BudgetChange): Promise<Result<null>> {
  const { connectionId, scope = 'account', key = null, amount } = change;
  const isTotal = connectionId === '' && scope === 'account';
  if (!isTotal && (await parts.store.connections.find(connectionId)) === null) {
    return fail({
      code: 'not-found',
      message: 'This account is no longer connected.',
      action: 'Look at the list of accounts again.',
      retryable: false,
    });
  }
  if ((scope === 'account') !== (key === null)) {
    return fail({
      code: 'invalid-input',
      message: 'A budget is for the whole account, or for one named project or service.',
      action: 'Choose the project or service, or leave both out.',
      retryable: false,
    });
  }
  const place = { connectionId, scope, key };
  if (amount === null) {
    await parts.store.budgets.remove(place);
  } else {
    await parts.store.budgets.save({ ...place, amount: toMicros(amount), currency: 'USD' }, parts.clock.now());
  }
  return succeed(null);
}
