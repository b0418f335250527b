import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from './progress.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

/**
 * @typedef {object} Requirement present when its library is linked, its command on the PATH, its file there, or a version
 *   of its server installed
 * @property {'run' | 'headless' | 'build' | 'test'} need
 * @property {string[]} packages
 * @property {string} [library]
 * @property {string} [command]
 * @property {string} [file]
 * @property {string} [server]
 */

/**
 * What the app links or starts on Linux, each with the Debian packages that bring it, the preferred name first (Debian 13
 * renamed some). `need` names when it is asked for: to run the window, to run it without a display, to build, to test.
 */
/** @type {Requirement[]} */
const requirements = [
  { need: 'run', packages: ['libgtk-3-0t64', 'libgtk-3-0'], library: 'libgtk-3.so.0' },
  { need: 'run', packages: ['libnss3'], library: 'libnss3.so' },
  { need: 'run', packages: ['libasound2t64', 'libasound2'], library: 'libasound.so.2' },
  { need: 'run', packages: ['libgbm1'], library: 'libgbm.so.1' },
  { need: 'run', packages: ['libnotify4'], library: 'libnotify.so.4' },
  { need: 'run', packages: ['libsecret-1-0'], library: 'libsecret-1.so.0' },
  { need: 'headless', packages: ['xvfb'], command: 'xvfb-run' },
  { need: 'headless', packages: ['xauth'], command: 'xauth' },
  { need: 'build', packages: ['python3'], command: 'python3' },
  { need: 'build', packages: ['make'], command: 'make' },
  { need: 'build', packages: ['g++'], command: 'g++' },
  { need: 'build', packages: ['pkg-config'], command: 'pkg-config' },
  { need: 'build', packages: ['libsecret-1-dev'], file: '/usr/include/libsecret-1/libsecret/secret.h' },
  { need: 'test', packages: ['dbus'], command: 'dbus-daemon' },
  { need: 'test', packages: ['dbus-bin', 'dbus'], command: 'dbus-run-session' },
  { need: 'test', packages: ['dbus-x11'], command: 'dbus-launch' },
  { need: 'test', packages: ['gnome-keyring'], command: 'gnome-keyring-daemon' },
  { need: 'test', packages: ['dunst'], command: 'dunst' },
  { need: 'test', packages: ['redis-server'], command: 'redis-server' },
  { need: 'test', packages: ['postgresql'], server: '/usr/lib/postgresql' },
  { need: 'test', packages: ['pgbouncer'], file: '/usr/sbin/pgbouncer' },
  { need: 'test', packages: ['prometheus'], command: 'promtool' },
];

/**
 * Installs the system packages that are missing, where that is possible (Debian and its kin, as root); elsewhere says
 * the one command that does it. Other systems bring what is needed with Electron.
 *
 * @param {Set<'run' | 'headless' | 'build' | 'test'>} needs
 * @throws {SetupFailure} where something is missing and cannot be installed from here
 */
export async function ensureSystemPackages(needs) {
  if (process.platform !== 'linux') return;
  const missing = await missingRequirements(needs);
  if (missing.length === 0) return;
  if (!onPath('apt-get')) {
    const wanted = missing.map(({ library, command, packages }) => library ?? command ?? packages.at(-1));
    throw new SetupFailure(
      `These system parts are missing: ${wanted.join(', ')}.`,
      "Install them with this system's package manager and run the command again.",
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = await packageNames(missing);
    throw new SetupFailure(
      'Some system packages are missing.',
      `Run this once, then the command again:  sudo apt-get install -y ${packages.join(' ')}`,
    );
  }
  await step('Installing system packages', async (note) => {
    await apt(['update', '-qq'], note);
    const packages = await packageNames(missing);
    await apt(['install', '-y', '--no-install-recommends', ...packages], note);
  });
  const stillMissing = await missingRequirements(needs);
  if (stillMissing.length > 0) {
    throw new SetupFailure(
      `Still missing after the installation: ${stillMissing.map(({ packages }) => packages.at(-1)).join(', ')}.`,
      'Install them by hand and run the command again.',
    );
  }
}

async function apt(args, note) {
  // RUNLEVEL=1 keeps freshly installed servers from being started: the tests start their own on free ports.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = ['-o', 'DPkg::Lock::Timeout=300'];
  const result = await run('apt-get', [...options, ...args], { env, silenceSeconds: 900, onLine: note });
  if (result.code === 0) return;
  throw new SetupFailure(
    `apt-get ${args[0]} failed:\n${tail(result.output)}`,
    `Run by hand to see why:  apt-get ${args.join(' ')}`,
  );
}

async function missingRequirements(needs) {
  const libraries = await linkedLibraries();
  return requirements.filter((requirement) => needs.has(requirement.need) && !isPresent(requirement, libraries));
}

/**
 * @param {Requirement} requirement
 * @param {string} libraries what `ldconfig -p` lists
 */
function isPresent({ library, command, file, server }, libraries) {
  if (library) return libraries.includes(`${library} `);
  if (command) return onPath(command);
  if (file) return existsSync(file);
  return server !== undefined && hasServer(server);
}

function hasServer(folder) {
  return (
    existsSync(folder) && readdirSync(folder).some((version) => existsSync(join(folder, version, 'bin', 'postgres')))
  );
}

async function linkedLibraries() {
  const tool = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
  return (await run(tool, ['-p'])).stdout;
}

async function packageNames(missing) {
  const names = new Set();
  for (const { packages } of missing) names.add(await availableName(packages));
  return [...names];
}

async function availableName(packages) {
  for (const name of packages.slice(0, -1)) {
    const { stdout } = await run('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
    if (/Candidate: (?!\(none\))/.test(stdout)) return name;
  }
  return packages.at(-1);
}

/** Whether a command is found on the PATH. */
export function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, command)));
}
