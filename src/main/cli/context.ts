import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overrideSentence } from '#main/queries/connections/base-url-notes';
import { type StartClock, startClock, startSentence } from '#main/session/start-clock';
import type { TerminalSession } from '#main/session/terminal-session';
import type { Result } from '#shared/domain/failure';
import { EXIT, type ExitCode } from './exit-codes';
import { tell, tellFailure } from './output';

/** Options that every command on the data understands. */
export interface DataOptions {
  readonly dataDir?: string;
  readonly sample?: boolean;
  readonly json?: boolean;
}

/** Of a command that tells how limits stand. */
export interface RiskOptions extends DataOptions {
  readonly exitCode?: boolean;
  /** Seconds from one answer to the next. */
  readonly watch?: number;
}

/** Opens the data, runs `work`, and closes the data whatever happens. */
export async function withSession(
  options: DataOptions,
  work: (session: TerminalSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const started = startOf(options);
  if (started === null) {
    return EXIT.wrongUse;
  }
  const { clock, dataDir } = started;
  // Loaded here, so that help, a wrong option and a command without data answer at once.
  const { openTerminalSession } = await import('#main/session/terminal-session');
  let told = '';
  const opened = await openTerminalSession({
    dataDir,
    migrationsDir: besideApp('drizzle'),
    workerFile: besideApp('worker.js'),
    keychainChild: besideApp('keychain-child.js'),
    sample: options.sample ?? false,
    clock,
    version: appVersion(),
    environment: process.env,
    onProgress({ label, done, total }) {
      // Once for each step, and once for each tenth of a long one.
      const step = `${label} ${Math.floor((10 * done) / Math.max(1, total))}`;
      if (step !== told) {
        told = step;
        tell(`${label} (${done} of ${total})`);
      }
    },
  });
  if (!opened.ok) {
    tellFailure(opened.failure);
    return EXIT.failure;
  }
  for (const said of [...opened.value.baseUrls.map(overrideSentence), ...opened.value.notices]) {
    tell(said);
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.account.stop();
  }
}

/** A command that opens its data twice says once that its clock is another. */
let toldStart = false;

/** The clock and the data folder of a command; null, after it was told why, when they do not go together. */
export function startOf(options: DataOptions): StartClock | null {
  const started = readStart(options);
  if (!started.ok) {
    tellFailure(started.failure);
    return null;
  }
  const said = startSentence(started.value);
  if (said !== null && !toldStart) {
    toldStart = true;
    tell(said);
  }
  return started.value;
}

/** The data folder that a command is about. */
export function dataDirOf(options: DataOptions): string {
  const started = readStart(options);
  return started.ok ? started.value.dataDir : namedDataDir(options);
}

function readStart(options: DataOptions): Result<StartClock> {
  return startClock(process.env, {
    dataDir: namedDataDir(options),
    isNamed: options.dataDir !== undefined,
    sample: options.sample ?? false,
  });
}

function namedDataDir(options: DataOptions): string {
  return resolve(options.dataDir ?? defaultDataDir());
}

/** The folder that the window uses too, by the habits of each system. */
function defaultDataDir(): string {
  const home = homedir();
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Headroom');
    case 'win32':
      return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Headroom');
    default:
      return join(process.env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Headroom');
  }
}

/** A file or folder that is built or ships beside the code, found upwards from here: the bundler chooses where this stands. */
export function besideApp(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, name)) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, name);
}

/** The version of this build. */
export function appVersion(): string {
  return __APP_VERSION__;
}
