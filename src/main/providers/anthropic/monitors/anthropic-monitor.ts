import type { HttpClient } from '#main/http/http-client';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import { type FailureCode, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Period } from '#shared/domain/instant';
import type { PlanLimit } from '#shared/domain/plan';
import { InfrastructureService } from '#shared/domain/service';
import { readAiProjectNames } from '../../ai-project-names';
import { daysToAsk, monthToDate, windowSamples } from '../../ai-report';
import { toldOf } from '../../ai-windows';
import { type CapabilityResult, CollectionRun } from '../../collection-run';
import { together } from '../../lenient';
import type { CollectionContext, CollectionResult, Monitor } from '../../monitor';
import { type AnthropicApi, anthropicApi } from '../client';
import { COSTS, USAGE, WORKSPACES } from '../descriptor';
import { type AnthropicAnswer, type ReportKind, readAnalytics, readLegacy } from '../windows';

const SERVICE = InfrastructureService.ANTHROPIC;

/** Refusals of the new reports after which the older ones are asked: not there, not allowed, not for this organization. */
const FALL_BACK: ReadonlySet<FailureCode> = new Set(['not-found', 'not-permitted', 'changed']);

/** Watches what an organization uses at Anthropic: the new analytics first, the older reports where they are refused. */
export class AnthropicMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    await this.#report(run, COSTS, 'cost');
    await this.#report(run, USAGE, 'tokens');
    if (context.backfill === undefined && run.isDue(WORKSPACES, DAY)) {
      await run.ask(WORKSPACES, (http) => readWorkspaces(anthropicApi(context, http), context.connection.id));
    }
    return run.result();
  }

  /** Monthly ceilings of the tiers (`start`, `build`, `scale`, `custom`). */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'anthropic', plan, defaultPriceList.asOf);
  }

  async #report(run: CollectionRun, id: string, kind: ReportKind): Promise<void> {
    const { backfill, clock } = run.context;
    const last = run.cursor(`full:${kind}`);
    const asked = daysToAsk(clock.now(), typeof last === 'number' ? last : null);
    const range = backfill ?? asked.range;
    await run.ask(id, async (http): Promise<Result<CapabilityResult>> => {
      const now = clock.now();
      const read = await this.#read(run, http, kind, range);
      if (!read.ok) return read;
      const { windows, source, legacy, cut } = read.value;
      const samples = windows.flatMap((window) => windowSamples(SERVICE, window, source, now));
      const month =
        kind === 'cost' && backfill === undefined
          ? monthToDate(SERVICE, windows, run.cursor('month'), source, now)
          : null;
      return succeed({
        samples: [...samples, ...(month?.samples ?? [])],
        facts: { aiUsage: windows },
        ...toldOf(read.value),
        cursors: {
          [`legacySince:${kind}`]: legacy,
          ...(month === null ? {} : { month: month.cursor }),
          ...(backfill === undefined && asked.full && cut === null ? { [`full:${kind}`]: now } : {}),
        },
      });
    });
  }

  /** What an organization got once it keeps for a day: a refused beta is not asked in every cycle. */
  async #read(
    run: CollectionRun,
    http: HttpClient,
    kind: ReportKind,
    range: Period,
  ): Promise<Result<AnthropicAnswer & { readonly legacy: number | null }>> {
    const now = run.context.clock.now();
    const api: AnthropicApi = anthropicApi(run.context, http);
    const since = run.cursor(`legacySince:${kind}`);
    const isLegacy = typeof since === 'number' && now - since < DAY;
    if (!isLegacy) {
      const fresh = await readAnalytics(api, kind, range, now);
      if (fresh.ok) return succeed({ ...(await withNewest(api, kind, range, fresh.value, now)), legacy: null });
      if (!FALL_BACK.has(fresh.failure.code)) return fresh;
    }
    const old = await readLegacy(api, kind, range, now);
    return old.ok ? succeed({ ...old.value, legacy: isLegacy ? (since ?? now) : now }) : old;
  }
}

/** Behind by more than this, the newest days are asked of the older report. Seconds. */
const FRESH_ENOUGH = HOUR / 2;

/**
 * The new report is hours behind, the older one minutes: costs of the day up to which the new one had counted, and
 * since, come from the older one. Where that refuses, what the new one knows stands.
 */
async function withNewest(
  api: AnthropicApi,
  kind: ReportKind,
  range: Period,
  fresh: AnthropicAnswer,
  now: number,
): Promise<AnthropicAnswer> {
  const counted = fresh.windows
    .flatMap(({ events }) => events)
    .reduce((latest, { dataAsOf }) => Math.max(latest, dataAsOf), range.start);
  const from = Math.max(range.start, Math.floor(counted / DAY) * DAY);
  const isFresh = now - counted < FRESH_ENOUGH || from >= range.end || range.end <= now - DAY;
  if (kind !== 'cost' || fresh.cut !== null || isFresh) return fresh;
  const newest = await readLegacy(api, kind, { start: from, end: range.end }, now);
  if (!newest.ok) return fresh;
  const before = fresh.windows
    .filter((window) => window.range.start < from)
    .map((window) => ({
      ...window,
      range: { start: window.range.start, end: Math.min(window.range.end, from) },
      events: window.events.filter(({ bucketStart }) => bucketStart < from),
    }));
  const { windows, reading, cut } = newest.value;
  return { ...fresh, windows: [...before, ...windows], reading: together(fresh.reading, reading), cut };
}

/** Names of the workspaces: Anthropic's projects. */
export function readWorkspaces(api: AnthropicApi, connectionId: string): Promise<Result<CapabilityResult>> {
  return readAiProjectNames(api.get, connectionId, {
    from: 'Anthropic',
    what: 'the workspaces',
    path: '/v1/organizations/workspaces',
    after: 'after_id',
  });
}
