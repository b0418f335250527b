import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type SettableClock, settableClock } from '#main/clock';
import { compose } from '#main/compose';
import { answer } from '#main/ipc/answer';
import type { SecretFields } from '#main/secrets/secret-store';
import type { AppOptions, AppPorts, RunningApp as Composed } from '#main/session/running-app';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { type ChannelName, type ChannelOutput, contract } from '#shared/ipc/contract';
import { secretsInMemory } from '../../unit/main/secrets/secrets-in-memory';
import { NOW } from '../collection/monitored';
import { copyFilledSample } from '../collection/sample';

/** What the core asked of the desktop. */
export interface Desktop {
  readonly ports: AppPorts;
  readonly opened: string[];
  readonly shown: string[];
  readonly noticed: string[];
  readonly secrets: Map<string, SecretFields>;
  /** How often the app was to start again. */
  restarts: number;
  /** How often the window was to forget what it keeps for its next start. */
  pagesForgotten: number;
  /** Where the save dialog saves; null: the person cancels. */
  savePath: string | null;
  /** The file that the open dialog answers; null: the person cancels. */
  openPath: string | null;
  /** The folder that the folder dialog answers; null: the person cancels. */
  folderPath: string | null;
  /** Pages that were printed or painted, and what the clipboard and the preview were given. */
  readonly pages: string[];
  readonly copied: string[];
  readonly previewed: string[];
}

export interface RunningApp {
  readonly app: Composed;
  readonly folder: string;
  readonly clock: SettableClock;
  readonly desktop: Desktop;
  /** Bugs that were reported while answering: exceptions, and outputs outside of the contract. */
  readonly bugs: string[];
  /** Asks as the window does; the answer went through the contract's schema. */
  ask(name: ChannelName, input?: unknown): Promise<Result<unknown>>;
  /** The value of an answer that must be one. */
  value<Name extends ChannelName>(name: Name, input?: unknown): Promise<ChannelOutput<Name>>;
  end(): Promise<void>;
}

/** The whole core over a real file, as the desktop composes it, with a desktop that only takes notes. */
export async function startApp(
  mode: 'own' | 'sample',
  workerFile = resolve(import.meta.dirname, '../../../out/main/worker.js'),
  given: Pick<AppOptions, 'environment' | 'clockStart'> = {},
): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-ipc-'));
  if (mode === 'sample') {
    await copyFilledSample(folder, NOW);
  }
  const clock = settableClock(NOW);
  const desktop = noteTakingDesktop();
  const composed = await compose({
    dataDir: folder,
    migrationsDir: resolve(import.meta.dirname, '../../../drizzle'),
    workerFile,
    clock,
    mode,
    version: '0.0.0-test',
    platform: 'linux',
    ports: desktop.ports,
    ...given,
  });
  if (!composed.ok) {
    throw new Error(composed.failure.message);
  }
  const app = composed.value;
  await app.start();
  const bugs: string[] = [];
  const ask = (name: ChannelName, input: unknown = null) =>
    answer(name, input, app.handlers, (where, error) => bugs.push(`${where}: ${String(error)}`));
  return {
    app,
    folder,
    clock,
    desktop,
    bugs,
    ask,
    async value<Name extends ChannelName>(name: Name, input: unknown = null): Promise<ChannelOutput<Name>> {
      const result = await ask(name, input);
      if (!result.ok) {
        throw new Error(`${name}: ${result.failure.message} ${bugs.join('; ')}`);
      }
      return contract[name].output.parse(result.value) as ChannelOutput<Name>;
    },
    async end() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function noteTakingDesktop(): Desktop {
  const opened: string[] = [];
  const shown: string[] = [];
  const noticed: string[] = [];
  const secrets = new Map<string, SecretFields>();
  const desktop: Desktop = {
    opened,
    shown,
    noticed,
    secrets,
    restarts: 0,
    pagesForgotten: 0,
    savePath: null,
    openPath: null,
    folderPath: null,
    pages: [],
    copied: [],
    previewed: [],
    ports: {
      window: { hasFocus: () => false, hasTray: () => false },
      notifier: {
        async show({ title }) {
          noticed.push(title);
          return null;
        },
      },
      saveDialog: { choose: async () => desktop.savePath },
      openDialog: { choose: async () => desktop.openPath },
      folderDialog: { choose: async () => desktop.folderPath },
      press: {
        print: async (html) => pressed(desktop, html, '%PDF-'),
        paint: async (html) => pressed(desktop, html, 'PNG '),
      },
      preview: { hold: (html) => `headroom-preview://${desktop.previewed.push(html)}/` },
      clipboard: {
        copyPicture: async (png) => void desktop.copied.push(Buffer.from(png).toString()),
        copyText: async (text) => void desktop.copied.push(text),
      },
      opener: {
        async open(url) {
          opened.push(url);
          return url.startsWith('https:') ? succeed(null) : fail(notHttps);
        },
      },
      folder: {
        show: (path) => void shown.push(path),
        async open(path) {
          opened.push(path);
          return succeed(null);
        },
      },
      resolveProxy: async () => 'DIRECT',
      async forgetPage() {
        desktop.pagesForgotten += 1;
      },
      restart() {
        desktop.restarts += 1;
      },
      secrets: {
        ...secretsInMemory(secrets),
        whereabouts: async (id) => ({ place: secrets.has(id) ? 'keychain' : 'none', file: null, reason: '' }),
        troubles: async () => [],
        files: async () => [],
        close: () => undefined,
      },
      windowNotices: { list: () => [], clear: () => undefined },
    },
  };
  return desktop;
}

/** The engine is Electron's: its own tests read what it makes. Here the page itself comes out, so that it can be read. */
function pressed(desktop: Desktop, html: string, head: string): Result<Uint8Array> {
  desktop.pages.push(html);
  return succeed(Buffer.from(`${head}${html}`));
}

const notHttps = { code: 'invalid-input', message: 'Not https.', action: 'Use https.', retryable: false } as const;
