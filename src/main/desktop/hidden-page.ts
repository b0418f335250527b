import { randomUUID } from 'node:crypto';
import { BrowserWindow, type Session, session, type WebContents } from 'electron';
import { type Clock, within } from '#main/clock';
import type { PictureSize } from '#main/ports';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { PRESS_CANCELLED, pressFailed, pressTooSlow } from '#shared/words/press';
import { pageAnswer } from './page-answer';

/** A page of its own kind: it is no origin that anything else belongs to. */
const SCHEME = 'headroom-page';
/** In memory alone; it shares nothing with the window's. */
const PARTITION = 'hidden-pages';
const LONGEST_SECONDS = 60;

const pages = new Map<string, string>();
let known: Session | null = null;

/**
 * Shows `html` in a window that nobody sees, lets `work` take from it what is wanted, and closes the window whatever
 * happens. The page is sandboxed; it runs no script, asks no address but its own, and goes nowhere.
 */
export async function onHiddenPage(
  { html, size, zoom = 1 }: { readonly html: string; readonly size: PictureSize; readonly zoom?: number },
  clock: Clock,
  signal: AbortSignal,
  work: (contents: WebContents) => Promise<Uint8Array>,
): Promise<Result<Uint8Array>> {
  if (signal.aborted) return fail(PRESS_CANCELLED);
  const name = randomUUID();
  pages.set(name, html);
  const window = hiddenWindow(size, zoom);
  const cancelled = new Promise<Result<never>>((resolve) => {
    signal.addEventListener('abort', () => resolve(fail(PRESS_CANCELLED)), { once: true });
  });
  const made = async (): Promise<Result<Uint8Array>> => {
    try {
      await window.loadURL(`${SCHEME}://${name}/`);
      return succeed(await work(window.webContents));
    } catch (error) {
      return fail(pressFailed(error instanceof Error ? error.name : 'unknown'));
    }
  };
  try {
    return await within(clock, LONGEST_SECONDS * 1000, Promise.race([made(), cancelled]), () =>
      fail(pressTooSlow(LONGEST_SECONDS)),
    );
  } finally {
    pages.delete(name);
    if (!window.isDestroyed()) window.destroy();
  }
}

function hiddenWindow({ width, height }: PictureSize, zoom: number): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    width: width * zoom,
    height: height * zoom,
    useContentSize: true,
    frame: false,
    skipTaskbar: true,
    webPreferences: {
      session: pageSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
      zoomFactor: zoom,
    },
  });
  const { webContents } = window;
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  return window;
}

/** A session that knows the held pages and nothing else: it has no network. */
function pageSession(): Session {
  if (known !== null) return known;
  const made = session.fromPartition(PARTITION);
  made.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !request.url.startsWith(`${SCHEME}://`) }));
  made.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  made.setPermissionCheckHandler(() => false);
  made.protocol.handle(SCHEME, (request) => pageAnswer(pages.get(new URL(request.url).host)));
  known = made;
  return made;
}
