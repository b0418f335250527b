import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import type { CostBreakdown } from '#shared/domain/cost';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR } from '#shared/domain/instant';
import type { PlanLimit } from '#shared/domain/plan';
import { type CapabilityResult, CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor, UsageQuantities } from '../../monitor';
import { leftOut } from '../../validate-facts';
import { type PostgresAddress, readPostgresAddress } from '../address';
import * as capability from '../descriptor';
import { neonApi } from '../neon/client';
import { decideSql, type SqlDecision } from '../neon/decide-sql';
import { HISTORY_DAYS, readConsumption, readNeonUsage } from '../neon/usage';
import { partOf } from '../parts';
import { DEFAULT_TIMEOUTS, type SessionTimeouts, sessionOptions, withSession } from '../session';
import { type VisitReport, visitDatabase } from '../visit';

/** Days of use that may still be revised at Neon. */
const REVISED_DAYS = 3;

/**
 * Watches a Postgres: Vercel Postgres, Neon, Supabase or any other. One short read-only connection a
 * cycle; at Neon only while the compute is awake anyway, since a single query wakes it for minutes.
 */
export class VercelPostgresMonitor implements Monitor {
  readonly #timeouts: Partial<SessionTimeouts>;

  constructor(timeouts: Partial<SessionTimeouts> = DEFAULT_TIMEOUTS) {
    this.#timeouts = timeouts;
  }

  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    const { credentials } = context;
    const hasKey = Boolean(credentials['neonApiKey']);
    if (context.backfill !== undefined) {
      if (hasKey) await this.#neonDays(run);
      return run.result();
    }
    if (!hasKey && !credentials['url']) {
      await run.ask(capability.SIZE, async () => fail(notConfigured()));
      return run.result();
    }
    if (hasKey) {
      await this.#neonUsage(run);
      if (run.isDue(capability.NEON_DAYS, HOUR)) await this.#neonDays(run);
    }
    if (credentials['url']) await this.#sql(run, credentials['url'], hasKey);
    return run.result();
  }

  /** Limits of Neon's `free`, `launch` or `scale`. */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'neon', plan, defaultPriceList.asOf);
  }

  /** What `usage` (by `SERVICE_METRIC`, in the metrics' units) costs in a month on Neon's `plan`. */
  calculateCosts(usage: UsageQuantities, plan: string): CostBreakdown {
    return calculatePlanCosts(defaultPriceList, { provider: 'neon', plan, day: defaultPriceList.asOf, usage });
  }

  async #neonUsage(run: CollectionRun): Promise<void> {
    const { connection, clock } = run.context;
    const chosen = connection.settings['neonProjectId'] ?? '';
    await run.ask(capability.NEON_USAGE, (http) =>
      readNeonUsage(neonApi(run.context, http), chosen, connection.id, clock.now()),
    );
  }

  async #neonDays(run: CollectionRun): Promise<void> {
    const known = run.cursor('neonOrgId');
    const orgId = run.context.connection.settings['neonOrgId'] || (typeof known === 'string' ? known : '');
    if (orgId === '') return;
    const now = run.context.clock.now();
    const last = run.lastGood(capability.NEON_DAYS);
    // From the last answer on: a computer that slept for a week has a week to catch up on.
    const recent = { start: last === null ? now - HISTORY_DAYS * DAY : last - REVISED_DAYS * DAY, end: now };
    await run.ask(capability.NEON_DAYS, (http) =>
      readConsumption(neonApi(run.context, http), orgId, run.context.backfill ?? recent, now),
    );
  }

  async #sql(run: CollectionRun, url: string, hasKey: boolean): Promise<void> {
    const address = readPostgresAddress(url);
    if (!address.ok) {
      await this.#askAll(run, address);
      return;
    }
    const decision = address.value.isNeon ? await this.#decide(run, address.value, hasKey) : 'visit';
    if (decision === 'not-due') return;
    if (decision !== 'visit') {
      await this.#askAll(run, fail(decision));
      return;
    }
    const { clock, connection, signal } = run.context;
    let report: Result<VisitReport> = fail(notConfigured());
    await run.ask(capability.SIZE, async () => {
      const options = { signal, timeouts: this.#timeouts, ...sessionOptions(connection) };
      const visit = await withSession(address.value, clock, visitDatabase, options);
      report = visit.ok ? visit.value : visit;
      return this.#part(run, capability.SIZE, report);
    });
    for (const id of capability.SQL_CAPABILITIES) {
      if (id !== capability.SIZE) await run.ask(id, async () => this.#part(run, id, report));
    }
  }

  /** With a key Neon itself says whether the compute is awake; without, SQL runs as rarely as the person allows. */
  async #decide(run: CollectionRun, address: PostgresAddress, hasKey: boolean): Promise<SqlDecision> {
    const { connection, clock } = run.context;
    const lastSql = run.lastGood(capability.SIZE);
    if (!hasKey) return decideSql({ state: null, lastSql, now: clock.now(), settings: connection.settings });
    let decision: SqlDecision = 'not-due';
    await run.ask(capability.NEON_STATE, async (http) => {
      const api = neonApi(run.context, http);
      const known = run.cursor('neonProjects');
      const projects = Array.isArray(known) ? known.filter((id): id is string => typeof id === 'string') : [];
      for (const id of projects) {
        const endpoints = await api.endpoints(id);
        if (!endpoints.ok) return endpoints;
        const state = endpoints.value.find(({ host }) => address.host.startsWith(host));
        if (state === undefined) continue;
        decision = decideSql({ state, lastSql, now: clock.now(), settings: connection.settings });
        return succeed({});
      }
      return fail(otherKey());
    });
    return decision;
  }

  async #askAll(run: CollectionRun, result: Result<CapabilityResult>): Promise<void> {
    for (const id of capability.SQL_CAPABILITIES) await run.ask(id, async () => result);
  }

  /** One capability's part of the report. A figure that cannot be right is left out, and told. */
  #part(run: CollectionRun, id: string, report: Result<VisitReport>): Result<CapabilityResult> {
    const capabilityResult = report.ok ? partOf(run, id, report.value) : report;
    if (!capabilityResult.ok) return capabilityResult;
    const all = capabilityResult.value.samples ?? [];
    const kept = all.filter(({ value }) => value >= 0);
    const refused = all.length - kept.length;
    return refused === 0
      ? capabilityResult
      : succeed({ ...capabilityResult.value, samples: kept, partly: leftOut(refused) });
  }
}

function notConfigured(): Failure {
  return {
    code: 'not-configured',
    message: 'The database has no address yet.',
    action: 'Enter its address (postgres://), or a key of Neon.',
    retryable: false,
  };
}

function otherKey(): Failure {
  return {
    code: 'wrong-credential-kind',
    message: 'The key of Neon sees no project with this database, so nobody knows whether it sleeps.',
    action: 'Use a key of the account that the database belongs to; until then no SQL is sent.',
    retryable: false,
  };
}
