import { dayOf } from '#shared/core/calendar/calendar';
import { breakEvens } from '#shared/core/costs/break-even';
import { findPlan } from '#shared/core/pricing/look-up';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { summaryKey } from '#shared/domain/service';
import type { PricedParts } from '../read-parts';
import { readCostBases } from './basis';
import { noBill } from './costs';
import { metricTitle } from './words';

/** From which quantity of one metric on another plan is the cheaper one, all other use as expected. */
interface BreakEvenView {
  readonly plans: readonly [string, string];
  /** In the metric's unit; null when one of the two is always cheaper, or cannot be compared. */
  readonly quantity: number | null;
  readonly unit: string;
  /** The cheaper plan below the quantity, or at any. */
  readonly below: string | null;
  readonly above: string | null;
  readonly reason: string;
}

/** One metric with the break-even of each pair of plans that list it. */
export interface BreakEvensView {
  readonly title: string;
  /** Use of the whole period, in the metric's unit: so far and expected. */
  readonly expected: number;
  readonly pairs: readonly BreakEvenView[];
}

/** The break-even of each pair of plans that list a metric, `VERCEL_BANDWIDTH_BANDWIDTH_GB`. */
export async function readBreakEvens(
  parts: PricedParts,
  connectionId: string,
  key: string,
): Promise<Result<BreakEvensView>> {
  const [basis] = await readCostBases(parts, connectionId);
  if (basis === undefined) {
    return fail(noBill);
  }
  const { connection, list, metrics, outlook, now, period } = basis;
  const found = metrics.find(({ service, metric }) => summaryKey(service, metric) === key);
  if (found === undefined) {
    const known = metrics.map(({ service, metric }) => summaryKey(service, metric)).sort();
    return fail({
      code: 'invalid-input',
      message: `${connection.title} has no billed use of "${key}".`,
      action: `Choose one of: ${known.join(', ')}.`,
      retryable: false,
    });
  }
  const usage: Record<string, number> = {};
  for (const row of [...basis.accountRows, ...outlook.rest('q50')]) {
    const name = summaryKey(row.service, row.metric);
    usage[name] = (usage[name] ?? 0) + row.quantity;
  }
  const day = dayOf(now, period.zone);
  const { provider } = connection.billing;
  const { buildMachine, region } = basis.plans.at(-1) ?? {};
  const nameOf = (plan: string | null) => (plan === null ? null : (findPlan(list, provider, plan, day)?.name ?? plan));
  const question = {
    provider,
    day,
    service: found.service,
    metric: found.metric,
    usage,
    ...(buildMachine === undefined ? {} : { buildMachine }),
    ...(region === undefined ? {} : { region }),
  };
  return succeed({
    title: metricTitle(parts, connection.provider, found.service, found.metric),
    expected: usage[key] ?? 0,
    pairs: breakEvens(list, question).map(({ plans: [a, b], quantity, below, above, reason }) => ({
      plans: [nameOf(a) ?? a, nameOf(b) ?? b],
      quantity,
      unit: found.quantity.definition.unit,
      below: nameOf(below),
      above: nameOf(above),
      reason,
    })),
  });
}
