import { join } from 'node:path';
import { type BrowserWindow, app as electronApp, Menu, nativeTheme, session, shell as systemShell } from 'electron';
import type { Clock } from '#main/clock';
import type { Config } from '#main/config';
import { emit, registerHandlers } from '#main/ipc/electron-ipc';
import { isTrustedSender } from '#main/ipc/sender';
import type { Logger } from '#main/log';
import type { SecretPlaces } from '#main/secrets/secret-store';
import type { AppOptions, AppPorts, Compose, RunningApp } from '#main/session/running-app';
import type { Failure } from '#shared/domain/failure';
import type { Settings } from '#shared/ipc/app';
import { type EventName, events } from '#shared/ipc/events';
import { AppHandle } from './app-handle';
import { captureOverview } from './capture';
import { systemClipboard } from './clipboard';
import { externalOpener, folderDialog, folderOpener, openDialog, saveDialog } from './dialogs';
import { failureAction, failurePage, PAGE_BROKEN } from './failure-page';
import { lazyPress } from './lazy-press';
import { applicationMenu } from './menu';
import { desktopNotifier } from './notifications';
import { PAGE_ORIGIN } from './page-file';
import { servePage } from './page-protocol';
import { PageRecovery } from './page-recovery';
import { watchPower } from './power';
import { pagePreview } from './preview';
import { ShellMemoryFile } from './shell-memory';
import { TrayPresence } from './tray';
import { createMainWindow, showWindow } from './window';

export interface ShellOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly clockStart: AppOptions['clockStart'];
  readonly environment: AppOptions['environment'];
  readonly logger: Logger;
  /** Where the shell keeps its own small file. */
  readonly profileDir: string;
  /** Folders of the built app. */
  readonly pageDir: string;
  readonly preloadFile: string;
  readonly migrationsDir: string;
  readonly workerFile: string;
  /** Address of the development server, null for the built page. */
  readonly developmentServer: string | null;
  readonly secrets: SecretPlaces;
  readonly loadCompose: () => Promise<Compose>;
}

/** All of the contract but `navigate`, for which a window may have to be opened first. */
const TO_WINDOW = (Object.keys(events) as EventName[]).filter((name) => name !== 'navigate');

/** After the page has what it shows first: what runs by itself may start, and ask keychain and network. */
const START_DELAY_MS = 500;
/** It starts after this even where the page asks for something else first. */
const START_LATEST_MS = 3_000;

/**
 * The desktop around the core: window, tray, menu, notifications. It opens the window and the store at
 * the same time, and shows a plain page with what to do when the core cannot run.
 */
export class Shell {
  private readonly options: ShellOptions;
  private readonly memory: ShellMemoryFile;
  private readonly core: AppHandle;
  private readonly ports: AppPorts;
  private readonly tray: TrayPresence;
  private readonly keeper: PageRecovery;
  private attached = false;
  private overviewAnswered: () => void = () => undefined;
  private readonly firstOverview = new Promise<void>((resolve) => {
    this.overviewAnswered = resolve;
  });
  private window: BrowserWindow | null = null;
  private settings: Pick<Settings, 'keepInTray'> = { keepInTray: false };
  private quitting = false;
  private stopWatching: (() => void)[] = [];

  constructor(options: ShellOptions) {
    this.options = options;
    this.memory = new ShellMemoryFile(options.profileDir);
    this.keeper = new PageRecovery({
      clock: options.clock,
      logger: options.logger,
      origin: options.developmentServer ?? PAGE_ORIGIN,
      failureAddress: () => this.failureAddress(PAGE_BROKEN),
    });
    this.ports = {
      notifier: desktopNotifier(options.clock, (path) => this.open(path)),
      window: { hasFocus: () => this.window?.isFocused() ?? false, hasTray: () => this.tray.isShown() },
      saveDialog: saveDialog(() => this.window),
      openDialog: openDialog(() => this.window),
      folderDialog: folderDialog(() => this.window),
      clipboard: systemClipboard,
      press: lazyPress(options.clock),
      preview: pagePreview,
      opener: externalOpener,
      folder: folderOpener,
      secrets: options.secrets,
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      forgetPage: () => session.defaultSession.clearStorageData({ storages: ['localstorage'] }).catch(() => undefined),
      restart: () => this.restart(),
      windowNotices: { list: () => this.keeper.notices(), clear: () => this.keeper.clearNotices() },
    };
    this.core = new AppHandle({ ...options, version: electronApp.getVersion(), ports: this.ports });
    this.tray = new TrayPresence(options.clock, {
      open: (path) => this.open(path),
      collectNow: () => void this.collectNow(),
      pause: (pause) => void this.withApp((app) => app.pauseNotifications(pause)),
      quit: () => electronApp.quit(),
    });
  }

  /** Opens the window; resolves when it is known whether the core runs. */
  async run(): Promise<void> {
    const { theme } = await this.memory.load();
    nativeTheme.themeSource = theme;
    servePage(this.options.pageDir);
    registerHandlers({
      handlers: () => this.core.handlers(),
      isTrustedSender: ({ sender, senderFrame }) =>
        isTrustedSender(
          {
            frameUrl: senderFrame?.url ?? null,
            isMainFrame: senderFrame !== null && senderFrame.parent === null,
            isOwnWindow: this.window !== null && sender === this.window.webContents,
          },
          this.options.developmentServer ?? PAGE_ORIGIN,
        ),
      reportBug: (where, error) => this.options.logger.error({ where, err: error }, 'A handler failed'),
      onAnswered: (name) => {
        if (name === 'overview:get') this.overviewAnswered();
      },
    });
    this.setMenu();
    const window = this.openWindow();
    const app = await this.core.app();
    if (app.ok) await this.attach(app.value, window);
    else this.showFailure(window, app.failure);
  }

  /** Shows the window, on a screen when a path is given. */
  open(path: string | null): void {
    const window = this.window ?? this.openWindow();
    showWindow(window);
    if (path === null) return;
    const go = () => emit(window, 'navigate', { path });
    if (window.webContents.isLoading()) window.webContents.once('did-finish-load', go);
    else go();
  }

  /** A second start with `--sample` asks the first for the sample account. */
  async openSample(): Promise<void> {
    this.open(null);
    await this.withApp((app) => app.handlers['sample:start'](null));
  }

  /** Ends what runs. Called once, before the process ends. */
  async stop(): Promise<void> {
    this.quitting = true;
    for (const stop of this.stopWatching.splice(0)) stop();
    this.tray.remove();
    await Promise.all([this.core.stop(), this.memory.settled()]);
  }

  /** Ends this process and begins a new one with the same arguments. */
  private restart(): void {
    electronApp.relaunch();
    electronApp.quit();
  }

  /** The next close of the window is meant. */
  prepareToQuit(): void {
    this.quitting = true;
  }

  private openWindow(): BrowserWindow {
    const window = createMainWindow({
      preloadFile: this.options.preloadFile,
      memory: this.memory,
      hidden: this.options.config.hidden && this.window === null,
      keepAliveOnClose: () => this.keepAlive(),
    });
    window.once('closed', () => {
      this.window = null;
    });
    window.webContents.on('will-navigate', ({ url }) => this.onFailureAction(window, url));
    this.keeper.keep(window);
    this.window = window;
    this.loadPage(window);
    return window;
  }

  private loadPage(window: BrowserWindow): void {
    const page = this.options.developmentServer ?? `${PAGE_ORIGIN}/`;
    // The page shows what it kept of the last time before it can ask which account this is.
    this.keeper.open(window, this.options.config.mode === 'sample' ? `${page}?sample` : page);
  }

  private failureAddress(failure: Failure): string {
    return failurePage(failure, this.options.config.dataDir, nativeTheme.shouldUseDarkColors);
  }

  private async attach(app: RunningApp, window: BrowserWindow): Promise<void> {
    if (this.attached) return;
    this.attached = true;
    await this.readSettings(app);
    this.stopWatching.push(
      ...TO_WINDOW.map((name) => this.forward(app, name)),
      app.events.on('changed', (payload) => {
        if (payload.topics.includes('settings')) void this.readSettings(app);
        this.tray.refresh(app);
      }),
      app.events.on('collection-progress', () => this.tray.refresh(app)),
      app.events.on('navigate', ({ path }) => this.open(path)),
      watchPower(this.options.clock, () => void app.onWake()),
    );
    if (!this.options.config.hidden) {
      await whenPainted(window);
      await Promise.race([this.firstOverview, this.options.clock.sleep(START_LATEST_MS)]);
      await this.options.clock.sleep(START_DELAY_MS);
    }
    if (this.quitting) return;
    await app.start();
    this.tray.refresh(app);
    await this.capture(app, window);
  }

  private forward<Name extends EventName>(app: RunningApp, name: Name): () => void {
    return app.events.on(name, (payload) => {
      if (this.window !== null) emit(this.window, name, payload);
    });
  }

  /** Where nothing is connected yet, the picture is of the sample account. */
  private async capture(app: RunningApp, window: BrowserWindow): Promise<void> {
    const file = this.options.config.captureFile;
    if (file === null) return;
    const state = await app.handlers['app:state'](null);
    if (state.ok && state.value.mode === 'empty') await app.handlers['sample:start'](null);
    const done = await captureOverview(window, file, this.options.clock, () => emit(window, 'navigate', { path: '/' }));
    if (!done) process.stderr.write('The Overview was not on screen within a minute; no picture was written.\n');
    process.exitCode = done ? 0 : 1;
    electronApp.quit();
  }

  private showFailure(window: BrowserWindow, failure: Failure): void {
    this.options.logger.error({ code: failure.code }, failure.message);
    this.keeper.open(window, this.failureAddress(failure));
    if (this.options.config.captureFile !== null) {
      process.stderr.write(`${failure.message} ${failure.action}\n`);
      electronApp.exit(1);
    }
  }

  private onFailureAction(window: BrowserWindow, address: string): void {
    const action = failureAction(address);
    if (action === 'quit') electronApp.quit();
    if (action === 'folder') void systemShell.openPath(this.options.config.dataDir);
    if (action === 'retry') void this.retry(window);
  }

  private async retry(window: BrowserWindow): Promise<void> {
    const app = await this.core.retry();
    if (!app.ok) return this.showFailure(window, app.failure);
    this.loadPage(window);
    return this.attach(app.value, window);
  }

  private async readSettings(app: RunningApp): Promise<void> {
    const settings = await app.handlers['settings:get'](null);
    if (!settings.ok) return;
    this.settings = settings.value;
    if (settings.value.theme === this.memory.get().theme) return;
    nativeTheme.themeSource = settings.value.theme;
    await this.memory.remember({ theme: settings.value.theme });
  }

  /** Whether closing the window leaves Headroom in the tray; says so the first time. */
  private keepAlive(): boolean {
    if (this.quitting || !this.settings.keepInTray || !this.tray.isShown()) return false;
    if (!this.memory.get().toldAboutTray) {
      void this.memory.remember({ toldAboutTray: true });
      void this.ports.notifier.show({
        title: 'Headroom keeps watching',
        body: 'It stays in the tray. Quit it from there, or change this in the settings.',
        urgency: 'normal',
        path: '/settings',
      });
    }
    return true;
  }

  private collectNow(): Promise<void> {
    return this.withApp((app) => app.collectNow());
  }

  private async withApp(work: (app: RunningApp) => Promise<unknown>): Promise<void> {
    const app = await this.core.app();
    if (app.ok) await work(app.value);
  }

  private setMenu(): void {
    const template = applicationMenu(process.platform, this.options.developmentServer !== null, {
      open: (path) => this.open(path),
      collectNow: () => void this.collectNow(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}

/** Files beside the built main entry. */
export function builtFiles(mainFolder: string): { pageDir: string; preloadFile: string } {
  return {
    pageDir: join(mainFolder, '../renderer'),
    preloadFile: join(mainFolder, '../preload/index.cjs'),
  };
}

function whenPainted(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    if (window.isDestroyed() || window.isVisible()) resolve();
    else {
      window.once('show', () => resolve());
      window.once('closed', () => resolve());
    }
  });
}
