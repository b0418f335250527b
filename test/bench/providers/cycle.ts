import { join } from 'node:path';
import { settableClock } from '#main/clock';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { MINUTE } from '#shared/domain/instant';
import { NOW, withFolder } from '../store/bench-file';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import { connectAccounts } from './accounts';
import type { SimulatorProcess } from './simulator-process';

const EVERY = 15 * MINUTE;
/** Four hours: what is asked once an hour is in it four times. */
const STEADY_CYCLES = 16;
const GOAL_MS = 1_500;
const FIRST_ROUNDS = 3;

/** What one cycle took, and its requests by provider. */
interface Cycle {
  readonly took: number;
  readonly requests: ReadonlyMap<string, number>;
  readonly samples: number;
}

/** Cycles over ten projects, three stores and two AI accounts: the first one, and four hours of those that follow. */
export async function benchCycles(simulator: SimulatorProcess): Promise<BenchRow[]> {
  const first: Cycle[] = [];
  let steady: Cycle[] = [];
  // The very first round loads code; each begins with a new file.
  for (let round = -1; round < FIRST_ROUNDS; round += 1) {
    const isLast = round === FIRST_ROUNDS - 1;
    const cycles = await withFolder((folder) =>
      runCycles(join(folder, 'headroom.db'), simulator, isLast ? 1 + STEADY_CYCLES : 1),
    );
    if (round >= 0) first.push(...cycles.slice(0, 1));
    steady = cycles.slice(1);
  }
  return [
    timeRow('a cycle over 10 projects, 3 stores, 2 AI accounts: the first', first),
    timeRow('the same accounts 15 minutes later', steady),
    ...requestRows(first[0], steady),
  ];
}

async function runCycles(file: string, simulator: SimulatorProcess, count: number): Promise<Cycle[]> {
  const clock = settableClock(NOW);
  const opened = await openStore({ file, clock });
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = opened.value;
  try {
    const credentials = await connectAccounts(store, simulator.credentials);
    const service = new InfrastructureMonitoringService(store, {}, { credentials, clock });
    await service.initializeDefaultLimits();
    const cycles: Cycle[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      const now = NOW + nth * EVERY;
      clock.set(now);
      await simulator.setNow(now);
      await simulator.takeRequests();
      cycles.push(await runOne(store, service, simulator));
    }
    return cycles;
  } finally {
    store.close();
  }
}

async function runOne(
  store: Store,
  service: InfrastructureMonitoringService,
  simulator: SimulatorProcess,
): Promise<Cycle> {
  let attempts: readonly CollectionAttempt[] = [];
  let samples = 0;
  const took = await timed(async () => {
    const result = await service.runMonitoringCycle();
    attempts = result.attempts;
    samples = result.metricsCollected;
  });
  const failed = attempts.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'not-on-plan');
  if (failed.length > 0) {
    throw new Error(
      failed.map(({ connectionId, capability, message }) => `${connectionId}, ${capability}: ${message}`).join(' '),
    );
  }
  const providers = new Map((await store.connections.list()).map(({ id, provider }) => [id, provider]));
  const requests = new Map<string, number>([...providers.values()].map((provider) => [provider, 0]));
  for (const { connectionId, requests: count } of attempts) {
    const provider = providers.get(connectionId) ?? connectionId;
    requests.set(provider, (requests.get(provider) ?? 0) + count);
  }
  await compareWithClouds(simulator, requests);
  return { took, requests, samples };
}

/** Both sides count: what the attempts say must be what arrived. */
async function compareWithClouds(simulator: SimulatorProcess, requests: Cycle['requests']): Promise<void> {
  const arrived = (await simulator.takeRequests()).reduce((sum, { count }) => sum + count, 0);
  const counted = [...requests.values()].reduce((sum, count) => sum + count, 0);
  if (arrived !== counted) throw new Error(`${counted} requests were counted, but ${arrived} arrived.`);
}

function timeRow(name: string, cycles: readonly Cycle[]): BenchRow {
  const times = cycles.map(({ took }) => took);
  const median = quantile(times, 0.5);
  return {
    name,
    goal: `<= ${GOAL_MS / 1000} s`,
    measured: `${(median / 1000).toFixed(2)} s`,
    ok: median <= GOAL_MS,
    note: `ask, keep, forecast, decide; ${cycles[0]?.samples ?? 0} samples; slowest of ${cycles.length}: ${(Math.max(...times) / 1000).toFixed(2)} s`,
  };
}

function requestRows(first: Cycle | undefined, steady: readonly Cycle[]): BenchRow[] {
  return [...(first?.requests ?? [])].map(([provider, count]) => {
    const later = steady.map(({ requests }) => requests.get(provider) ?? 0);
    const mean = later.reduce((sum, one) => sum + one, 0) / later.length;
    return {
      name: `requests to ${provider}, first cycle and later ones`,
      goal: '',
      measured: `${count}, then ${mean.toFixed(1)}`,
      ok: true,
      note: `${Math.min(...later)} to ${Math.max(...later)} in each of ${later.length} cycles; both sides counted`,
    };
  });
}
