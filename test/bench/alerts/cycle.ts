import { join } from 'node:path';
import type { DecisionParts } from '#main/actions/decision-parts';
import { evaluateAlerts } from '#main/actions/evaluate-alerts';
import { saveLimits } from '#main/actions/save-limits';
import { type SettableClock, settableClock } from '#main/clock';
import { loadPrices } from '#main/collection/monitoring-parts';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { openStore } from '#main/store/open-store';
import { DAY, MINUTE } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { bareConnection } from '../../integration/support/bare-connection';
import { NOW, withFolder } from '../store/bench-file';

/** Stores with a limit of storage and one of commands each: a thousand limits. */
const STORES = 500;
/** Of the client's free plan: 30 MB, and 10,000 commands a day. */
const LIMITS = { STORAGE_MB: 30, COMMANDS_PER_DAY: 10_000 } as const;

/** What one evaluation took, in milliseconds, and how many alerts began or got worse in it. */
export interface AlertCycle {
  readonly name: string;
  readonly standings: number;
  readonly evaluation: number;
  readonly triggered: number;
  readonly limits: number;
}

/** A thousand limits in a file: nothing near, then all past their critical mark at once, then the same again. */
export function alertCycles(): Promise<readonly AlertCycle[]> {
  return withFolder(async (folder) => {
    const clock = settableClock(NOW);
    const opened = await openStore({ file: join(folder, 'alerts.db'), clock });
    if (!opened.ok) {
      throw new Error(opened.failure.message);
    }
    const store = opened.value;
    const forecasts = createForecastCache();
    const parts = { store, clock, catalog: createCatalog(registry), forecasts, prices: loadPrices };
    const ids = Array.from({ length: STORES }, (_, index) => `redis-${index}`);
    for (const id of ids) {
      const billing = { provider: 'vercel-kv', plan: 'free', planName: 'Free', source: 'user' } as const;
      const connection = { ...bareConnection(id, 'redis', NOW), billing };
      await store.connections.save(connection);
      await saveLimits(parts, connection, []);
    }
    const cycles: AlertCycle[] = [];
    for (const [name, percent] of [
      ['nothing near', 10],
      ['all past 90 % at once', 95],
      ['all still there', 96],
    ] as const) {
      clock.set(clock.now() + 15 * MINUTE);
      for (const id of ids) {
        await store.samples.save(id, samplesAt(clock.now(), percent), clock.now());
      }
      cycles.push({ name, ...(await evaluated(parts)) });
    }
    await store.close();
    return cycles;
  });
}

async function evaluated(parts: DecisionParts & { clock: SettableClock }): Promise<Omit<AlertCycle, 'name'>> {
  const start = performance.now();
  const states = await readMetricStates(parts);
  const read = performance.now();
  const triggered = await evaluateAlerts(parts, states, null);
  const limits = states.filter(({ current, limit }) => current !== null && limit?.value != null).length;
  return { standings: read - start, evaluation: performance.now() - read, triggered, limits };
}

function samplesAt(now: number, percent: number): readonly MetricSample[] {
  const about = { service: 'VERCEL_KV', projectId: null, zone: 'UTC', source: 'redis:INFO' } as const;
  return [
    {
      ...about,
      metric: 'STORAGE_MB',
      kind: 'gauge',
      unit: 'MB',
      time: now,
      value: (LIMITS.STORAGE_MB * percent) / 100,
    },
    {
      ...{ ...about, metric: 'COMMANDS_PER_DAY', kind: 'daily', unit: 'commands' },
      ...{ time: now - (now % DAY), value: (LIMITS.COMMANDS_PER_DAY * percent) / 100 },
    },
  ];
}
