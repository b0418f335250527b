import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import { DAY } from '#shared/domain/instant';
import type { PlanLimit } from '#shared/domain/plan';
import { CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor } from '../../monitor';
import { readCredits } from '../credits';
import { CREDITS, REPORT, REPORT_SETTING, SERVICE } from '../descriptor';
import { readGatewayReport } from '../report';

/** Watches the prepaid balance of the Vercel AI Gateway, one request a cycle, and its report once a day. */
export class AiGatewayMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    // A balance has no history to tell.
    if (context.backfill === undefined) {
      // The report first: what was spent since is told by the next balances.
      const wanted = context.connection.settings[REPORT_SETTING]?.toLowerCase() !== 'no';
      if (wanted && run.isDue(REPORT, DAY)) await run.ask(REPORT, (http) => readGatewayReport(context, http));
      await run.ask(CREDITS, (http) => readCredits(context, http));
    }
    return run.result();
  }

  /** The free credit that `hobby` and `pro` have at Vercel. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'vercel', plan, defaultPriceList.asOf).filter(
      ({ service }) => service === SERVICE,
    );
  }
}
