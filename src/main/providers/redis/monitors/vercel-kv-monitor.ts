import type { HttpClient } from '#main/http/http-client';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { median } from '#shared/core/forecasting/quantiles';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import type { CostBreakdown } from '#shared/domain/cost';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PlanLimit } from '#shared/domain/plan';
import { InfrastructureService, MetricType } from '#shared/domain/service';
import { type CapabilityResult, CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor, UsageQuantities } from '../../monitor';
import { CERTIFICATE_SETTING } from '../../store-tls';
import { addressOf } from '../address';
import { DEVELOPER, LATENCY, STATE } from '../descriptor';
import { ONE_NODE, parseInfo, readState } from '../info';
import type { ProbeReport } from '../probe';
import { probeRest } from '../rest-probe';
import { COMMANDS_PER_MONTH, limitsOf, samplesOf } from '../samples';
import { DEFAULT_TIMEOUTS, probeTcp, type VisitTimeouts } from '../tcp-probe';
import { readUpstash, upstashDeveloper } from '../upstash/developer';

/** Source of what a store says about itself. */
const INFO_SOURCE = 'redis:INFO';
const PING_SOURCE = 'redis:PING';

/**
 * Watches a Redis: Vercel KV, Upstash, Redis Cloud or any other. One visit a cycle, with `INFO` and
 * `PING` only: neither is charged, and both are allowed to the least of users.
 */
export class VercelKVMonitor implements Monitor {
  readonly #timeouts: VisitTimeouts;

  constructor(timeouts: VisitTimeouts = DEFAULT_TIMEOUTS) {
    this.#timeouts = timeouts;
  }

  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    // A store has no history to tell.
    if (context.backfill !== undefined) return run.result();
    let report: ProbeReport | null = null;
    await run.ask(STATE, async (http) => {
      report = await visitStore(context, http, this.#timeouts);
      return this.#state(run, report);
    });
    const visited = report as ProbeReport | null;
    await run.ask(LATENCY, async () => (visited === null ? fail(notVisited()) : this.#latency(context, visited)));
    if (context.credentials['upstashApiKey']) await this.#billedCommands(run);
    return run.result();
  }

  async #billedCommands(run: CollectionRun): Promise<void> {
    const { context } = run;
    const address = addressOf(context);
    if (!address.ok || !run.isDue(DEVELOPER, 0)) return;
    const host = new URL(address.value.url).hostname;
    await run.ask(DEVELOPER, (http) =>
      readUpstash(upstashDeveloper(context, http), host, run.cursor('upstashDatabase'), context.clock.now()),
    );
  }

  /** Limits of `free`, `pro` or `enterprise`, in the client's own figures. Enterprise has none that is known. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'vercel-kv', plan, defaultPriceList.asOf);
  }

  /** What `usage` (by `SERVICE_METRIC`, in the metrics' units) costs in a month on `plan`, in the client's own figures. */
  calculateCosts(usage: UsageQuantities, plan: string): CostBreakdown {
    return calculatePlanCosts(defaultPriceList, { provider: 'vercel-kv', plan, day: defaultPriceList.asOf, usage });
  }

  #state(run: CollectionRun, report: ProbeReport): Result<CapabilityResult> {
    if (!report.info.ok) return report.info;
    const { clock } = run.context;
    const state = readState(parseInfo(report.info.value));
    const { samples, cursor, partly } = samplesOf(state, run.cursor('counters'), clock.now(), INFO_SOURCE);
    // The billed figure of the month, where a key brings it, takes the place of our own.
    const own = run.context.credentials['upstashApiKey']
      ? samples.filter(({ metric }) => metric !== COMMANDS_PER_MONTH)
      : samples;
    return succeed({
      samples: own,
      cursors: { counters: cursor },
      facts: { limits: limitsOf(state) },
      ...(partly === null ? {} : { partly }),
      ...(state.isClusterNode ? { note: ONE_NODE } : {}),
    });
  }

  #latency(context: CollectionContext, report: ProbeReport): Result<CapabilityResult> {
    if (!report.pings.ok) return report.pings;
    return succeed({
      samples: [
        {
          service: InfrastructureService.VERCEL_KV,
          metric: MetricType.LATENCY_MS,
          projectId: null,
          kind: 'gauge',
          unit: 'ms',
          zone: 'UTC',
          source: PING_SOURCE,
          time: context.clock.now(),
          value: median(report.pings.value),
        },
      ],
    });
  }
}

/** One visit over whichever way the connection offers. */
export async function visitStore(
  context: Pick<CollectionContext, 'connection' | 'credentials' | 'clock' | 'signal'>,
  http: HttpClient,
  timeouts: VisitTimeouts = DEFAULT_TIMEOUTS,
): Promise<ProbeReport> {
  const address = addressOf(context);
  if (!address.ok) return { info: address, pings: address };
  return address.value.kind === 'rest'
    ? probeRest(address.value, http)
    : probeTcp(
        address.value,
        context.clock,
        context.signal,
        timeouts,
        context.connection.settings[CERTIFICATE_SETTING],
      );
}

function notVisited() {
  return {
    code: 'internal',
    message: 'The store was not visited.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  } as const;
}
