import { join } from 'node:path';
import { createDataWork, type DataWork } from '#main/actions/data-work';
import type { DecisionParts } from '#main/actions/decision-parts';
import { pauseNotifications } from '#main/actions/handle-alert';
import { saveSettings } from '#main/actions/save-settings';
import { type Changes, createChanges } from '#main/changes';
import { localZone, within } from '#main/clock';
import { lazyHttp } from '#main/collection/monitoring-parts';
import { alertDelivery } from '#main/delivery/alert-delivery';
import type { DeliveryChannel } from '#main/delivery/channel';
import { type ChannelDesk, channelDesk } from '#main/delivery/channel-desk';
import { channelsInUse, type WindowPorts } from '#main/delivery/channels-in-use';
import type { ScheduledReports } from '#main/delivery/scheduled-reports';
import { OWN_FILE } from '#main/files/data-folder';
import { systemProxy } from '#main/http/proxy';
import { createLogger, type Logger } from '#main/log';
import { type BaseUrlOverride, readBaseUrlOverrides } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { ASSISTANT_KEY } from '#main/queries/home/assistant-settings';
import { readSettings } from '#main/queries/home/settings';
import {
  openSampleAccount,
  type Progress,
  removeSample,
  SAMPLE_FILE,
  type SampleAccount,
} from '#main/sample/sample-account';
import type { OpenReport, Store } from '#main/store/store';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { ASSISTANT_SECRET } from '#shared/domain/assistant';
import { channelSecret } from '#shared/domain/channel';
import type { Connection } from '#shared/domain/connection';
import { type Result, succeed } from '#shared/domain/failure';
import { HOUR } from '#shared/domain/instant';
import type { Settings } from '#shared/ipc/app';
import type { AccountSession, OpenAccountSession } from './account-session';
import type { AssistantGround } from './assistant-ground';
import { forgetOldOnceADay } from './forget-old';
import { openData } from './open-data';
import { ownAccount } from './own-account';
import { reportsBySchedule } from './reports-by-schedule';
import type { AppOptions } from './running-app';

const SAMPLE_ACTIVE_KEY = 'sample-active';

/** The app ends within seconds; what has not arrived by then goes out at the next start. */
const QUIT_PATIENCE_MS = 2000;

/** Before the first progress is told. */
const FIRST_STEP: Progress = { done: 0, total: 1, label: 'Starting the sample account' };

/** The accounts of one running app: the user's own file is always open, the sample's while it is looked at. */
export class WindowSession {
  readonly changes: Changes;
  readonly options: AppOptions;
  readonly dataWork: DataWork;
  /** Where a person sets up who is told. */
  readonly channels: ChannelDesk;
  /** Reports that come by themselves: always of the user's own accounts. */
  readonly reports: ScheduledReports;
  /** What asking a model needs. */
  readonly assistant: AssistantGround;
  readonly #own: OpenAccountSession;
  /** Providers of the user's own accounts that are asked at another address. */
  readonly baseUrls: readonly BaseUrlOverride[];
  #sample: SampleAccount | null = null;
  #preparing: Progress | null = null;
  #started = false;
  readonly #ending = new AbortController();
  readonly #logger: Logger;

  private constructor(
    options: AppOptions,
    own: OpenAccountSession,
    changes: Changes,
    logger: Logger,
    baseUrls: readonly BaseUrlOverride[],
    channels: ChannelDesk,
    reports: ScheduledReports,
  ) {
    this.options = options;
    this.channels = channels;
    this.reports = reports;
    this.baseUrls = baseUrls;
    this.#own = own;
    this.changes = changes;
    this.#logger = logger;
    this.dataWork = createDataWork({
      file: own.parts.store.file,
      workerFile: options.workerFile,
      migrationsFolder: options.migrationsDir,
      sampleFile: join(options.dataDir, SAMPLE_FILE),
    });
    this.assistant = {
      ...{ own, current: () => this.current, sampleModel: () => this.#sample?.model() },
      ...{ secrets: options.ports.secrets, http: own.parts.http, clock: options.clock },
      ...{ dataFile: own.parts.store.file, ending: this.#ending.signal },
    };
  }

  static async open(options: AppOptions): Promise<Result<WindowSession>> {
    const logger = createLogger('warn');
    const changes = createChanges((error) =>
      logger.error({ kind: error instanceof Error ? error.name : typeof error }, 'a listener threw'),
    );
    const { clock } = options;
    const baseUrls = readBaseUrlOverrides(registry, options.environment ?? {});
    if (!baseUrls.ok) {
      return baseUrls;
    }
    const opened = await openData(join(options.dataDir, OWN_FILE), { ...options, logger });
    if (!opened.ok) {
      return opened;
    }
    const store = opened.value;
    const proxy = systemProxy(options.ports.resolveProxy);
    const tools = { clock, http: lazyHttp(clock, `Headroom/${options.version}`, proxy) };
    const told = { store, window: windowPorts(options, changes), own: { secrets: options.ports.secrets, tools } };
    const builtIn = () => channelsInUse({ ...told, own: null });
    const desk = channelDesk({ store, secrets: options.ports.secrets, tools, clock, builtIn });
    let session: WindowSession | null = null;
    const own = await ownAccount({
      store,
      clock,
      changes,
      logger,
      version: options.version,
      notifier: (parts) => tellsIn(parts, store, changes, () => channelsInUse(told)),
      backfills: true,
      tellPatienceMs: QUIT_PATIENCE_MS,
      workerFile: options.workerFile,
      baseUrls: baseUrls.value,
      proxy,
      afterCycle: async () => session?.forgetOld(),
      secrets: (connectionId) => options.ports.secrets.get(connectionId),
    });
    const reports = reportsBySchedule({
      account: own,
      dataDir: options.dataDir,
      printer: options.ports.press,
      own: told.own,
      onChange: () => changes.emit('changed', { topics: ['reports'] }),
    });
    session = new WindowSession(options, own, changes, logger, baseUrls.value, desk, reports);
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

  /** The user's own accounts, whatever the window looks at. */
  get own(): AccountSession {
    return this.#own;
  }

  /** What the window looks at: the sample while it is active, else the user's own accounts. */
  get current(): AccountSession {
    return this.#sample ?? this.#own;
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
    this.#own.watch();
    if (this.#sample !== null) {
      await this.#prepareSample(this.#sample);
    }
    if ((await this.#own.parts.store.connections.list()).length > 0) {
      this.own.scheduler.start();
    }
    this.reports.start();
  }

  /** The computer woke up: what it missed is caught up with. */
  async wake(): Promise<void> {
    await this.current.scheduler.wake();
    await this.reports.look();
  }

  async enterSample(): Promise<Result<null>> {
    if (this.#sample !== null) {
      return succeed(null);
    }
    const opened = await this.#openSample();
    if (!opened.ok) {
      return opened;
    }
    await this.#own.parts.store.settings.set(SAMPLE_ACTIVE_KEY, true);
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
    const removed = await removeSample(this.options.dataDir);
    if (!removed.ok) {
      // A terminal still looks at it: it holds nothing of the user's, and the next sample is made anew.
      this.#logger.warn({ code: removed.failure.code }, 'the sample was left behind');
    }
    await this.#own.parts.store.settings.set(SAMPLE_ACTIVE_KEY, false);
    this.#tellAll();
    return succeed(null);
  }

  /** What was found and done while the user's own file was opened. */
  get openReport(): OpenReport {
    return this.#own.parts.store.openReport;
  }

  /** The person's settings, which lie in their own file. */
  settings(): Promise<Settings> {
    return readSettings(this.#own.parts.store);
  }

  /** Keeps what a person changed, and lets what runs go by it. */
  async changeSettings(changes: Partial<Settings>): Promise<Settings> {
    const settings = await saveSettings(this.#own.parts.store, changes);
    if (changes.intervalMinutes !== undefined) {
      this.#own.scheduler.setInterval(changes.intervalMinutes);
      this.#sample?.scheduler.setInterval(changes.intervalMinutes);
    }
    this.changes.emit('changed', { topics: ['settings'] });
    return settings;
  }

  /** Holds all notices back for a while; null lets them through again. */
  async pause(pause: 'hour' | 'until-tomorrow' | null): Promise<void> {
    const zone = localZone();
    const now = this.options.clock.now();
    const until = { hour: now + HOUR, 'until-tomorrow': dayStart(addDays(dayOf(now, zone), 1), zone) };
    await this.#own.act(pauseNotifications, pause === null ? null : until[pause]);
    this.changes.emit('changed', { topics: ['settings'] });
  }

  /** The user's own connections, whatever the window looks at. */
  connections(): Promise<readonly Connection[]> {
    return this.#own.parts.store.connections.list();
  }

  /** Names under which the keychain holds where the user's own channels lead, and the keys of models. */
  async channelSecrets(): Promise<readonly string[]> {
    const { channels, settings } = this.#own.parts.store;
    const hasModel = (await settings.get(ASSISTANT_KEY)) !== undefined;
    return [...(hasModel ? [ASSISTANT_SECRET] : []), ...(await channels.list()).map(({ id }) => channelSecret(id))];
  }

  /** Once a day, in a thread of its own: removes what is older than the policy says. */
  async forgetOld(): Promise<void> {
    const { jobRuns } = this.#own.parts.store;
    await forgetOldOnceADay({ jobRuns, dataWork: this.dataWork, logger: this.#logger }, this.options.clock.now());
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.dataWork.close();
    // A mail that hangs holds nobody up: what came of it is told at the next start.
    await within(this.options.clock, QUIT_PATIENCE_MS, this.reports.stop(), () => undefined);
    await this.#sample?.stop();
    await this.own.stop();
  }

  async #openSample(): Promise<Result<SampleAccount>> {
    const { dataDir, clock } = this.options;
    const { store } = this.#own.parts;
    // What is made up is told on this computer alone.
    const told = { store, window: windowPorts(this.options, this.changes), own: null };
    const opened = await openSampleAccount({
      dataDir,
      clock,
      providers: registry,
      changes: this.changes,
      logger: this.#logger,
      intervalMinutes: this.own.scheduler.intervalMinutes,
      openStore: (file) => openData(file, { ...this.options, logger: this.#logger }),
      workerFile: this.options.workerFile,
      notifier: (parts) => tellsIn(parts, store, this.changes, () => channelsInUse(told)),
    });
    if (opened.ok) {
      this.#sample = opened.value;
      // From the first moment on the window shows that it is being filled, not an account without anything.
      this.#preparing = opened.value.isFilled ? null : FIRST_STEP;
    }
    return opened;
  }

  async #prepareSample(sample: SampleAccount): Promise<void> {
    const { isFilled } = sample;
    const result = await sample.prepare((progress) => {
      this.#preparing = progress.done === progress.total ? null : progress;
      this.changes.emit('changed', { topics: ['sample-progress'] });
    });
    this.#preparing = null;
    if (this.#sample !== sample) {
      return;
    }
    if (!result.ok) {
      this.#logger.error({ code: result.failure.code }, 'the sample account could not be filled');
    }
    sample.watch();
    sample.scheduler.start();
    // One that was filled at an earlier start is shown already, and nothing of it has changed but that its model speaks.
    if (isFilled) this.changes.emit('changed', { topics: ['assistant'] });
    else this.#tellAll();
  }

  #tellAll(): void {
    this.changes.emit('changed', { topics: ['account'] });
  }
}

function windowPorts({ ports }: AppOptions, changes: Changes): WindowPorts {
  return {
    notifier: ports.notifier,
    hasFocus: () => ports.window.hasFocus(),
    hasTray: () => ports.window.hasTray(),
    showInWindow: ({ key, title, body, severity, path }) =>
      changes.emit('message', { key, title, body, severity, path }),
  };
}

/** Who tells of the alerts of one account while the window runs. */
function tellsIn(
  parts: DecisionParts,
  settingsStore: Pick<Store, 'settings'>,
  changes: Changes,
  channels: () => Promise<readonly DeliveryChannel[]>,
) {
  const onChange = () => changes.emit('changed', { topics: ['alerts'] });
  return alertDelivery({ parts, settingsStore, channels, stays: true, onChange });
}
