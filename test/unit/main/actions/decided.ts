import type { AlertNotifier } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { evaluateAlerts } from '#main/actions/evaluate-alerts';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { saveLimits } from '#main/actions/save-limits';
import { type SettableClock, settableClock } from '#main/clock';
import { loadPrices } from '#main/collection/monitoring-parts';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { AlertEvent } from '#shared/domain/alert';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import { openedStore } from '../store/temporary-store';

/** 2026-11-24T10:00:00Z. */
export const NOW = 1_795_514_400;
export const CACHE = 'redis-1';
const LIMIT_MB = 30;

/** A Redis on the client's free plan whose readings a test writes, with the decisions that follow from them. */
export interface Decided {
  readonly parts: DecisionParts & { readonly clock: SettableClock };
  /** Steps that people were told of, as `kind severity`. */
  readonly told: string[];
  /** Reads storage at `percent` of 30 MB now. */
  storage(percent: number): Promise<void>;
  /** Reads the commands of today so far. */
  commands(value: number): Promise<void>;
  /** Changes the kept limit of a metric. */
  limit(metric: string, change: Partial<InfrastructureLimit>): Promise<void>;
  /** Steps every alert; answers how many were triggered. */
  evaluate(): Promise<number>;
  /** Generates and keeps recommendations; answers how many are new. */
  recommend(): Promise<number>;
  /** Kinds of all events so far, oldest first. */
  events(metric: string): Promise<readonly AlertEvent[]>;
}

export async function decided(): Promise<Decided> {
  const clock = settableClock(NOW);
  const store = await openedStore(':memory:', { clock });
  const parts = {
    store,
    clock,
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
    prices: loadPrices,
  };
  await store.connections.save(cache);
  await saveLimits(parts, cache, []);
  const told: string[] = [];
  const notifier: AlertNotifier = {
    async notify({ steps }) {
      told.push(...steps.map(({ event }) => `${event.kind} ${event.severity}`));
    },
  };
  const engine = new RecommendationEngine(parts);
  const save = async (metric: string, kind: 'gauge' | 'daily', unit: string, time: Instant, value: number) => {
    const sample = { service: 'VERCEL_KV', projectId: null, zone: 'UTC', source: 'redis:INFO' };
    await store.samples.save(CACHE, [{ ...sample, metric, kind, unit, time, value }], clock.now());
  };
  return {
    parts,
    told,
    storage: (percent) => save('STORAGE_MB', 'gauge', 'MB', clock.now(), (percent * LIMIT_MB) / 100),
    commands: (value) => save('COMMANDS_PER_DAY', 'daily', 'commands', Math.floor(clock.now() / DAY) * DAY, value),
    async limit(metric, change) {
      const known = (await store.limits.list(CACHE)).find((one) => one.metric === metric);
      if (known === undefined) {
        throw new Error(`There is no limit for ${metric}.`);
      }
      await store.limits.save([{ ...known, ...change }]);
    },
    evaluate: async () => evaluateAlerts(parts, await readMetricStates(parts), notifier),
    recommend: async () => engine.saveRecommendations(await engine.generateRecommendations()),
    async events(metric) {
      const range = { start: 0, end: clock.now() + 1 };
      const ids = (await store.alerts.list(range)).filter((alert) => alert.metric === metric).map(({ id }) => id);
      return (await store.alerts.events(range)).filter(({ alertId }) => ids.includes(alertId));
    },
  };
}

const cache: Connection = {
  id: CACHE,
  provider: 'redis',
  title: 'cache',
  settings: {},
  billing: { provider: 'vercel-kv', plan: 'free', planName: 'Free', source: 'user' },
  billingAnchor: null,
  expiresAt: null,
  createdAt: NOW,
};
