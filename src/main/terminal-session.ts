import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { markAlertTold } from './actions/handle-alert';
import { createChanges } from './changes';
import type { Clock } from './clock';
import { type Account, createAccount } from './collection/account';
import { lazyHttp, loadPrices } from './collection/monitoring-parts';
import { openSampleAccount, type Progress } from './collection/sample-account';
import { deferredDesktopChannel } from './delivery/channels/desktop';
import { createDelivery } from './delivery/delivery';
import { environmentConnections } from './environment-connections';
import { createLogger } from './log';
import { createCatalog } from './providers/catalog';
import { registry } from './providers/index';
import { alertView } from './queries/alert-views';
import { createForecastCache } from './queries/forecast-cache';
import { readMetricStates } from './queries/metric-states';
import { pricesInUse } from './queries/prices-in-use';
import { readSettings } from './queries/settings';
import { environmentSecrets } from './secrets/environment';
import { secretPlaces } from './secrets/secret-places';
import { openStore } from './store/open-store';
import type { Store } from './store/store';

/** The window's own file. */
const OWN_FILE = 'headroom.db';

export interface TerminalOptions {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keychainChild: string;
  readonly sample: boolean;
  readonly clock: Clock;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (progress: Progress) => void;
}

/** What a command of the terminal works with. Close it with `account.stop()`. */
export interface TerminalSession {
  readonly account: Account;
  readonly sample: boolean;
}

/** Opens the same core as the window, without one: the accounts of the environment and of the data folder, or the sample. */
export async function openTerminalSession(options: TerminalOptions): Promise<Result<TerminalSession>> {
  try {
    await mkdir(options.dataDir, { recursive: true });
  } catch {
    return fail(unwritable(options.dataDir));
  }
  return options.sample ? openSample(options) : openOwn(options);
}

async function openOwn(options: TerminalOptions): Promise<Result<TerminalSession>> {
  const { clock, migrationsDir } = options;
  const found = environmentConnections(registry, options.environment, clock.now());
  if (!found.ok) {
    return found;
  }
  const opened = await openStore({ file: join(options.dataDir, OWN_FILE), clock, migrationsFolder: migrationsDir });
  if (!opened.ok) {
    return opened;
  }
  const store = opened.value;
  for (const { connection } of found.value) {
    const known = await store.connections.find(connection.id);
    await store.connections.save(known === null ? connection : { ...known, settings: connection.settings });
  }
  const fromEnvironment = environmentSecrets(new Map(found.value.map((one) => [one.connection.id, one.secrets])));
  const kept = secretPlaces({ ...options, safeStorage: null });
  const delivery = deferredDelivery(store, clock);
  const account = createAccount({
    backfills: false,
    intervalMinutes: (await readSettings(store)).intervalMinutes,
    parts: {
      store,
      clock,
      catalog: createCatalog(registry),
      providers: registry,
      http: lazyHttp(clock, `Headroom/${options.version}`),
      prices: pricesInUse(store, loadPrices),
      credentials: {
        async read(connection) {
          const given = await fromEnvironment.get(connection.id);
          const secrets = given.ok && given.value !== null ? given : await kept.get(connection.id);
          if (!secrets.ok) {
            return secrets;
          }
          return secrets.value === null ? fail(noCredential(connection.title)) : succeed(secrets.value);
        },
      },
      changes: createChanges(),
      logger: createLogger('warn'),
      teller: delivery,
      owner: randomUUID(),
    },
  });
  return succeed({ account, sample: false });
}

async function openSample(options: TerminalOptions): Promise<Result<TerminalSession>> {
  const { clock, migrationsDir } = options;
  const opened = await openSampleAccount({
    dataDir: options.dataDir,
    clock,
    providers: registry,
    changes: createChanges(),
    logger: createLogger('warn'),
    intervalMinutes: 15,
    openStore: (file) => openStore({ file, clock, migrationsFolder: migrationsDir }),
    createTeller: (store) => ({ teller: deferredDelivery(store, clock), catchUp: () => Promise.resolve() }),
  });
  if (!opened.ok) {
    return opened;
  }
  const prepared = await opened.value.prepare(options.onProgress);
  if (!prepared.ok) {
    await opened.value.stop();
    return prepared;
  }
  return succeed({ account: opened.value, sample: true });
}

/** The terminal has no desktop: what its cycle has to tell waits for the window. */
function deferredDelivery(store: Store, clock: Clock) {
  const parts = { store, clock, catalog: createCatalog(registry), forecasts: createForecastCache() };
  return createDelivery({
    store,
    clock,
    channels: [deferredDesktopChannel],
    preferences: async () => ({ enabled: (await readSettings(store)).notifications, pausedUntil: null }),
    async words(alert) {
      const view = alertView(alert, await readMetricStates(parts, { connectionIds: [alert.connectionId] }), []);
      return { title: view.title, body: view.sentence };
    },
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
  });
}

function noCredential(title: string): Failure {
  return {
    code: 'not-configured',
    message: `There is no key for ${title} in the environment or the keychain.`,
    action: 'Set its variables, or connect the account again in the window.',
    retryable: false,
  };
}

function unwritable(dataDir: string): Failure {
  return {
    code: 'store-read-only',
    message: `The data folder ${dataDir} cannot be made.`,
    action: 'Choose another one with --data-dir.',
    retryable: false,
  };
}
