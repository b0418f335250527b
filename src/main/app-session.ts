import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { createDataWork, type DataWork } from './actions/data-work';
import { markAlertTold } from './actions/handle-alert';
import { saveSettings } from './actions/save-settings';
import type { AppOptions } from './app';
import { type Changes, createChanges } from './changes';
import { type Account, createAccount } from './collection/account';
import { lazyHttp, loadPrices } from './collection/monitoring-parts';
import { openSampleAccount, type Progress, removeSample, type SampleAccount } from './collection/sample-account';
import { desktopChannel } from './delivery/channels/desktop';
import { createDelivery } from './delivery/delivery';
import type { NotificationPreferences } from './delivery/stages';
import { createLogger, type Logger } from './log';
import { createCatalog } from './providers/catalog';
import { registry } from './providers/index';
import { alertView } from './queries/alert-views';
import { createForecastCache } from './queries/forecast-cache';
import { readMetricStates } from './queries/metric-states';
import { pricesInUse } from './queries/prices-in-use';
import { readSettings } from './queries/settings';
import { openStore } from './store/open-store';
import type { Store } from './store/store';

const OWN_FILE = 'headroom.db';
const SAMPLE_ACTIVE_KEY = 'sample-active';
const FORGOT_AT_KEY = 'retention-ran-at';

/** The accounts of one running app: the user's own file is always open, the sample's while it is looked at. */
export class AppSession {
  readonly changes: Changes;
  readonly own: Account;
  readonly options: AppOptions;
  readonly dataWork: DataWork;
  #sample: SampleAccount | null = null;
  #preparing: Progress | null = null;
  #started = false;
  readonly #logger: Logger;

  private constructor(options: AppOptions, own: Account, changes: Changes, logger: Logger) {
    this.options = options;
    this.own = own;
    this.changes = changes;
    this.#logger = logger;
    this.dataWork = createDataWork({
      file: own.parts.store.file,
      workerFile: options.workerFile,
      migrationsFolder: options.migrationsDir,
    });
  }

  static async open(options: AppOptions): Promise<Result<AppSession>> {
    const logger = createLogger('warn');
    const changes = createChanges((error) =>
      logger.error({ kind: error instanceof Error ? error.name : typeof error }, 'a listener threw'),
    );
    const { clock, migrationsDir } = options;
    const opened = await openStore({ file: join(options.dataDir, OWN_FILE), clock, migrationsFolder: migrationsDir });
    if (!opened.ok) {
      return opened;
    }
    const store = opened.value;
    const settings = await readSettings(store);
    const told = createTeller(options, store, store);
    let session: AppSession | null = null;
    const own = createAccount({
      backfills: true,
      intervalMinutes: settings.intervalMinutes,
      afterCycle: async () => {
        await told.catchUp();
        await session?.forgetOld();
      },
      parts: {
        store,
        clock,
        catalog: createCatalog(registry),
        providers: registry,
        http: lazyHttp(clock, `Headroom/${options.version}`),
        prices: pricesInUse(store, loadPrices),
        credentials: {
          async read(connection) {
            const secrets = await options.ports.secrets.get(connection.id);
            if (!secrets.ok) {
              return secrets;
            }
            return secrets.value === null ? fail(credentialGone(connection.title)) : succeed(secrets.value);
          },
        },
        changes,
        logger,
        teller: told.teller,
        owner: randomUUID(),
      },
    });
    session = new AppSession(options, own, changes, logger);
    const active = (await store.settings.get(SAMPLE_ACTIVE_KEY)) === true;
    if (options.mode === 'sample' || active) {
      const entered = await session.#openSample();
      if (!entered.ok) {
        await own.stop();
        return entered;
      }
    }
    return succeed(session);
  }

  /** What the window looks at: the sample while it is active, else the user's own accounts. */
  get current(): Account {
    return this.#sample ?? this.own;
  }

  get inSample(): boolean {
    return this.#sample !== null;
  }

  get preparing(): Progress | null {
    return this.#preparing;
  }

  async start(): Promise<void> {
    if (this.#started) {
      return;
    }
    this.#started = true;
    if (this.#sample !== null) {
      await this.#prepareSample(this.#sample);
    }
    if ((await this.own.parts.store.connections.list()).length > 0) {
      this.own.scheduler.start();
    }
  }

  async enterSample(): Promise<Result<null>> {
    if (this.#sample !== null) {
      return succeed(null);
    }
    const opened = await this.#openSample();
    if (!opened.ok) {
      return opened;
    }
    await this.own.parts.store.settings.set(SAMPLE_ACTIVE_KEY, true);
    this.#tellAll();
    void this.#prepareSample(opened.value);
    return succeed(null);
  }

  /** Leaves the sample account without a trace. */
  async leaveSample(): Promise<Result<null>> {
    const sample = this.#sample;
    this.#sample = null;
    this.#preparing = null;
    await sample?.stop();
    await removeSample(this.options.dataDir);
    await this.own.parts.store.settings.set(SAMPLE_ACTIVE_KEY, false);
    this.#tellAll();
    return succeed(null);
  }

  async setInterval(minutes: number): Promise<void> {
    await saveSettings(this.own.parts.store, { intervalMinutes: minutes });
    this.own.scheduler.setInterval(minutes);
    this.#sample?.scheduler.setInterval(minutes);
  }

  /** Once a day, in a thread of its own: removes what is older than the policy says. */
  async forgetOld(): Promise<void> {
    const { settings } = this.own.parts.store;
    const now = this.options.clock.now();
    const last = await settings.get(FORGOT_AT_KEY);
    if (typeof last === 'number' && now - last < DAY) {
      return;
    }
    const result = await this.dataWork.forgetOld(now);
    if (result.ok) {
      await settings.set(FORGOT_AT_KEY, now);
    } else {
      this.#logger.warn({ code: result.failure.code }, 'old samples could not be removed');
    }
  }

  async stop(): Promise<void> {
    await this.dataWork.close();
    await this.#sample?.stop();
    await this.own.stop();
  }

  async #openSample(): Promise<Result<SampleAccount>> {
    const { dataDir, clock, migrationsDir } = this.options;
    const opened = await openSampleAccount({
      dataDir,
      clock,
      providers: registry,
      changes: this.changes,
      logger: this.#logger,
      intervalMinutes: this.own.scheduler.intervalMinutes,
      openStore: (file) => openStore({ file, clock, migrationsFolder: migrationsDir }),
      createTeller: (store) => createTeller(this.options, store, this.own.parts.store),
    });
    if (opened.ok) {
      this.#sample = opened.value;
    }
    return opened;
  }

  async #prepareSample(sample: SampleAccount): Promise<void> {
    const result = await sample.prepare((progress) => {
      this.#preparing = progress.done === progress.total ? null : progress;
      this.changes.emit('changed', { topics: ['app'] });
    });
    this.#preparing = null;
    if (this.#sample !== sample) {
      return;
    }
    if (!result.ok) {
      this.#logger.error({ code: result.failure.code }, 'the sample account could not be filled');
    }
    sample.scheduler.start();
    this.#tellAll();
  }

  #tellAll(): void {
    this.changes.emit('changed', {
      topics: ['app', 'usage', 'recommendations', 'alerts', 'collection', 'settings', 'connections'],
    });
  }
}

/** The key in `setting` under which a pause of all notifications is kept, as an instant. */
export const PAUSED_UNTIL_KEY = 'notifications-paused-until';

function createTeller(options: AppOptions, store: Store, settingsStore: Store) {
  const { clock, ports } = options;
  const parts = { store, clock, catalog: createCatalog(registry), forecasts: createForecastCache() };
  const delivery = createDelivery({
    store,
    clock,
    channels: [desktopChannel(ports.notifier)],
    preferences: async (): Promise<NotificationPreferences> => {
      const until = await settingsStore.settings.get(PAUSED_UNTIL_KEY);
      return {
        enabled: (await readSettings(settingsStore)).notifications,
        pausedUntil: typeof until === 'number' ? until : null,
      };
    },
    async words(alert) {
      const view = alertView(alert, await readMetricStates(parts, { connectionIds: [alert.connectionId] }), []);
      return { title: view.title, body: view.sentence };
    },
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
  });
  return { teller: delivery, catchUp: () => delivery.catchUp() };
}

function credentialGone(title: string) {
  return {
    code: 'not-configured',
    message: `The key for ${title} is no longer in the keychain.`,
    action: 'Connect the account again in Settings. What was read before is kept.',
    retryable: false,
  } as const;
}
