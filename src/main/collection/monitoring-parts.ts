import { randomUUID } from 'node:crypto';
import { createChanges } from '#main/changes';
import { type Clock, systemClock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import type { ProxyResolver } from '#main/http/proxy';
import { createLogger } from '#main/log';
import { baseUrlsOf, withBaseUrls } from '#main/providers/base-url-overrides';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Store } from '#main/store/store';
import { type Connection, environmentConnectionId, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import { fail, succeed } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';
import { environmentTitle } from '#shared/words/connection';
import type { CredentialSource, CycleParts } from './cycle-parts';
import { orThrow } from './monitoring-error';

/** The options of the client's brief. Without them the service works with the connections in the store. */
export interface MonitoringOptions {
  /** Access token of a Vercel account, which is then watched. It is used and never kept; an empty one is none. */
  readonly vercelToken?: string;
  /** Team of that account; left out: the one that the token starts with. */
  readonly vercelTeamId?: string;
  /** Projects that usage is attributed to, those that are set; none: all of the account. */
  readonly vercelProjectIds?: readonly (string | undefined)[];
  /**
   * Where providers are asked instead of at their own address, by the id of the provider: at an address of this
   * computer alone, such as that of the simulator. `{ vercel: 'http://127.0.0.1:4010/vercel' }`
   */
  readonly baseUrls?: Readonly<Record<string, string | undefined>>;
}

/** What a cycle works with: `given`, and the usual for what that lacks. For window, sample, terminal, library and tests. */
export function cycleParts(store: Store, given: Partial<CycleParts> = {}): CycleParts {
  const clock = given.clock ?? systemClock;
  const providers = given.providers ?? registry;
  return {
    store,
    clock,
    providers,
    catalog: given.catalog ?? createCatalog(providers),
    prices: given.prices ?? pricesInUse(store, loadPrices),
    forecasts: given.forecasts ?? createForecastCache(),
    ...(given.forecaster === undefined ? {} : { forecaster: given.forecaster }),
    http: given.http ?? lazyHttp(clock),
    credentials: given.credentials ?? noCredentials,
    changes: given.changes ?? createChanges(),
    notifier: given.notifier ?? null,
    owner: given.owner ?? randomUUID(),
    logger: given.logger ?? createLogger('warn'),
    model: given.model ?? null,
  };
}

/**
 * The parts with what `options` say, and the account that they describe kept as a connection. Throws a
 * `MonitoringError` for an address that no key may go to.
 */
export async function monitoringParts(
  store: Store,
  options: MonitoringOptions,
  given: Partial<CycleParts>,
): Promise<CycleParts> {
  const parts = cycleParts(store, given);
  const overrides = orThrow(baseUrlsOf(parts.providers, options.baseUrls ?? {}));
  const pointed = { ...parts, providers: withBaseUrls(parts.providers, overrides) };
  const token = options.vercelToken?.trim();
  if (!token) {
    return pointed;
  }
  await store.connections.save(await optionConnection(store, options, parts.clock.now()));
  return { ...pointed, credentials: withToken(token, parts.credentials) };
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

/** The one that stands for a token handed over: the same as that of the variable `VERCEL_TOKEN`. */
const OPTION_CONNECTION = environmentConnectionId('vercel');

async function optionConnection(store: Store, options: MonitoringOptions, now: number): Promise<Connection> {
  const known = await store.connections.find(OPTION_CONNECTION);
  const projectIds = (options.vercelProjectIds ?? []).filter(Boolean);
  const settings = {
    ...(options.vercelTeamId ? { teamId: options.vercelTeamId } : {}),
    ...(projectIds.length === 0 ? {} : { projectIds: projectIds.join(',') }),
    [ORIGIN_SETTING]: FROM_ENVIRONMENT,
  };
  return {
    id: OPTION_CONNECTION,
    provider: 'vercel',
    title: environmentTitle('Vercel'),
    billing: null,
    billingAnchor: null,
    expiresAt: null,
    createdAt: now,
    ...known,
    settings: { ...known?.settings, ...settings },
  };
}

function withToken(token: string, next: CredentialSource): CredentialSource {
  return {
    read: async (connection) => (connection.id === OPTION_CONNECTION ? succeed({ token }) : next.read(connection)),
  };
}

const noCredentials: CredentialSource = {
  read: async ({ title }) =>
    fail({
      code: 'not-configured',
      message: `There is no credential for ${title}.`,
      action: 'Connect the account again.',
      retryable: false,
    }),
};
