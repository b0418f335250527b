import { randomUUID } from 'node:crypto';
import { createChanges } from '#main/changes';
import { type Clock, systemClock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import type { ProxyResolver } from '#main/http/proxy';
import { createLogger } from '#main/log';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Store } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import { fail, succeed } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';
import type { CredentialSource, CycleParts } from './cycle-parts';

/** The options of the client's brief. Without them the service works with the connections in the store. */
export interface MonitoringOptions {
  readonly vercelToken?: string;
  readonly vercelTeamId?: string;
  readonly vercelProjectIds?: readonly (string | undefined)[];
}

/** The connection that stands for a token handed over as an option. */
const OPTION_CONNECTION = 'vercel-option';

/** Fills in what the caller did not bring, and makes the connection that the options describe. */
export async function monitoringParts(
  store: Store,
  options: MonitoringOptions,
  given: Partial<CycleParts>,
): Promise<CycleParts> {
  const clock = given.clock ?? systemClock;
  const providers = given.providers ?? registry;
  if (options.vercelToken !== undefined) {
    await store.connections.save(await optionConnection(store, options, clock.now()));
  }
  return {
    store,
    clock,
    providers,
    catalog: given.catalog ?? createCatalog(providers),
    prices: given.prices ?? pricesInUse(store, loadPrices),
    forecasts: given.forecasts ?? createForecastCache(),
    http: given.http ?? lazyHttp(clock),
    credentials: optionCredentials(options.vercelToken, given.credentials ?? null),
    changes: given.changes ?? createChanges(),
    notifier: given.notifier ?? null,
    owner: given.owner ?? randomUUID(),
    logger: given.logger ?? createLogger('warn'),
  };
}

/** The price list that ships with this version. */
export async function loadPrices(): Promise<PriceList> {
  return (await import('#shared/core/pricing/default-price-list')).defaultPriceList;
}

/** One HTTP client, made when it is first asked for. */
export function lazyHttp(clock: Clock, userAgent = 'Headroom', proxy?: ProxyResolver): () => Promise<HttpClient> {
  let client: Promise<HttpClient> | null = null;
  return () => {
    client ??= import('#main/http/client').then(({ createHttpClient }) =>
      createHttpClient({ clock, userAgent, proxy }),
    );
    return client;
  };
}

async function optionConnection(store: Store, options: MonitoringOptions, now: number): Promise<Connection> {
  const known = await store.connections.find(OPTION_CONNECTION);
  const projectIds = (options.vercelProjectIds ?? []).filter((id) => id !== undefined && id !== '');
  const settings = {
    ...(options.vercelTeamId === undefined ? {} : { teamId: options.vercelTeamId }),
    ...(projectIds.length === 0 ? {} : { projectIds: projectIds.join(',') }),
  };
  return {
    id: OPTION_CONNECTION,
    provider: 'vercel',
    title: 'Vercel',
    billing: null,
    billingAnchor: null,
    expiresAt: null,
    createdAt: now,
    ...known,
    settings: { ...known?.settings, ...settings },
  };
}

function optionCredentials(token: string | undefined, next: CredentialSource | null): CredentialSource {
  return {
    async read(connection) {
      if (connection.id === OPTION_CONNECTION && token !== undefined) {
        return succeed({ token });
      }
      return (
        next?.read(connection) ??
        fail({
          code: 'not-configured',
          message: `There is no credential for ${connection.title}.`,
          action: 'Connect the account again.',
          retryable: false,
        })
      );
    },
  };
}
