import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#main/clock';
import { openTerminalSession, type TerminalSession } from '#main/terminal-session';
import { EXIT, type ExitCode } from './exit-codes';
import { tell, tellFailure } from './output';

export const NO_ACCOUNT =
  'No account is connected. Set VERCEL_TOKEN or another account in the environment, connect one in the window, or try --sample.';

/** Options that every command on the data understands. */
export interface DataOptions {
  readonly dataDir?: string;
  readonly sample?: boolean;
  readonly json?: boolean;
}

/** Opens the data, runs `work`, and closes the data whatever happens. */
export async function withSession(
  options: DataOptions,
  work: (session: TerminalSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  let lastLabel = '';
  const opened = await openTerminalSession({
    dataDir: dataDirOf(options),
    migrationsDir: besideApp('drizzle'),
    workerFile: builtFile('worker.js'),
    keychainChild: builtFile('keychain-child.js'),
    sample: options.sample ?? false,
    clock: systemClock,
    version: appVersion(),
    environment: process.env,
    onProgress({ label, done, total }) {
      if (label !== lastLabel) {
        lastLabel = label;
        tell(`${label} (${done} of ${total})`);
      }
    },
  });
  if (!opened.ok) {
    tellFailure(opened.failure);
    return EXIT.failure;
  }
  for (const notice of opened.value.notices) {
    tell(notice);
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.account.stop();
  }
}

/** The data folder that a command is about. */
export function dataDirOf(options: DataOptions): string {
  return resolve(options.dataDir ?? defaultDataDir());
}

/** A file that is built beside this code. */
export function builtFile(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), name);
}

/** The folder that the window uses too, by the habits of each system. */
export function defaultDataDir(): string {
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

/** A file or folder that ships beside the code, found upwards from here. */
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
