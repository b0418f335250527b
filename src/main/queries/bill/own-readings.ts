import { dayOf } from '#shared/core/calendar/calendar';
import { type MeteredUse, meteredUse } from '#shared/core/costs/bill/metered-use';
import { movesWithFunctions, type Wish } from '#shared/core/costs/bill/wish';
import { type CostBasis, readCostBases } from './basis';
import type { BillContext } from './bill-parts';
import { oneMeasureEach, planLists } from './usage';

/**
 * What own readings cost at list price, on today's plan or on the one that is wished. `pace` is the time that is left
 * of the period in proportion to the time that has passed: of rows that are not told nothing better is known.
 */
export async function ownReadings(context: BillContext, pace: number, spread: number): Promise<MeteredUse> {
  const { list, wish, connection } = context;
  const [basis] = await readCostBases(context.parts, connection.id);
  if (basis === undefined) {
    return { lines: [], meters: [] };
  }
  const { metrics, plans } = wish === null ? basis : inAnotherWorld(basis, wish);
  const factorOf = wish?.factorOf ?? (() => 1);
  const rows = (wish === null ? basis.rows : metrics.flatMap((metric) => metric.rows)).map((row) => ({
    ...row,
    quantity: row.quantity * factorOf(row.service, row.metric),
    region: wish?.region != null && movesWithFunctions(row.service, row.metric) ? wish.region : row.region,
  }));
  // Thirty days that roll are a month already.
  const ahead = basis.period.rolls ? 0 : pace;
  const usedOf = (service: string, metric: string) =>
    rows
      .filter((row) => row.service === service && row.metric === metric)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return meteredUse(list, { period: basis.period.days, plans, rows }, (service, metric) => ({
    middle: usedOf(service, metric) * ahead,
    spread,
  }));
}

/** What a plan or a machine bills instead: a plan its own measures, a machine its minutes instead of CPU minutes. */
function inAnotherWorld(basis: CostBasis, wish: Wish): Pick<CostBasis, 'metrics' | 'plans'> {
  const { list, connection, period, measured } = basis;
  const { provider, plan: today } = connection.billing;
  const plan = wish.plan ?? today;
  const day = dayOf(basis.now, period.zone);
  const lists = planLists(list, provider, plan, day);
  const isByMachine = wish.buildMachine !== null;
  const isMeasure = (service: string, metric: string) =>
    lists(service, metric) && !(isByMachine && service === 'VERCEL_BUILD' && metric !== 'BUILD_MINUTES');
  const { buildMachine, region } = {
    ...basis.plans.at(-1),
    ...(isByMachine ? { buildMachine: wish.buildMachine } : {}),
  };
  return {
    metrics: wish.plan === null && !isByMachine ? basis.metrics : oneMeasureEach(measured, isMeasure),
    plans: [
      {
        ...{ from: period.days.start, provider, plan },
        ...(buildMachine == null ? {} : { buildMachine }),
        ...(region === undefined ? {} : { region }),
      },
    ],
  };
}
