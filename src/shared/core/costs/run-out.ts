import type { PeriodCosts, UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import { dayOfCrossing } from './budget';
import { type PeriodUsage, periodCosts } from './period-costs';

/** The days on which something that the plan gives is used up; null: not within the period. */
export interface RunOut {
  /** The included credit; also null when the plan has none. */
  readonly credit: Day | null;
  /** The allowance of each metric that has one, by `SERVICE_METRIC`. */
  readonly allowances: ReadonlyMap<string, Day>;
  /** The period with its expected rest. */
  readonly costs: PeriodCosts;
}

/**
 * Day by day through the period, on the rows so far and the rows expected for its rest: when the credit
 * and each allowance are used up. Charges start only where an allowance ends, so dividing the charges
 * so far by the days so far would answer too early or too late.
 */
export function runOut(list: PriceList, usage: PeriodUsage, expected: readonly UsageRow[]): RunOut {
  const costs = periodCosts(list, { ...usage, rows: [...usage.rows, ...expected] });
  const credits = costs.lines.filter((line) => line.tier === 'credit');
  const credit =
    costs.credit.included === 0
      ? null
      : dayOfCrossing(
          credits.map((line) => ({ day: line.day, amount: -(line.amount ?? 0) })),
          (sum) => sum >= costs.credit.included,
        );
  return { credit, allowances: allowanceDays(costs), costs };
}

/** The first day on which a metric went beyond its included amount. */
function allowanceDays(costs: PeriodCosts): Map<string, Day> {
  const included = new Set<string>();
  const days = new Map<string, Day>();
  for (const line of costs.lines) {
    if (line.tier === 'fee' || line.tier === 'credit') {
      continue;
    }
    const key = `${line.service}_${line.metric}`;
    if (line.included > 0) {
      included.add(key);
    }
    const first = days.get(key);
    if (line.billedQuantity > 0 && (first === undefined || line.day < first)) {
      days.set(key, line.day);
    }
  }
  return new Map([...days].filter(([key]) => included.has(key)));
}
