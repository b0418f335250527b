import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AlertNotifier } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { type SettableClock, settableClock } from '#main/clock';
import { loadPrices } from '#main/collection/monitoring-parts';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { createHttpClient } from '#main/http/client';
import type { HttpClient } from '#main/http/http-client';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { type Simulator, startSimulator } from '#main/simulator/index';
import type { Scenario } from '#main/simulator/scenario';
import type { Store } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';

/** 2026-11-18T10:46:00Z, a Wednesday. */
export const NOW = 1_794_998_760;

/** The connection that the options of the client's constructor describe. */
export const OPTION_CONNECTION = 'vercel-env';
export const REDIS = 'redis-1';

export interface Monitored {
  readonly folder: string;
  readonly clock: SettableClock;
  readonly simulator: Simulator;
  readonly store: Store;
  readonly service: InfrastructureMonitoringService;
  readonly reads: DecisionParts;
}

export interface MonitoredOptions {
  readonly scenario?: string | Scenario;
  /** Connects the scenario's Redis beside the Vercel account. */
  readonly redis?: boolean;
  /** Milliseconds that one request may take. */
  readonly patience?: number;
  /** Another token than the one that the simulator accepts. */
  readonly token?: string;
  /** Told of every step of an alert. */
  readonly notifier?: (parts: DecisionParts) => AlertNotifier;
}

/** A store in a file, the simulator over HTTP, and the service in the form that the client's brief gives it. */
export async function monitored(options: MonitoredOptions = {}): Promise<Monitored> {
  const clock = settableClock(NOW);
  const folder = temporaryFolder();
  const store = await openedStore(join(folder, 'headroom.db'), { clock });
  const simulator = await startSimulator({ scenario: options.scenario ?? 'sample', clock });
  onTestFinished(() => simulator.close());
  const { vercel, redis } = simulator.credentials;
  await store.connections.save(connection(OPTION_CONNECTION, 'vercel', { baseUrl: vercel.url }));
  const cache = options.redis === false ? undefined : redis[0];
  if (cache !== undefined) {
    await store.connections.save({
      ...connection(REDIS, 'redis', { restUrl: cache.url }),
      billing: { provider: 'vercel-kv', plan: 'free', planName: 'Free', source: 'user' },
    });
  }
  const reads = {
    store,
    clock,
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
    prices: loadPrices,
  };
  const service = new InfrastructureMonitoringService(
    store,
    {
      vercelToken: options.token ?? vercel.token,
      vercelTeamId: vercel.teamId,
      vercelProjectIds: ['prj_storefront', undefined],
    },
    {
      clock,
      http: impatientClient(clock, options.patience ?? 5_000),
      credentials: { read: async () => ({ ok: true, value: { restToken: cache?.token ?? '' } }) },
      owner: 'this-process',
      forecasts: reads.forecasts,
      notifier: options.notifier?.(reads) ?? null,
    },
  );
  return { folder, clock, simulator, store, service, reads };
}

export function connection(id: string, provider: string, settings: Readonly<Record<string, string>>): Connection {
  return bareConnection(id, provider, NOW, settings);
}

/** The real client, with a shorter patience than fifteen seconds so that a hanging source does not hold a test up. */
function impatientClient(clock: SettableClock, timeoutMs: number): () => Promise<HttpClient> {
  const client = createHttpClient({ clock, userAgent: 'Headroom/test', random: () => 0 });
  return async () => ({
    request: (request) => client.request({ timeoutMs, ...request }),
    lines: (request, onLine) => client.lines({ timeoutMs, ...request }, onLine),
    get requestCount() {
      return client.requestCount;
    },
  });
}

/** How far back the history of a connection was fetched; null: it has not begun. */
export async function reachedHistory({ backfills }: Pick<Store, 'backfills'>, connectionId: string) {
  const mark = (await backfills.list([connectionId])).get(connectionId);
  return mark === undefined ? null : { reached: mark.reached, complete: mark.complete };
}
