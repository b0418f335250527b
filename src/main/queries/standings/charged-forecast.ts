import { courseOf } from '#shared/core/costs/bill/course';
import { grossBill } from '#shared/core/costs/bill/gross-bill';
import { budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import type { ForecastStep } from '#shared/domain/forecast';
import { CHARGED_AMOUNTS } from '#shared/domain/metric';
import { fromMicros } from '#shared/domain/money';
import { FROM_BILL } from '#shared/words/limit';
import { currentAccountBills } from '../bill/account-bills';
import type { PricedParts } from '../read-parts';
import type { LimitedQuantity } from '../usage/metric-quantities';

/** The money of the limits of which this is asked. */
const CURRENCY = 'USD';

/**
 * What is charged for use goes on as the bill says: its pace so far is blind to a price that begins above an included
 * amount. Where the bill projects nothing, the quantity keeps the forecast of its daily charges.
 */
export async function withBillsForecast(parts: PricedParts, quantity: LimitedQuantity): Promise<LimitedQuantity> {
  const { behind, connection, current, definition } = quantity;
  if (definition.amounts !== CHARGED_AMOUNTS || behind === null || behind.series !== null || current === null) {
    return quantity;
  }
  const bills = await currentAccountBills(parts);
  const own = bills.find((one) => one.connection.id === connection.id);
  const main = own?.bills.find(({ bill }) => bill.currency === CURRENCY);
  const use = main && grossBill(main.parts);
  if (own === undefined || use === undefined || use.bill.projected === null || use.parts.meters === null) {
    return quantity;
  }
  const now = parts.clock.now();
  const { period } = own.context;
  const { soFar, projected } = use.bill;
  const at = (end: number) => fromMicros(Math.max(0, end - soFar.amount));
  const money = {
    spent: Math.max(0, behind.counted),
    toCome: { q10: at(projected.q10), q50: at(projected.q50), q90: at(projected.q90) },
    course: courseOf(use.parts.meters, period.end - now, period.end - period.start),
    creditLeft: Math.max(0, -behind.counted),
    creditTotal: behind.paidBefore,
    fixed: 0,
    period,
    now,
  };
  const ahead = budgetAhead(money);
  const [low, middle, high] = budgetGrowth(money);
  const [inProgress] = ahead.windows;
  const path = (inProgress?.ends ?? []).map((t, step) => stepOf(t, inProgress?.highest[step] ?? []));
  return {
    ...quantity,
    forecast: {
      state: 'ready',
      asOf: now,
      growthPerDay: middle,
      growthInterval: [low, high],
      ...{ daysToLimit: null, probability: null, learning: null },
      path,
      atReset: path.at(-1) ?? null,
      window: period,
      ahead,
      reason: FROM_BILL,
    },
  };
}

function stepOf(t: number, row: readonly number[]): ForecastStep {
  const [q025 = 0, q10 = 0, q25 = 0, q50 = 0, q75 = 0, q90 = 0, q975 = 0] = row;
  return { t, q025, q10, q25, q50, q75, q90, q975 };
}
