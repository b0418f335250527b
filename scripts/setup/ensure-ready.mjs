import { ensureDependencies, ensureKeychainModule } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { ensureElectronRuntime } from './electron-runtime.mjs';
import { ensureFallbackBinding } from './native-module.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { projectEnvironment } from './paths.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Brings a checkout from nothing to ready: Node checked, system packages, npm dependencies, an Electron runtime, and
 * SQLite for it. Each step is skipped when it is done already; a ready checkout takes a fraction of a second.
 *
 * @param {{ forTests: boolean }} options tests also need the servers and the desktop session that they use for real
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, runtime: { kind: string, folder: string, executable: string } }>}
 *   the environment in which to start Electron: `ELECTRON_OVERRIDE_DIST_PATH`, which Electron's own tools and Playwright read, and
 *   `HEADROOM_SQLITE_BINDING`, the file that the store loads as SQLite's native binding in place of the prebuilt one
 * @throws {import('./setup-failure.mjs').SetupFailure} with the sentence to show
 */
export async function ensureReady({ forTests }) {
  checkNodeVersion();
  /** @type {Set<'run' | 'headless' | 'build' | 'test'>} */
  const needs = new Set(['run', 'build']);
  if (forTests || !hasDisplay()) needs.add('headless');
  if (forTests) needs.add('test');
  await ensureSystemPackages(needs);
  await ensureDependencies();
  await ensureKeychainModule();
  const runtime = await ensureElectronRuntime();
  const extra = runtime.kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
  if (runtime.kind === 'fallback') extra.HEADROOM_SQLITE_BINDING = await ensureFallbackBinding();
  return { environment: projectEnvironment(extra), runtime };
}

/**
 * What the terminal needs: Node and the npm dependencies, no Electron and no system packages.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} the environment in which to run the project's tools
 */
export async function ensureTerminalReady() {
  checkNodeVersion();
  await ensureDependencies();
  return projectEnvironment();
}

/**
 * What a command of the terminal needs that prints or paints: an Electron runtime, and a virtual display where there is
 * none.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} the variables that name the runtime
 * @throws {import('./setup-failure.mjs').SetupFailure} with the sentence to show
 */
export async function ensureRuntime() {
  await ensureSystemPackages(new Set(hasDisplay() ? ['run'] : ['run', 'headless']));
  const { kind, folder } = await ensureElectronRuntime();
  return kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: folder };
}
