import { pathToFileURL } from 'node:url';
import type { AlertNotifier } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { keepForecasts } from '#main/actions/keep-forecasts';
import { type Clock, heldClock, within } from '#main/clock';
import { backfillStep } from '#main/collection/backfill';
import type { CycleParts } from '#main/collection/cycle-parts';
import { asResult, BROKE_OFF } from '#main/collection/monitoring-error';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { createScheduler, type Scheduler } from '#main/collection/scheduler';
import type { Catalog } from '#main/providers/catalog';
import { readNextLook } from '#main/queries/alerts/pressing';
import type { SchedulerState } from '#main/queries/connections/collection-health';
import type { PricedParts } from '#main/queries/read-parts';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { createForecastThread } from '#main/worker/forecast-thread';
import type { CycleResult, CycleTrigger } from '#shared/domain/cycle';
import type { Result } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { type Instant, MINUTE } from '#shared/domain/instant';
import type { CollectionHealth } from '#shared/ipc/collection';
import type { ChangeTopic } from '#shared/ipc/events';
import { versionOf, watchFile } from './watch-file';

/**
 * One opened data file with what runs on it, as a door sees it: the user's own accounts, or the sample account.
 * A door asks and acts; what questions and actions work with stays in here.
 */
export interface AccountSession {
  readonly clock: Clock;
  readonly catalog: Catalog;
  /** Asks a query, which only reads. All parts of an answer are of the moment in which it was asked for. */
  ask<Input extends readonly unknown[], Answer>(
    query: (parts: PricedParts, ...input: Input) => Answer,
    ...input: Input
  ): Answer;
  /** Lets an action decide and write. */
  act<Input extends readonly unknown[], Answer>(
    action: (parts: CycleParts, ...input: Input) => Answer,
    ...input: Input
  ): Answer;
  readonly scheduler: Scheduler;
  schedulerState(): SchedulerState;
  /** One cycle now. A second call while one runs joins it and gets the same answer. */
  collect(trigger: CycleTrigger): Promise<Result<CycleResult>>;
  /**
   * Takes over the forecasts that another process worked out since the last call, so that they are not worked out here
   * again. Tells nobody.
   */
  takeOver(): Promise<void>;
  /**
   * From now on what another process writes into the file is told like a change of one's own, and people are told
   * what it left to be told. Harmless twice.
   */
  watch(): void;
  /** Stops the timer, waits for a running cycle, closes the file. Harmless twice. */
  stop(): Promise<void>;
}

/** The same as the room sees it that opened the file. */
export interface OpenAccountSession extends AccountSession {
  readonly parts: CycleParts;
}

export interface AccountSessionOptions {
  readonly parts: Omit<CycleParts, 'forecasts' | 'forecaster' | 'notifier'>;
  /** The built entry of the threads, in one of which forecasts are worked out; null: they are worked out here. */
  readonly workerFile: string | null;
  readonly intervalMinutes: number;
  /** False for the sample: it brings its own history, and asks its own clouds no more often than its cycles do. */
  readonly backfills: boolean;
  /** Who tells of this account's alerts, over the parts that its cycles work with; null: nobody. */
  readonly notifier: (parts: DecisionParts) => AlertNotifier | null;
  /** Milliseconds that notices which are on their way get to arrive when the account is stopped. */
  readonly tellPatienceMs: number;
  /** What else is to be done after a cycle. */
  readonly afterCycle?: () => Promise<void>;
}

/** All that a cycle may change. What a person sets (settings, assumptions, prices) stays as it was. */
const CHANGED_BY_CYCLE: ChangeTopic[] = [
  'usage',
  'recommendations',
  'alerts',
  'collection',
  'connections',
  'limits',
  'costs',
];

/** Another process may have run a cycle, and may have set what a person sets in a terminal. */
const CHANGED_BY_OTHERS: ChangeTopic[] = [...CHANGED_BY_CYCLE, 'assumptions', 'prices', 'settings', 'data'];

export function createAccountSession(options: AccountSessionOptions): OpenAccountSession {
  const { intervalMinutes, backfills, afterCycle, tellPatienceMs } = options;
  const thread =
    options.workerFile === null
      ? null
      : createForecastThread({
          entry: pathToFileURL(options.workerFile),
          file: options.parts.store.file,
          clock: options.parts.clock,
          withModel: (options.parts.model ?? null) !== null,
        });
  const known = {
    ...options.parts,
    forecasts: createForecastCache(options.parts.store.keptForecasts),
    ...(thread === null ? {} : { forecaster: thread }),
  };
  const parts: CycleParts = { ...known, notifier: options.notifier(known) };
  const { changes, clock, logger } = parts;
  const service = new InfrastructureMonitoringService(parts.store, {}, parts);
  const stopping = new AbortController();
  let last: Result<CycleResult> | null = null;
  let progress: CollectionHealth['progress'] = null;
  let stopped = false;
  /** Sources that are looked at before the next whole cycle, and when that is. */
  let pressingIds: readonly string[] = [];
  let nextWholeAt: Instant | null = null;
  let filling: Promise<void> | null = null;
  let stopWatching: (() => void) | null = null;
  // The window may have asked before it is watched: what others write between is told too.
  const atOpening = versionOf(parts.store);
  let takenOver = atOpening;

  const stopListening = changes.on('collection-progress', (payload) => {
    progress = payload.progress;
  });
  const scheduler = createScheduler({
    clock,
    intervalMinutes,
    async lastCycleAt() {
      const cycle = await parts.store.cycles.last();
      // One that broke off kept nothing: it counts as none.
      return cycle === null || cycle.failure !== undefined ? null : cycle.finishedAt;
    },
    async cycle(trigger) {
      try {
        await runDue(trigger);
      } catch (error) {
        logger.error({ kind: error instanceof Error ? error.name : typeof error }, 'a cycle broke off');
        // The cycle may have gone well, and only what comes after it have met a full disk.
        last = last?.ok === false ? last : { ok: false, failure: failureIn(error) ?? BROKE_OFF };
      } finally {
        progress = null;
        if (!stopped) {
          changes.emit('collection-progress', { running: false, progress: null });
          changes.emit('changed', { topics: CHANGED_BY_CYCLE });
        }
      }
      return metNoRoom(last) ? 'soon' : await nextWanted();
    },
  });

  function runDue(trigger: CycleTrigger): Promise<void> {
    const pressing = trigger === 'schedule' ? between(clock.now()) : null;
    return pressing === null ? runWhole(trigger) : runBetween(pressing);
  }

  async function runWhole(trigger: CycleTrigger): Promise<void> {
    nextWholeAt = null;
    last = await asResult(service.runMonitoringCycle({ trigger, signal: stopping.signal }));
    await keepForecasts(parts);
    await within(clock, AFTERWARDS_MS, afterwards(), () => undefined);
    fillHistory();
  }

  /** Alerts alone, and no new forecasts: those are made with each whole cycle. */
  async function runBetween(connectionIds: readonly string[]): Promise<void> {
    const options = { trigger: 'schedule', connectionIds, evaluate: 'watch' } as const;
    last = await asResult(service.runMonitoringCycle({ ...options, signal: stopping.signal }));
    await within(clock, AFTERWARDS_MS, afterwards(), () => undefined);
  }

  /** What presses is looked at between two whole cycles; null: a whole one is due, or nothing presses. */
  function between(now: Instant): readonly string[] | null {
    return pressingIds.length > 0 && nextWholeAt !== null && now < nextWholeAt ? pressingIds : null;
  }

  /** Seconds until the next cycle that is wanted; nothing where it is the whole one, an interval after the last. */
  async function nextWanted(): Promise<number | undefined> {
    const isBetween = nextWholeAt !== null;
    nextWholeAt ??= clock.now() + scheduler.intervalMinutes * MINUTE;
    const whole = Math.max(0, nextWholeAt - clock.now());
    try {
      const look = backfills ? await readNextLook(parts, scheduler.intervalMinutes) : null;
      pressingIds = look?.connectionIds ?? [];
      if (look !== null) return Math.min(whole, look.seconds);
      return isBetween ? whole : undefined;
    } catch (error) {
      logger.warn({ code: failureIn(error)?.code ?? 'internal' }, 'what presses could not be read');
      return whole;
    }
  }

  async function othersWrote(): Promise<void> {
    try {
      // While a cycle runs here, no other process runs one, and this one keeps its own forecasts at its end.
      if (!scheduler.running) {
        await parts.forecasts.takeOver();
      }
      changes.emit('changed', { topics: CHANGED_BY_OTHERS });
      await parts.notifier?.catchUp?.();
    } catch (error) {
      logger.warn({ code: failureIn(error)?.code ?? 'internal' }, 'what another process wrote was not taken up');
    }
  }

  /** What follows a cycle: notices that are still owed, and what the room that opened the file wants done. */
  async function afterwards(): Promise<void> {
    await parts.notifier?.catchUp?.();
    await afterCycle?.();
  }

  /** History comes in between cycles, in the background; a cycle that is due goes first. */
  function fillHistory(): void {
    if (!backfills || filling !== null) {
      return;
    }
    filling = fillUntilDone().finally(() => {
      filling = null;
    });
  }

  async function fillUntilDone(): Promise<void> {
    try {
      await scheduler.idle();
      while (!stopped && (await backfillStep(parts, stopping.signal))) {
        changes.emit('collection-progress', { running: false, progress: null });
        changes.emit('changed', { topics: ['usage', 'collection'] });
        await scheduler.idle();
      }
    } catch (error) {
      logger.error({ kind: error instanceof Error ? error.name : typeof error }, 'fetching history broke off');
    }
  }

  return {
    parts,
    clock,
    catalog: parts.catalog,
    ask: (query, ...input) => query({ ...parts, clock: heldClock(clock) }, ...input),
    act: (action, ...input) => action(parts, ...input),
    scheduler,
    schedulerState: () => ({
      running: scheduler.running,
      nextAt: scheduler.nextAt,
      intervalMinutes: scheduler.intervalMinutes,
      progress,
    }),
    async collect(trigger) {
      await scheduler.runNow(trigger);
      return last ?? { ok: false, failure: BROKE_OFF };
    },
    async takeOver() {
      const version = versionOf(parts.store);
      if (version !== takenOver) {
        takenOver = version;
        await parts.forecasts.takeOver();
      }
    },
    watch() {
      if (!stopped) {
        stopWatching ??= watchFile(parts.store, clock, () => void othersWrote(), atOpening);
      }
    },
    async stop() {
      if (stopped) {
        return;
      }
      stopped = true;
      stopWatching?.();
      scheduler.stop();
      stopping.abort();
      // A forecast that is being worked out is not waited for: the next cycle goes on there.
      await thread?.close();
      await scheduler.idle();
      await filling;
      await within(clock, tellPatienceMs, parts.notifier?.settled?.() ?? Promise.resolve(), () => undefined);
      parts.notifier?.stop?.();
      stopListening();
      parts.store.close();
    },
  };
}

/** What is done after a cycle may take this long before the next one may begin; it goes on beside it. */
const AFTERWARDS_MS = 120_000;

/** Nothing could be kept for a reason that may be gone any moment: the disk was full, or could not be written. */
function metNoRoom(result: Result<CycleResult> | null): boolean {
  if (result === null) {
    return false;
  }
  const codes = result.ok ? result.value.attempts.map(({ outcome }) => outcome) : [result.failure.code];
  return codes.some((code) => code === 'store-full' || code === 'store-read-only');
}
