import type { BrowserWindow } from 'electron';
import type { Clock } from '#main/clock';
import type { Logger } from '#main/log';
import { PageWatch } from './page-watch';

/** What may happen to the page that it does not come back from by itself. */
type PageTrouble = 'crashed' | 'left' | 'not-loaded';

export interface PageRecoveryOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Origin of the window's own page. */
  readonly origin: string;
  /** Address of the page that says that the window's page cannot be shown. */
  readonly failureAddress: () => string;
}

/** How Chromium calls a load that another one overtook. */
const ABORTED = -3;

const SENTENCES: Readonly<Record<PageTrouble, string>> = {
  crashed: 'The page in the window broke off and was loaded again. Collection and notifications went on.',
  left: 'Something led the window away from Headroom; it was brought back.',
  'not-loaded': 'The page in the window could not be loaded at first and was loaded again.',
};

/**
 * Keeps a window on the page that was loaded last: it comes back after a crash, after a load that failed, and from
 * wherever something led it (`about:blank` asks nobody, and so cannot be refused beforehand).
 */
export class PageRecovery {
  private readonly options: PageRecoveryOptions;
  private address = '';
  private told: readonly string[] = [];
  private watch: PageWatch | null = null;

  constructor(options: PageRecoveryOptions) {
    this.options = options;
  }

  /** Looks after a new window. */
  keep(window: BrowserWindow): void {
    this.watch?.stop();
    const watch = new PageWatch(this.options.clock, {
      reload: () => this.load(window, this.address),
      giveUp: () => this.load(window, this.options.failureAddress()),
    });
    this.watch = watch;
    const { webContents } = window;
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.report(watch, 'crashed', reason);
    });
    webContents.on('did-navigate', (_event, url) => {
      if (!this.isOwn(url)) this.report(watch, 'left', 'navigated');
    });
    webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
      if (isMainFrame && code !== ABORTED) this.report(watch, 'not-loaded', String(code));
    });
    webContents.on('did-finish-load', () => {
      // Nobody goes back to where the window was led.
      if (this.isOwn(webContents.getURL())) webContents.navigationHistory.clear();
    });
    window.once('closed', () => watch.stop());
  }

  /** Loads an address, which is then the one that the window stays on. */
  load(window: BrowserWindow, address: string): void {
    this.address = address;
    if (window.isDestroyed()) return;
    // What went wrong is reported by `did-fail-load`.
    void window.loadURL(address).catch(() => undefined);
  }

  /** The same because a person asked for it. */
  open(window: BrowserWindow, address: string): void {
    this.watch?.forget();
    this.load(window, address);
  }

  /** What the window has to tell about its page since a person last looked. */
  notices(): readonly string[] {
    return this.told;
  }

  clearNotices(): void {
    this.told = [];
  }

  private report(watch: PageWatch, trouble: PageTrouble, reason: string): void {
    this.options.logger.warn({ trouble, reason }, 'The page is brought back');
    this.told = [...new Set([...this.told, SENTENCES[trouble]])];
    watch.report();
  }

  private isOwn(url: string): boolean {
    return url === this.address || url === this.options.origin || url.startsWith(`${this.options.origin}/`);
  }
}
