import { systemClock } from '#main/clock';
import { MonitoringError } from '#main/collection/monitoring-error';
import { lazyHttp } from '#main/collection/monitoring-parts';
import type { CollectionContext, CollectionResult, Credentials } from '#main/providers/monitor';
import { VercelPostgresMonitor as PostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { VercelKVMonitor as KVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { VercelPlatformMonitor as PlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import type { Connection } from '#shared/domain/connection';
import { environmentAccount } from './environment';

/** A Vercel account. Left out as a whole: the one of `VERCEL_TOKEN` and its likes. */
export interface VercelAccount {
  readonly token: string;
  /** Left out: the team that the token starts with. */
  readonly teamId?: string;
  /** Projects that usage is attributed to, those that are set; none: all of the account. */
  readonly projectIds?: readonly (string | undefined)[];
  /** Where it is asked instead of at Vercel: `https:`, or `http:` on this computer. */
  readonly baseUrl?: string;
}

/** A store that speaks Redis: by its REST URL and token, or by its address. Left out: the one of `KV_REST_API_URL` and its likes. */
export type RedisAccount =
  | { readonly restUrl: string; readonly restToken: string }
  /** `rediss://user:password@host:port` */
  | { readonly url: string };

/** A database: by its address, by a key of Neon, or best by both. Left out: the one of `DATABASE_URL` and its likes. */
export interface PostgresAccount {
  /** `postgres://user:password@host:port/database` */
  readonly url?: string;
  readonly neonApiKey?: string;
  /** Left out: all projects that the key sees. */
  readonly neonProjectId?: string;
  /** For a personal key that sees several organizations. */
  readonly neonOrgId?: string;
  /** Where Neon's API is asked instead of at Neon: `https:`, or `http:` on this computer. */
  readonly baseUrl?: string;
}

/** Watches a Vercel account without a store: `collectMetrics()` asks for all that the account can tell, each time. */
export class VercelPlatformMonitor extends PlatformMonitor {
  readonly #ask: Asking;

  constructor(account?: VercelAccount) {
    super();
    const { token = '', teamId, projectIds = [], baseUrl } = account ?? {};
    const settings = { teamId, projectIds: projectIds.filter(Boolean).join(','), baseUrl };
    this.#ask = asking('vercel', account && { settings, secrets: { token } });
  }

  override collectMetrics(context?: CollectionContext): Promise<CollectionResult> {
    return context === undefined ? this.#ask((own) => super.collectMetrics(own)) : super.collectMetrics(context);
  }
}

/** Watches a Redis without a store. What is counted by the day is known from the second `collectMetrics()` on. */
export class VercelKVMonitor extends KVMonitor {
  readonly #ask: Asking;

  constructor(account?: RedisAccount) {
    super();
    const { restUrl, ...secrets } = { restUrl: undefined, ...account };
    this.#ask = asking('redis', account && { settings: { restUrl }, secrets });
  }

  override collectMetrics(context?: CollectionContext): Promise<CollectionResult> {
    return context === undefined ? this.#ask((own) => super.collectMetrics(own)) : super.collectMetrics(context);
  }
}

/** Watches a Postgres without a store. What is counted by the day is known from the second `collectMetrics()` on. */
export class VercelPostgresMonitor extends PostgresMonitor {
  readonly #ask: Asking;

  constructor(account?: PostgresAccount) {
    super();
    const { url, neonApiKey, ...settings } = account ?? {};
    this.#ask = asking('postgres', account && { settings, secrets: { url, neonApiKey } });
  }

  override collectMetrics(context?: CollectionContext): Promise<CollectionResult> {
    return context === undefined ? this.#ask((own) => super.collectMetrics(own)) : super.collectMetrics(context);
  }
}

type Values = Readonly<Record<string, string | undefined>>;

type Asking = (collect: (context: CollectionContext) => Promise<CollectionResult>) => Promise<CollectionResult>;

/** Asks one account, or that of the environment, again and again: counters are compared with the time before. */
function asking(provider: string, given: { readonly settings: Values; readonly secrets: Values } | undefined): Asking {
  const http = lazyHttp(systemClock, `Headroom/${__APP_VERSION__}`);
  let cursors: CollectionContext['cursors'] = {};
  return async (collect) => {
    const account = given ?? environmentAccount(provider, process.env);
    const credentials = onlySet(account?.secrets ?? {});
    if (Object.keys(credentials).length === 0) {
      throw new MonitoringError({
        code: 'not-configured',
        message: `There is no key for ${provider}, neither handed over nor in the environment.`,
        action: 'Hand the account over to the constructor, or set its variables (docs/providers.md).',
        retryable: false,
      });
    }
    const connection = bareConnection(provider, onlySet(account?.settings ?? {}));
    const result = await collect({ connection, credentials, http: await http(), clock: systemClock, cursors });
    // When each thing was asked is forgotten, so that the next call asks for everything again.
    const { asked: _, ...rest } = result.cursors;
    cursors = rest;
    return result;
  };
}

function onlySet(values: Values): Credentials {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()] as const] : [])),
  );
}

function bareConnection(provider: string, settings: Connection['settings']): Connection {
  const now = systemClock.now();
  return {
    id: provider,
    provider,
    title: provider,
    settings,
    billing: null,
    billingAnchor: null,
    expiresAt: null,
    createdAt: now,
  };
}
