import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron';
import { isPreviewAddress } from './page-file';
import type { ShellMemoryFile } from './shell-memory';
import { chromeColors } from './theme';
import { placeWindow, SMALLEST_SIZE } from './window-state';

export interface MainWindowOptions {
  readonly preloadFile: string;
  readonly memory: ShellMemoryFile;
  /** Starts in the tray: the window is made, not shown. */
  readonly hidden: boolean;
  /** Called instead of closing; answers true when the window goes to the tray and stays alive. */
  readonly keepAliveOnClose: () => boolean;
}

/** Height of the page's top bar, which the system's buttons lie over. */
const TITLE_BAR_HEIGHT = 48;

/**
 * Makes the one window: sandboxed page without Node, no way to another address, system's buttons over
 * the page's top bar. It shows itself as soon as the page has painted.
 */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const remembered = options.memory.get().window;
  const window = new BrowserWindow({
    ...placeWindow(remembered, workAreas()),
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
    title: 'Headroom',
    show: false,
    backgroundColor: chromeColors(nativeTheme.shouldUseDarkColors).canvas,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    ...(process.platform === 'darwin' ? {} : { titleBarOverlay: overlay() }),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (!options.hidden) {
    window.once('ready-to-show', () => {
      if (remembered?.maximized) window.maximize();
      window.show();
    });
  }
  keepToOwnPage(window);
  followTheme(window);
  window.on('close', (event) => {
    const state = { window: { bounds: window.getNormalBounds(), maximized: window.isMaximized() } };
    void options.memory.remember(state);
    if (options.keepAliveOnClose()) {
      event.preventDefault();
      window.hide();
    }
  });
  return window;
}

/** Brings the window before the person, whatever state it is in. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The page never leaves itself and opens nothing: addresses go through the opener, from main only. */
function keepToOwnPage(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    // The one frame that there is shows a preview, and goes nowhere from there.
    if (!event.isMainFrame && !isPreviewAddress(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  webContents.session.setPermissionCheckHandler(() => false);
}

function followTheme(window: BrowserWindow): void {
  const paint = () => {
    if (window.isDestroyed()) return;
    window.setBackgroundColor(chromeColors(nativeTheme.shouldUseDarkColors).canvas);
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay());
  };
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.removeListener('updated', paint));
}

function overlay() {
  const { canvas, ink } = chromeColors(nativeTheme.shouldUseDarkColors);
  return { color: canvas, symbolColor: ink, height: TITLE_BAR_HEIGHT };
}

function workAreas(): readonly Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return [main, ...others].map((display) => display.workArea);
}
