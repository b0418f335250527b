import type { HttpClient } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { billingPeriodOf, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import type { CostBreakdown } from '#shared/domain/cost';
import { type Result, succeed } from '#shared/domain/failure';
import { DAY, type Period } from '#shared/domain/instant';
import type { PlanLimit } from '#shared/domain/plan';
import type { MetricSample } from '#shared/domain/series';
import { CollectionRun, type Harvest } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor, UsageQuantities } from '../../monitor';
import { billingAnchorOf, billingOf, expiryOf, readAccount } from '../account';
import { ACCOUNT, COSTS, cadenceOf, DEPLOYMENTS, PROJECT_USAGE, PROJECTS, usageCapability } from '../capabilities';
import { type VercelApi, vercelApi } from '../client';
import { BILLING_ZONE } from '../constants';
import { costSamples, readCosts } from '../costs';
import { readDeployments } from '../deployments';
import { USAGE_TYPES } from '../metered';
import { readProjects } from '../projects';
import { FIRST_DAYS, readUsage, usageRange } from '../usage';

/** Types of usage that are attributed to projects, and how many projects at most. */
const PROJECT_TYPES = ['requests', 'builds'];
const MOST_PROJECTS = 20;

/** Watches what a Vercel account uses: builds, functions, bandwidth, edge requests, ISR and all else that is metered. */
export class VercelPlatformMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    if (context.backfill !== undefined) {
      await this.#backfill(run, context.backfill);
      return run.result();
    }
    if (run.isDue(ACCOUNT, cadenceOf(ACCOUNT))) await this.#account(run);
    await Promise.all([
      ...USAGE_TYPES.map((type) => this.#usage(run, type)),
      this.#costs(run),
      this.#deployments(run),
      this.#projects(run),
    ]);
    return run.result();
  }

  /** Limits of `hobby`, `pro` or `enterprise`, by the price list as it ships. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'vercel', plan, defaultPriceList.asOf);
  }

  /** What `usage` (by `SERVICE_METRIC`, in the metrics' units) costs in a month on `plan`. */
  calculateCosts(usage: UsageQuantities, plan: string): CostBreakdown {
    return calculatePlanCosts(defaultPriceList, { provider: 'vercel', plan, day: defaultPriceList.asOf, usage });
  }

  async #account(run: CollectionRun): Promise<void> {
    await run.ask(ACCOUNT, async (http) => {
      const account = await readAccount(this.#api(run, http));
      if (!account.ok) return account;
      const { team, token } = account.value;
      const billing = billingOf(team);
      const plan = billing?.plan ?? null;
      if (run.cursor('plan') !== undefined && run.cursor('plan') !== plan) run.askAllAgain();
      return succeed({
        facts: {
          ...(billing === null ? {} : { billing }),
          billingAnchor: billingAnchorOf(team),
          expiresAt: expiryOf(token, team.id),
        },
        cursors: { teamId: team.id, plan },
      });
    });
  }

  async #usage(run: CollectionRun, type: string): Promise<void> {
    const capability = usageCapability(type);
    if (!run.isDue(capability, cadenceOf(capability))) return;
    const now = run.context.clock.now();
    const range = usageRange(now, run.lastGood(capability));
    await run.ask(capability, (http) => readUsage(this.#api(run, http), type, range, now, null));
  }

  async #projects(run: CollectionRun): Promise<void> {
    if (run.isDue(PROJECTS, cadenceOf(PROJECTS))) {
      await run.ask(PROJECTS, (http) => readProjects(this.#api(run, http), run.context.connection.id));
    }
    if (!run.isDue(PROJECT_USAGE, cadenceOf(PROJECT_USAGE))) return;
    const now = run.context.clock.now();
    const range = usageRange(now, run.lastGood(PROJECT_USAGE));
    await run.ask(PROJECT_USAGE, (http) => this.#usageByProject(run, http, range));
  }

  async #usageByProject(run: CollectionRun, http: HttpClient, range: Period): Promise<Result<Harvest>> {
    const now = run.context.clock.now();
    const api = this.#api(run, http);
    const answers = await Promise.all(
      watchedProjects(run).flatMap((project) => PROJECT_TYPES.map((type) => readUsage(api, type, range, now, project))),
    );
    const failed = answers.find((answer) => !answer.ok);
    const samples: MetricSample[] = answers.flatMap((answer) => (answer.ok ? answer.value.samples : []));
    if (failed !== undefined && !failed.ok && samples.length === 0) return failed;
    return succeed({ samples, ...(failed !== undefined && !failed.ok ? { partly: failed.failure } : {}) });
  }

  async #costs(run: CollectionRun): Promise<void> {
    if (!run.isDue(COSTS, cadenceOf(COSTS))) return;
    await run.ask(COSTS, (http) => this.#readCosts(run, http, currentPeriod(run)));
  }

  async #readCosts(run: CollectionRun, http: HttpClient, period: Period): Promise<Result<Harvest>> {
    const now = run.context.clock.now();
    const costs = await readCosts(this.#api(run, http), period, now);
    if (!costs.ok) return costs;
    const partly = costs.value.rejected > 0 ? { partly: changed('Vercel', 'some of the costs') } : {};
    return succeed({ samples: costSamples(costs.value, now), ...partly });
  }

  async #deployments(run: CollectionRun): Promise<void> {
    if (!run.isDue(DEPLOYMENTS, cadenceOf(DEPLOYMENTS))) return;
    const { connection, clock } = run.context;
    await run.ask(DEPLOYMENTS, (http) =>
      readDeployments(this.#api(run, http), connection.id, run.cursor('deployments'), clock.now()),
    );
  }

  async #backfill(run: CollectionRun, period: Period): Promise<void> {
    const now = run.context.clock.now();
    const usage = async (type: string) => {
      await run.ask(usageCapability(type), async (http) => {
        const samples: MetricSample[] = [];
        // 30 days a call is what the endpoint is known to answer.
        for (let start = period.start; start < period.end; start += FIRST_DAYS * DAY) {
          const range = { start, end: Math.min(period.end, start + FIRST_DAYS * DAY) };
          const answer = await readUsage(this.#api(run, http), type, range, now, null);
          if (!answer.ok) return samples.length === 0 ? answer : succeed({ samples, partly: answer.failure });
          samples.push(...answer.value.samples);
        }
        return succeed({ samples });
      });
    };
    await Promise.all([...USAGE_TYPES.map(usage), run.ask(COSTS, (http) => this.#readCosts(run, http, period))]);
  }

  #api(run: CollectionRun, http: HttpClient): VercelApi {
    const { connection, credentials } = run.context;
    const known = run.cursor('teamId');
    const teamId = connection.settings['teamId'] || (typeof known === 'string' ? known : '');
    return vercelApi(
      { connection: { ...connection, settings: { ...connection.settings, teamId } }, credentials },
      http,
    );
  }
}

/** From the start of the billing period (on Hobby: of the last 30 days) to the end of today, in Los Angeles. */
function currentPeriod(run: CollectionRun): Period {
  const { clock, connection } = run.context;
  const now = clock.now();
  const today = dayStart(dayOf(now, BILLING_ZONE), BILLING_ZONE);
  const anchor = connection.billingAnchor;
  const start =
    anchor === null
      ? dayStart(dayOf(today - (FIRST_DAYS - 1) * DAY, BILLING_ZONE), BILLING_ZONE)
      : billingPeriodOf(anchor.day, now, anchor.zone).start;
  return { start, end: dayStart(dayOf(today + DAY + DAY / 12, BILLING_ZONE), BILLING_ZONE) };
}

/** The chosen projects, or all that are known; more than twenty would cost more requests than they tell. */
function watchedProjects(run: CollectionRun): readonly string[] {
  const chosen = (run.context.connection.settings['projectIds'] ?? '').split(',').map((id) => id.trim());
  const wanted = chosen.filter((id) => id !== '');
  const known = run.cursor('projectIds');
  const all = Array.isArray(known) ? known.filter((id) => typeof id === 'string') : [];
  return (wanted.length > 0 ? wanted : all).slice(0, MOST_PROJECTS);
}
