import { within } from '#main/clock';
import type { SchedulerState } from '#main/queries/collection-health';
import { createForecastCache } from '#main/queries/forecast-cache';
import type { CycleResult, CycleTrigger } from '#shared/domain/cycle';
import { failureIn, type Result } from '#shared/domain/failure';
import type { CollectionHealth } from '#shared/ipc/collection';
import { backfillStep } from './backfill';
import type { CycleParts } from './cycle-parts';
import { BROKE_OFF, runCycle } from './run-cycle';
import { createScheduler, type Scheduler } from './scheduler';

/** One opened data file with what runs on it: the user's own accounts, or the sample account. */
export interface Account {
  readonly parts: CycleParts;
  readonly scheduler: Scheduler;
  schedulerState(): SchedulerState;
  /** One cycle now. A second call while one runs joins it and gets the same answer. */
  collect(trigger: CycleTrigger): Promise<Result<CycleResult>>;
  /** Stops the timer, waits for a running cycle, closes the file. Harmless twice. */
  stop(): Promise<void>;
}

export interface AccountOptions {
  readonly parts: Omit<CycleParts, 'forecasts'>;
  readonly intervalMinutes: number;
  /** Whether history is fetched from the providers in the background; the sample brings its own. */
  readonly backfills: boolean;
  /** What else is to be done after a cycle, such as telling what is still owed. */
  readonly afterCycle?: () => Promise<void>;
}

export function createAccount({ parts: given, intervalMinutes, backfills, afterCycle }: AccountOptions): Account {
  const parts: CycleParts = { ...given, forecasts: createForecastCache(given.store.settings) };
  const { changes, clock, logger } = parts;
  const stopping = new AbortController();
  let last: Result<CycleResult> | null = null;
  let progress: CollectionHealth['progress'] = null;
  let stopped = false;
  let filling: Promise<void> | null = null;

  const stopListening = changes.on('collection-progress', (payload) => {
    progress = payload.progress;
  });
  const scheduler = createScheduler({
    clock,
    intervalMinutes,
    async lastCycleAt() {
      const cycle = await parts.store.cycles.last();
      // One that broke off kept nothing: it counts as none.
      return cycle === null || cycle.failure !== undefined ? null : (cycle.finishedAt ?? cycle.startedAt);
    },
    async cycle(trigger) {
      try {
        last = await runCycle(parts, { trigger, signal: stopping.signal });
        await parts.forecasts.keep();
        await within(clock, AFTERWARDS_MS, afterCycle?.() ?? Promise.resolve(), () => undefined);
        fillHistory();
      } catch (error) {
        logger.error({ kind: error instanceof Error ? error.name : typeof error }, 'a cycle broke off');
        // The cycle may have gone well, and only what comes after it have met a full disk.
        last = last?.ok === false ? last : { ok: false, failure: failureIn(error) ?? BROKE_OFF };
      } finally {
        progress = null;
        if (!stopped) {
          changes.emit('collection-progress', { running: false, progress: null });
          changes.emit('changed', {
            topics: ['usage', 'recommendations', 'alerts', 'collection', 'connections', 'app'],
          });
        }
      }
      return metNoRoom(last) ? 'soon' : undefined;
    },
  });

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
    async stop() {
      if (stopped) {
        return;
      }
      stopped = true;
      scheduler.stop();
      stopping.abort();
      await scheduler.idle();
      await filling;
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
