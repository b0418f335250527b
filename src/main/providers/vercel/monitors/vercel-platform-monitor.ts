import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { findPlan, planLimits } from '#shared/core/pricing/look-up';
import type { CostBreakdown } from '#shared/domain/cost';
import type { PlanLimit } from '#shared/domain/plan';
import { CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor, UsageQuantities } from '../../monitor';
import { USAGE_TYPES } from '../metered';
import { VercelCollection } from './vercel-collection';

/** Watches what a Vercel account uses: builds, functions, bandwidth, edge requests, ISR and all else that is metered. */
export class VercelPlatformMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    const collection = new VercelCollection(run);
    const { backfill } = context;
    if (backfill !== undefined) {
      await Promise.all([
        ...USAGE_TYPES.map((type) => collection.pastUsage(type, backfill)),
        collection.pastBilling(backfill),
      ]);
      return run.result();
    }
    // The plan decides what else makes sense, so it comes first.
    const refused = await collection.account();
    if (refused !== null) {
      await collection.giveUp(refused);
      return run.result();
    }
    const usage = USAGE_TYPES.map((type) => collection.usage(type));
    const gone = Promise.all(usage).then((all) => all.some((one) => one.gone));
    await Promise.all([
      ...usage,
      collection.costs(gone),
      collection.spending(),
      collection.charges(),
      collection.hourly(),
      collection.stores(),
      collection.deployments(),
      collection.projects(),
    ]);
    return run.result();
  }

  /** Limits of `hobby`, `pro` or `enterprise`, by the price list as it ships. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'vercel', plan, defaultPriceList.asOf);
  }

  /**
   * What `usage` (by `SERVICE_METRIC`, in the metrics' units) costs in a month on `plan`. Throws a RangeError for a plan
   * that the price list does not have: its cost would be "at least 0", which says nothing.
   */
  calculateCosts(usage: UsageQuantities, plan: string): CostBreakdown {
    if (findPlan(defaultPriceList, 'vercel', plan, defaultPriceList.asOf) === null) {
      throw new RangeError(`the price list has no plan "${plan}" of Vercel`);
    }
    return calculatePlanCosts(defaultPriceList, { provider: 'vercel', plan, day: defaultPriceList.asOf, usage });
  }
}
