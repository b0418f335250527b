import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepForecasts } from '#main/actions/keep-forecasts';
import { setAssumptions } from '#main/actions/set-assumptions';
import type { Changes } from '#main/changes';
import { type Clock, type SettableClock, settableClock } from '#main/clock';
import { asResult } from '#main/collection/monitoring-error';
import { cycleParts } from '#main/collection/monitoring-parts';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import type { Logger } from '#main/log';
import type { ProviderEntry } from '#main/providers/monitor';
import {
  type AccountSessionOptions,
  createAccountSession,
  type OpenAccountSession,
} from '#main/session/account-session';
import type { SimulatorCredentials } from '#main/simulator/index';
import { deleteEverything } from '#main/store/maintenance/delete-everything';
import type { Store } from '#main/store/store';
import { type RunningSimulator, startSimulatorThread } from '#main/worker/simulator-thread';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import {
  SAMPLE_ASSUMPTIONS,
  SAMPLE_BUDGETS,
  sampleConnections,
  sampleCredentials,
  sampleLimits,
} from './sample-connections';

/** The sample's own file: leaving the sample deletes it, and with it every trace. */
export const SAMPLE_FILE = 'sample.db';
/** A sample tells its story around the moment it was made; a day later it is made anew. */
const FRESH_FOR = DAY;

const HISTORY_DAYS = 60;
const COARSE_STEP = 6 * HOUR;
const FINE_STEP = 15 * MINUTE;
const FINE_DAYS = 2;

export interface SampleOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly providers: readonly ProviderEntry[];
  readonly changes: Changes;
  readonly logger: Logger;
  readonly intervalMinutes: number;
  readonly openStore: (file: string) => Promise<Result<Store>>;
  /** The built entry of the threads: the simulator and the forecasts get one each; null: both run on this one. */
  readonly workerFile: string | null;
  /** Who tells of the sample's alerts; null: nobody. */
  readonly notifier: AccountSessionOptions['notifier'];
}

export type Progress = { readonly done: number; readonly total: number; readonly label: string };

/** The sample account: ordinary connections to the simulator, in a file of its own. */
export interface SampleAccount extends OpenAccountSession {
  /** Whether its history was filled in when it was opened. */
  readonly isFilled: boolean;
  /** Starts the simulator and, the first time, fills 60 days of history in through the real pipeline. */
  prepare(onProgress: (progress: Progress) => void): Promise<Result<null>>;
  /** The model that the simulator speaks; null while it does not run. */
  model(): SimulatorCredentials['model'] | null;
}

export async function openSampleAccount(options: SampleOptions): Promise<Result<SampleAccount>> {
  const file = join(options.dataDir, SAMPLE_FILE);
  const opened = await openFresh(options, file);
  if (!opened.ok) {
    return opened;
  }
  const { store, anchor } = opened.value;
  const clock = settableClock(anchor ?? options.clock.now());
  clock.run(options.clock.now());
  let simulator: RunningSimulator | null = null;
  const account = createAccountSession({
    backfills: false,
    intervalMinutes: options.intervalMinutes,
    notifier: options.notifier,
    tellPatienceMs: 1000,
    workerFile: options.workerFile,
    parts: cycleParts(store, {
      clock,
      providers: options.providers,
      credentials: {
        async read(connection) {
          return simulator === null ? fail(notRunning) : succeed(sampleCredentials(simulator, connection.id));
        },
      },
      changes: options.changes,
      logger: options.logger,
    }),
  });
  return succeed({
    ...account,
    isFilled: anchor !== null,
    async prepare(onProgress) {
      const start = anchor ?? options.clock.now();
      simulator = await startClouds(options.workerFile, { scenario: 'sample', clock, anchor: start });
      for (const connection of sampleConnections(simulator, start)) {
        const known = await store.connections.find(connection.id);
        // The clouds are at another address; that a person paused the account stays.
        const settings = { ...known?.settings, ...connection.settings };
        await store.connections.save({ ...(known ?? connection), settings });
      }
      if (anchor === null) {
        const filled = await fillHistory(account, clock, start, onProgress);
        clock.run(options.clock.now());
        return filled;
      }
      return succeed(null);
    },
    model: () => simulator?.credentials.model ?? null,
    async stop() {
      await account.stop();
      await simulator?.close();
    },
  });
}

async function startClouds(
  workerFile: string | null,
  options: { readonly scenario: string; readonly anchor: Instant; readonly clock: SettableClock },
): Promise<RunningSimulator> {
  return workerFile === null
    ? (await import('#main/simulator/index')).startSimulator(options)
    : startSimulatorThread(pathToFileURL(workerFile), options);
}

/** Removes the sample's file with all that lies beside it, unless another Headroom looks at the sample right now. */
export async function removeSample(dataDir: string): Promise<Result<null>> {
  const deleted = deleteEverything(join(dataDir, SAMPLE_FILE));
  return deleted.ok ? succeed(null) : deleted;
}

/** Opens the sample's file; one that is too old, unreadable or half made is made anew: it holds nothing of the user's. */
async function openFresh(
  options: SampleOptions,
  file: string,
): Promise<Result<{ readonly store: Store; readonly anchor: Instant | null }>> {
  const first = await options.openStore(file);
  if (first.ok) {
    const anchor = await first.value.jobRuns.last('sample');
    const age = anchor === null ? null : options.clock.now() - anchor;
    if (age !== null && age >= 0 && age < FRESH_FOR) {
      return succeed({ store: first.value, anchor });
    }
    first.value.close();
  }
  const removed = await removeSample(options.dataDir);
  if (!removed.ok) {
    return removed;
  }
  const second = await options.openStore(file);
  return second.ok ? succeed({ store: second.value, anchor: null }) : second;
}

/**
 * Sixty days through HTTP, parser, store and alerts: levels by cycles every six hours and every
 * quarter of an hour for the last two days, day totals by backfill, then one full cycle.
 */
async function fillHistory(
  account: OpenAccountSession,
  clock: SettableClock,
  anchor: Instant,
  onProgress: (progress: Progress) => void,
): Promise<Result<null>> {
  const silent = { ...account.parts, notifier: null };
  const { store } = silent;
  const service = new InfrastructureMonitoringService(store, {}, silent);
  const connections = await store.connections.list();
  const daily = connections.filter((connection) => connection.provider !== 'redis').map(({ id }) => id);
  const levels = connections.filter((connection) => connection.provider === 'redis').map(({ id }) => id);
  const moments = historyMoments(anchor);
  const total = moments.length + daily.length + 1;

  clock.set(anchor);
  await store.limits.save(sampleLimits(anchor));
  await setAssumptions(silent, SAMPLE_ASSUMPTIONS);
  for (const budget of SAMPLE_BUDGETS) {
    await store.budgets.save(budget, anchor);
  }
  const period = { start: anchor - HISTORY_DAYS * DAY, end: anchor };
  // One account after the other: each takes seconds, and a person sees how far it is.
  for (const [index, id] of daily.entries()) {
    onProgress({ done: index, total, label: 'Reading 60 days of usage' });
    const backfill = { connectionIds: [id], backfill: period, evaluate: 'none' } as const;
    await asResult(service.runMonitoringCycle({ trigger: 'backfill', ...backfill }));
  }
  for (const [index, moment] of moments.entries()) {
    clock.set(moment);
    const options = { trigger: 'sample', connectionIds: levels, evaluate: 'alerts' } as const;
    const step = await asResult(service.runMonitoringCycle(options));
    if (!step.ok) {
      return step;
    }
    if (index % 20 === 0) {
      onProgress({ done: daily.length + index, total, label: 'Replaying 60 days of Redis readings' });
    }
  }
  clock.set(anchor);
  const last = await asResult(service.runMonitoringCycle({ trigger: 'sample' }));
  if (!last.ok) {
    return last;
  }
  await keepForecasts(account.parts);
  await store.jobRuns.keep('sample', anchor);
  onProgress({ done: total, total, label: 'Done' });
  return succeed(null);
}

function historyMoments(anchor: Instant): readonly Instant[] {
  const moments: Instant[] = [];
  const fineFrom = anchor - FINE_DAYS * DAY;
  for (let t = anchor - HISTORY_DAYS * DAY; t < fineFrom; t += COARSE_STEP) {
    moments.push(t);
    // A counter's day counts as far as it was read: each day is read at its end, whatever the hour of the anchor.
    const lastOfDay = dayStart(dayOf(t + DAY, 'UTC'), 'UTC') - MINUTE;
    if (lastOfDay > t && lastOfDay < t + COARSE_STEP && lastOfDay < fineFrom) {
      moments.push(lastOfDay);
    }
  }
  for (let t = fineFrom; t < anchor; t += FINE_STEP) {
    moments.push(t);
  }
  return moments;
}

const notRunning = {
  code: 'unreachable',
  message: 'The sample account is still being prepared.',
  action: 'It collects as soon as it is ready.',
  retryable: true,
} as const;
