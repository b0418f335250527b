import { dayOf } from '#shared/core/calendar/calendar';
import { budgetPeriod } from '#shared/core/calendar/refresh-period';
import { HOUR, type Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { GatewayRefresh } from '#shared/domain/spend';
import type { AccountBills } from './account-bills';
import { aiCostDays } from './ai-days';

interface Expected {
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
}

/** What a bill of the AI Gateway says, in main units. */
export interface GatewayBill {
  readonly soFar: number;
  readonly projected: Expected;
  /** When its month ends. */
  readonly end: Instant;
  /** What each day (UTC) of its month cost so far; they add up to `soFar`. */
  readonly days: ReadonlyMap<string, number>;
}

const GATEWAY = 'ai-gateway';

/** The bill that the budgets of a gateway go on by; null where none, or more than one, could tell. */
export async function gatewayBill(accounts: readonly AccountBills[], currency: string): Promise<GatewayBill | null> {
  const found = accounts
    .filter(({ connection }) => connection.provider === GATEWAY)
    .flatMap(({ context, bills }) =>
      bills.filter(({ bill }) => bill.currency === currency).map(({ bill }) => ({ context, bill })),
    );
  const [one, ...others] = found;
  if (one === undefined || others.length > 0 || one.bill.projected === null) {
    return null;
  }
  const { soFar, projected } = one.bill;
  const days = await aiCostDays(one.context, currency, soFar.amount);
  return {
    soFar: fromMicros(soFar.amount),
    projected: { q10: fromMicros(projected.q10), q50: fromMicros(projected.q50), q90: fromMicros(projected.q90) },
    end: one.context.period.end,
    days: new Map([...days].map(([day, amount]) => [day, fromMicros(amount)])),
  };
}

/**
 * What is spent of a budget of the AI Gateway by the end of its day, week or month: it takes its share of what the
 * gateway's own bill expects, as it has of what the gateway spent in that stretch. Within a month a stretch has its part
 * of the rest by time, and of the deviation from the middle by the root of that part, as sums of like days have. Null
 * for a budget that never begins anew, and where the gateway has spent nothing yet that a share could be of.
 */
export function gatewayAhead(
  { spent, refresh }: { readonly spent: number; readonly refresh: GatewayRefresh | null },
  bill: GatewayBill | null,
  now: Instant,
): Expected | null {
  const period = refresh === null ? null : budgetPeriod(refresh, now);
  if (bill === null || period === null) {
    return null;
  }
  const { soFar, projected, end, days } = bill;
  const first = dayOf(period.start, 'UTC');
  const whole = [...days].reduce((sum, [day, amount]) => (day < first ? sum : sum + amount), 0);
  if (whole <= 0 && refresh !== 'monthly') {
    return null;
  }
  const share = whole <= 0 ? 0 : Math.min(1, spent / whole);
  const part = refresh === 'monthly' ? 1 : (period.end - now) / Math.max(HOUR, end - now);
  const middle = Math.max(0, projected.q50 - soFar) * part;
  const at = (quantile: number) => spent + share * Math.max(0, middle + (quantile - projected.q50) * Math.sqrt(part));
  return { q10: at(projected.q10), q50: at(projected.q50), q90: at(projected.q90) };
}
