import { join } from 'node:path';
import { createChanges } from '#main/changes';
import type { Clock } from '#main/clock';
import { lazyHttp } from '#main/collection/monitoring-parts';
import { DEFAULT_INTERVAL_MINUTES } from '#main/collection/scheduler';
import { alertDelivery } from '#main/delivery/alert-delivery';
import { type ChannelDesk, channelDesk } from '#main/delivery/channel-desk';
import { channelsInUse } from '#main/delivery/channels-in-use';
import { claimDataFolder, OWN_FILE } from '#main/files/data-folder';
import { MODEL_VARIABLE } from '#main/forecast-model/forecast-model';
import { createTerminalLogger } from '#main/log';
import { type BaseUrlOverride, readBaseUrlOverrides } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { readSecretPlaces } from '#main/queries/connections/secret-places';
import { openNotices } from '#main/queries/home/app-state';
import { openSampleAccount, type Progress } from '#main/sample/sample-account';
import { secretPlaces } from '#main/secrets/secret-places';
import type { SecretStore } from '#main/secrets/secret-store';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { SecretPlaceView } from '#shared/ipc/app';
import type { AccountSession } from './account-session';
import type { AssistantGround } from './assistant-ground';
import { accountVariables, environmentConnections, keepConnections, secretsBeside } from './environment-connections';
import { type AccountVariables, dataMark } from './kept-summary';
import { openData } from './open-data';
import { ownAccount } from './own-account';

/** A command waits for its last message: a mail server may take its time. */
const TELL_PATIENCE_MS = 60_000;

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
  readonly account: AccountSession;
  readonly sample: boolean;
  /** Providers that are asked at another address; none in the sample account. */
  readonly baseUrls: readonly BaseUrlOverride[];
  /** What a person has to know before the answer: a data file that was rescued, a secret file that was damaged. */
  readonly notices: readonly string[];
  /** Who is told, to be tried out; of the sample account, what is on this computer. */
  readonly channels: ChannelDesk;
  /** What asking a model needs. */
  readonly assistant: AssistantGround;
  readonly file: string;
  /**
   * The file's mark once its log is empty: reading and closing leave it as it is, whatever anybody writes changes it. Null
   * where an answer may not be kept: what a person has to know of the file is told by opening it, and what a model would
   * answer by asking it.
   */
  settle(): string | null;
  /** The variables that say which accounts there are. */
  readonly variables: AccountVariables;
  /** Ids of the accounts that variables of the environment describe now: they come back with every command. */
  readonly fromEnvironment: readonly string[];
  /** Where keys of new accounts are kept; null in the sample account, which takes none. */
  readonly secrets: SecretStore | null;
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
  const baseUrls = readBaseUrlOverrides(registry, options.environment);
  if (!baseUrls.ok) {
    return baseUrls;
  }
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
  const kept = secretPlaces({ ...options, safeStorage: null });
  const tools = { clock, http: lazyHttp(clock, `Headroom/${version}`) };
  const told = { store, window: null, own: { secrets: kept, tools } };
  const account = await ownAccount({
    store,
    clock,
    logger,
    version,
    changes: createChanges(),
    notifier: (parts) =>
      alertDelivery({ parts, settingsStore: store, channels: () => channelsInUse(told), stays: false }),
    backfills: false,
    tellPatienceMs: TELL_PATIENCE_MS,
    workerFile: options.workerFile,
    baseUrls: baseUrls.value,
    secrets: secretsBeside(found.value, kept),
  });
  const notices = [
    ...openNotices(store.openReport),
    ...(await kept.troubles()).map(({ message, action }) => `${message} ${action}`),
  ];
  const secretPlaceViews = () =>
    account.ask(readSecretPlaces, {
      secrets: kept,
      environment: options.environment,
      readsEnvironment: true,
      inSample: false,
    });
  const builtIn = () => channelsInUse({ ...told, own: null });
  const channels = channelDesk({ store, secrets: kept, tools, clock, builtIn });
  return succeed({
    account,
    sample: false,
    baseUrls: baseUrls.value,
    notices,
    channels,
    assistant: {
      ...{ own: account, current: () => account, sampleModel: () => undefined, secrets: kept, http: tools.http, clock },
      ...{ dataFile: store.file, ending: new AbortController().signal },
    },
    secrets: kept,
    file: store.file,
    settle() {
      if (notices.length > 0 || options.environment[MODEL_VARIABLE]) return null;
      store.emptyLog();
      return dataMark(store.file);
    },
    variables: accountVariables(registry),
    fromEnvironment: found.value.map(({ connection }) => connection.id),
    secretPlaces: secretPlaceViews,
  });
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
    workerFile: options.workerFile,
    notifier: (parts) =>
      alertDelivery({
        parts,
        settingsStore: parts.store,
        channels: () => channelsInUse({ store: parts.store, window: null, own: null }),
        stays: false,
      }),
  });
  if (!opened.ok) {
    return opened;
  }
  const prepared = await opened.value.prepare(options.onProgress);
  if (!prepared.ok) {
    await opened.value.stop();
    return prepared;
  }
  const account = opened.value;
  const { store } = account.parts;
  const channels = channelDesk({
    store,
    clock,
    secrets: secretPlaces({ ...options, safeStorage: null }),
    tools: { clock, http: lazyHttp(clock, `Headroom/${options.version}`) },
    builtIn: () => channelsInUse({ store, window: null, own: null }),
  });
  return succeed({
    account,
    sample: true,
    baseUrls: [],
    notices: [],
    channels,
    assistant: {
      ...{ own: account, current: () => account, sampleModel: account.model, secrets: null, clock },
      ...{ http: account.parts.http, dataFile: store.file, ending: new AbortController().signal },
    },
    secrets: null,
    file: store.file,
    settle: () => null,
    variables: { open: [], secret: [], prefixes: [] },
    fromEnvironment: [],
    secretPlaces: async () => [],
  });
}

function unwritable(dataDir: string): Failure {
  return {
    code: 'store-read-only',
    message: `The data folder ${dataDir} cannot be made.`,
    action: 'Choose another one with --data-dir.',
    retryable: false,
  };
}
