import type { HttpClient } from '#main/http/http-client';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Period } from '#shared/domain/instant';
import type { PlanLimit } from '#shared/domain/plan';
import { InfrastructureService } from '#shared/domain/service';
import { daysToAsk, monthToDate, windowSamples } from '../../ai-report';
import { toldOf } from '../../ai-windows';
import { type CapabilityResult, CollectionRun } from '../../collection-run';
import type { CollectionContext, CollectionResult, Monitor } from '../../monitor';
import { openAiApi } from '../client';
import { COSTS, checkOpenAiKey, PROJECTS, SPEND_LIMIT, usageCapability } from '../descriptor';
import { USAGE_KINDS, type UsageKind } from '../kinds';
import { readProjectNames, readSpendLimit } from '../organization';
import { COSTS_SOURCE, readCostWindow, readUsageWindow, USAGE_SOURCE } from '../reports';

const SERVICE = InfrastructureService.OPENAI;

/** Watches what an organization uses at OpenAI: tokens from the usage reports, money from the costs. */
export class OpenAiMonitor implements Monitor {
  async collectMetrics(context: CollectionContext): Promise<CollectionResult> {
    const run = new CollectionRun(context);
    const wrong = wrongKind(context.credentials['adminKey'] ?? '');
    if (wrong !== null) {
      await run.ask(COSTS, async () => fail(wrong));
      return run.result();
    }
    // One after the other: how much these reports may be asked is not published.
    await this.#costs(run);
    for (const kind of USAGE_KINDS) await this.#usage(run, kind);
    if (context.backfill === undefined) {
      if (run.isDue(PROJECTS, DAY)) {
        await run.ask(PROJECTS, (http) => readProjectNames(openAiApi(context, http), context.connection.id));
      }
      if (run.isDue(SPEND_LIMIT, HOUR)) await run.ask(SPEND_LIMIT, (http) => readSpendLimit(openAiApi(context, http)));
    }
    return run.result();
  }

  /** Monthly ceilings of the usage tiers (`tier-1` to `tier-5`). */
  getPlanLimits(plan: string): readonly PlanLimit[] {
    return planLimits(defaultPriceList, 'openai', plan, defaultPriceList.asOf);
  }

  async #costs(run: CollectionRun): Promise<void> {
    const { range, full } = this.#range(run, 'fullCosts');
    await run.ask(COSTS, async (http): Promise<Result<CapabilityResult>> => {
      const now = run.context.clock.now();
      const answer = await readCostWindow(openAiApi(run.context, http), range, now);
      if (!answer.ok) return answer;
      const { windows, cut } = answer.value;
      const samples = windows.flatMap((window) => windowSamples(SERVICE, window, COSTS_SOURCE, now));
      const capabilityResult = { facts: { aiUsage: windows }, ...toldOf(answer.value) };
      if (run.context.backfill !== undefined) return succeed({ samples, ...capabilityResult });
      const month = monthToDate(SERVICE, windows, run.cursor('month'), COSTS_SOURCE, now);
      return succeed({
        ...capabilityResult,
        samples: [...samples, ...month.samples],
        cursors: { month: month.cursor, ...(full && cut === null ? { fullCosts: now } : {}) },
      });
    });
  }

  async #usage(run: CollectionRun, kind: UsageKind): Promise<void> {
    const id = usageCapability(kind.path);
    const isMain = kind.kind === 'tokens';
    const wasEmpty = run.cursor(`empty:${kind.path}`) === true;
    if (!run.isDue(id, this.#every(isMain, wasEmpty))) return;
    const { range, full } = this.#range(run, `full:${kind.path}`);
    await run.ask(id, (http) => this.#readUsage(run, http, kind, range, full));
  }

  async #readUsage(
    run: CollectionRun,
    http: HttpClient,
    kind: UsageKind,
    range: Period,
    full: boolean,
  ): Promise<Result<CapabilityResult>> {
    const now = run.context.clock.now();
    const answer = await readUsageWindow(openAiApi(run.context, http), kind, range, now);
    // Older organizations do not have the newer reports: then nothing was used of them.
    if (!answer.ok)
      return answer.failure.code === 'not-found' ? succeed({ cursors: { [`empty:${kind.path}`]: true } }) : answer;
    const { windows, reading, cut } = answer.value;
    // What was not understood is no sign of a kind that is never used.
    const isEmpty = reading.notUnderstood === 0 && windows.every(({ events }) => events.length === 0);
    return succeed({
      ...toldOf(answer.value),
      samples:
        kind.kind === 'tokens' ? windows.flatMap((window) => windowSamples(SERVICE, window, USAGE_SOURCE, now)) : [],
      facts: { aiUsage: windows },
      cursors: full && cut === null ? { [`full:${kind.path}`]: now, [`empty:${kind.path}`]: isEmpty } : {},
    });
  }

  /** Seconds: every cycle for tokens, an hour for the others, a day for what has always been empty. */
  #every(isMain: boolean, wasEmpty: boolean): number {
    if (isMain) return 0;
    return wasEmpty ? DAY : HOUR;
  }

  #range(run: CollectionRun, cursor: string): { readonly range: Period; readonly full: boolean } {
    const { backfill, clock } = run.context;
    if (backfill !== undefined) return { range: backfill, full: false };
    const last = run.cursor(cursor);
    return daysToAsk(clock.now(), typeof last === 'number' ? last : null);
  }
}

/** A key whose form alone says that it cannot read usage: nothing is asked with it. */
export function wrongKind(key: string) {
  if (!/^sk-(proj|svcacct)-/.test(key)) return null;
  return {
    code: 'wrong-credential-kind',
    message: 'This is a key of a project at OpenAI, which cannot read usage.',
    action: checkOpenAiKey(key) ?? '',
    retryable: false,
  } as const;
}
