import { currentLedger } from '#shared/core/costs/current-ledger';
import type { Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import { fromMicros } from '#shared/domain/money';
import type { ProviderBudget } from '#shared/domain/spend';
import type { ProviderFacts } from '../connections/provider-facts';

/** The metric with what is spent beyond the included credit. */
export const SPEND = 'SPEND_USD';
/** The scope of a budget over all that an account spends. */
const WHOLE = 'team';

/** The budgets that a provider keeps for all that the account spends, the tightest first. */
function budgetsOfAccount(told: ProviderFacts | null): readonly ProviderBudget[] {
  const own = (told?.budgets?.value ?? []).filter(({ scope }) => scope === WHOLE);
  return [...own].sort((a, b) => a.amount - b.amount || Number(b.pauses) - Number(a.pauses));
}

/**
 * The limit of what is spent, by the budgets that the provider told last: one that it no longer lists, such as a disabled
 * one, is no limit any more, and of several each does what it does. Other limits stay as they are.
 */
export function limitAsTold(
  { metric }: MetricDefinition,
  limit: InfrastructureLimit | null,
  told: ProviderFacts | null,
): InfrastructureLimit | null {
  if (metric !== SPEND || limit === null || limit.source !== 'provider' || (told?.budgets ?? null) === null) {
    return limit;
  }
  const [tightest] = budgetsOfAccount(told);
  return tightest === undefined
    ? { ...limit, value: null }
    : { ...limit, value: fromMicros(tightest.amount), atLimit: tightest.pauses ? 'pause' : 'inform' };
}

/** Without a credit nothing is paid for. */
export const NO_CREDIT = { left: 0, total: 0 } as const;

/** The credit in dollars that holds at `now`, and what is left of it. */
export function creditOf(told: ProviderFacts | null, now: Instant): { readonly left: number; readonly total: number } {
  const ledger = currentLedger(told?.credit?.value ?? [], now, 'USD');
  return ledger === null ? NO_CREDIT : { left: Math.max(0, ledger.remaining), total: ledger.total };
}
