import type { GatewayRefresh } from '#shared/domain/spend';

interface Expected {
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
}

/** What a bill of the AI Gateway says, in main units. */
interface GatewayBill {
  readonly soFar: { readonly amount: number };
  readonly projected: Expected | null;
}

/**
 * What is spent of a budget of the AI Gateway by the end of its month: it takes its share of what the gateway's own bill
 * expects, as it has of what was spent. Null for a budget that is counted over another stretch than the bill, and where
 * no bill of a gateway, or more than one, could tell.
 */
export function gatewayAhead(
  { spent, refresh }: { readonly spent: number; readonly refresh: GatewayRefresh | null },
  bills: readonly GatewayBill[],
): Expected | null {
  const [bill, ...others] = bills;
  const expected = bill?.projected ?? null;
  if (bill === undefined || expected === null || others.length > 0 || refresh !== 'monthly') {
    return null;
  }
  const { amount } = bill.soFar;
  const share = amount <= 0 ? 0 : Math.min(1, spent / amount);
  const at = (end: number) => spent + share * Math.max(0, end - amount);
  return { q10: at(expected.q10), q50: at(expected.q50), q90: at(expected.q90) };
}
