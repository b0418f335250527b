import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import type { PlanLimit } from '#shared/domain/plan';
import { CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor } from '../../monitor';
import { readCredits } from '../credits';
import { CREDITS, SERVICE } from '../descriptor';

/** Watches the prepaid balance of the Vercel AI Gateway: one request a cycle. */
export class AiGatewayMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    // A balance has no history to tell.
    if (context.backfill === undefined) await run.ask(CREDITS, (http) => readCredits(context, http));
    return run.result();
  }

  /** The free credit that `hobby` and `pro` have at Vercel. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'vercel', plan, defaultPriceList.asOf).filter(
      ({ service }) => service === SERVICE,
    );
  }
}
