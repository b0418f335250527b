import type { MetricState } from '#main/queries/standings/metric-states';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';

/** A metric without a forecast is taken to go on for this long at most. */
const DAYS_AHEAD = 30;

/**
 * What a month costs on the current plan when the limit is reached, overage included: the plan with the
 * quantity that this metric is expected to come to, at least its limit. Null without a known price.
 */
export function projectedCost(prices: PriceList, state: MetricState, day: Day): Micros | null {
  const { connection, definition, limit, current, forecast } = state;
  const { billing } = connection;
  if (billing === null || limit?.value == null) {
    return null;
  }
  const grown = (current ?? 0) + Math.max(0, forecast.growthPerDay ?? 0) * DAYS_AHEAD;
  const expected = forecast.atReset?.q50 ?? forecast.path.at(-1)?.q50 ?? grown;
  const quantity = Math.max(limit.value, expected);
  const usage = { [summaryKey(definition.service, definition.metric)]: quantity };
  return calculatePlanCosts(prices, { provider: billing.provider, plan: billing.plan, day, usage }).total;
}
