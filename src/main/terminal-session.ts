import { join } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { SecretPlaceView } from '#shared/ipc/app';
import { alertDelivery } from './alert-delivery';
import { createChanges } from './changes';
import type { Clock } from './clock';
import type { Account } from './collection/account';
import { openSampleAccount, type Progress } from './collection/sample-account';
import { DEFAULT_INTERVAL_MINUTES } from './collection/scheduler';
import { deferredDesktopChannel } from './delivery/channels/desktop';
import { type EnvironmentConnection, environmentConnections } from './environment-connections';
import { claimDataFolder } from './files/data-folder';
import { createTerminalLogger } from './log';
import { OWN_FILE, openData } from './open-data';
import { ownAccount } from './own-account';
import { registry } from './providers/index';
import { openNotices } from './queries/app-state';
import { readSecretPlaces } from './queries/secret-places';
import { environmentSecrets } from './secrets/environment';
import { secretPlaces } from './secrets/secret-places';
import { StoreError } from './store/database/store-error';
import type { Store } from './store/store';

export interface TerminalOptions {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly workerFile: string;
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
  /** What a person has to know before the answer: a data file that was rescued, a secret file that was damaged. */
  readonly notices: readonly string[];
  /** Where the secret of each connection is; none in the sample account. */
  secretPlaces(): Promise<readonly SecretPlaceView[]>;
}

/** Opens the same core as the window, without one: the accounts of the environment and of the data folder, or the sample. */
export async function openTerminalSession(options: TerminalOptions): Promise<Result<TerminalSession>> {
  try {
    claimDataFolder(options.dataDir);
  } catch {
    return fail(unwritable(options.dataDir));
  }
  return options.sample ? openSample(options) : openOwn(options);
}

async function openOwn(options: TerminalOptions): Promise<Result<TerminalSession>> {
  const { clock, version } = options;
  const found = environmentConnections(registry, options.environment, clock.now());
  if (!found.ok) {
    return found;
  }
  const logger = createTerminalLogger(options.environment);
  const opened = await openData(join(options.dataDir, OWN_FILE), { ...options, logger }, (store) =>
    keepConnections(store, found.value),
  );
  if (!opened.ok) {
    return opened;
  }
  const store = opened.value;
  const fromEnvironment = environmentSecrets(new Map(found.value.map((one) => [one.connection.id, one.secrets])));
  const kept = secretPlaces({ ...options, safeStorage: null });
  const account = await ownAccount({
    store,
    clock,
    logger,
    version,
    changes: createChanges(),
    teller: alertDelivery({ store, settingsStore: store, clock, channel: deferredDesktopChannel }),
    backfills: false,
    async secrets(connectionId) {
      const given = await fromEnvironment.get(connectionId);
      return given.ok && given.value !== null ? given : kept.get(connectionId);
    },
  });
  const notices = [
    ...openNotices(store.openReport),
    ...(await kept.troubles()).map(({ message, action }) => `${message} ${action}`),
  ];
  const secretPlaceViews = () =>
    readSecretPlaces(account.parts, {
      secrets: kept,
      environment: options.environment,
      readsEnvironment: true,
      inSample: false,
    });
  return succeed({ account, sample: false, notices, secretPlaces: secretPlaceViews });
}

/** What a command met that is no mistake of Headroom's own: a full disk, a damaged data file. Null for anything else. */
export function dataFailure(error: unknown): Failure | null {
  return error instanceof StoreError ? error.failure : null;
}

/** The accounts of the environment are connections like any other. */
async function keepConnections(store: Store, found: readonly EnvironmentConnection[]): Promise<void> {
  for (const { connection } of found) {
    const known = await store.connections.find(connection.id);
    await store.connections.save(known === null ? connection : { ...known, settings: connection.settings });
  }
}

async function openSample(options: TerminalOptions): Promise<Result<TerminalSession>> {
  const { clock } = options;
  const logger = createTerminalLogger(options.environment);
  const opened = await openSampleAccount({
    dataDir: options.dataDir,
    clock,
    providers: registry,
    changes: createChanges(),
    logger,
    intervalMinutes: DEFAULT_INTERVAL_MINUTES,
    openStore: (file) => openData(file, { ...options, logger }),
    createTeller: (store) => alertDelivery({ store, settingsStore: store, clock, channel: deferredDesktopChannel }),
  });
  if (!opened.ok) {
    return opened;
  }
  const prepared = await opened.value.prepare(options.onProgress);
  if (!prepared.ok) {
    await opened.value.stop();
    return prepared;
  }
  return succeed({ account: opened.value, sample: true, notices: [], secretPlaces: async () => [] });
}

function unwritable(dataDir: string): Failure {
  return {
    code: 'store-read-only',
    message: `The data folder ${dataDir} cannot be made.`,
    action: 'Choose another one with --data-dir.',
    retryable: false,
  };
}
