import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** The folder that a command line means, whatever its clock. */
export function namedDataDir(options: Pick<DataOptions, 'dataDir'>): string {
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
