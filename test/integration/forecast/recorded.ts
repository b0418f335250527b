import { join } from 'node:path';
import type { DecisionParts } from '#main/actions/decision-parts';
import { recordForecasts } from '#main/actions/record-forecasts';
import { scoreForecasts } from '#main/actions/score-forecasts';
import { type SettableClock, settableClock } from '#main/clock';
import { loadPrices } from '#main/collection/monitoring-parts';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Connection } from '#shared/domain/connection';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { MetricSample } from '#shared/domain/series';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';

/** 2026-11-24T00:00:00Z. */
export const TODAY = 1_795_478_400;
/** Ten in the morning. */
export const NOW = TODAY + 10 * HOUR;
export const CACHE = 'redis-1';

/** A Redis in a file of its own, whose days a test writes. */
export interface Recorded {
  readonly folder: string;
  readonly parts: DecisionParts & { readonly clock: SettableClock };
  /** Writes the day that lies `back` days before 24 November, at noon for a level. */
  day(kind: 'gauge' | 'daily', back: number, value: number): Promise<void>;
  /** What a cycle does at 10:00 of the day `ahead` days after 24 November. */
  cycle(ahead?: number): Promise<{ readonly made: number; readonly scored: number }>;
}

const METRICS = {
  gauge: { metric: 'STORAGE_MB', unit: 'MB' },
  daily: { metric: 'COMMANDS_PER_DAY', unit: 'commands' },
} as const;

export async function recorded(file = 'headroom.db'): Promise<Recorded> {
  const folder = temporaryFolder();
  const clock = settableClock(NOW);
  const store = await openedStore(join(folder, file), { clock });
  await store.connections.save(connectionNamed(CACHE));
  const parts = {
    store,
    clock,
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
    prices: loadPrices,
  };
  return {
    folder,
    parts,
    async day(kind, back, value) {
      const start = TODAY - back * DAY;
      await store.samples.save(
        CACHE,
        [sampleOf(kind, kind === 'gauge' ? start + 12 * HOUR : start, value)],
        NOW + 99 * DAY,
      );
    },
    async cycle(ahead = 0) {
      clock.set(NOW + ahead * DAY);
      return { made: await recordForecasts(parts), scored: await scoreForecasts(parts) };
    },
  };
}

export function sampleOf(kind: 'gauge' | 'daily', time: Instant, value: number): MetricSample {
  return {
    ...METRICS[kind],
    service: 'VERCEL_KV',
    projectId: null,
    kind,
    zone: 'UTC',
    source: 'redis:INFO',
    time,
    value,
  };
}

export function connectionNamed(id: string, provider = 'redis'): Connection {
  return bareConnection(id, provider, NOW);
}

/** Numbers from 0 to 1 that are the same in every run. */
export function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}

/** A deployment that went live, of the project named like its id without `prj_`. */
export function deploymentOf(
  connectionId: string,
  projectId: string,
  createdAt: Instant,
  target: string | null = 'production',
): Deployment {
  return {
    connectionId,
    deploymentId: `${projectId}-${createdAt}`,
    projectId,
    name: projectId.replace('prj_', ''),
    state: 'READY',
    target,
    createdAt,
    buildingAt: null,
    readyAt: null,
    url: null,
    inspectorUrl: null,
    commit: null,
  };
}
