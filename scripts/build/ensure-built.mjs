import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, projectNode } from '../setup/paths.mjs';
import { step } from '../setup/progress.mjs';
import { run, tail } from '../setup/run.mjs';
import { SetupFailure } from '../setup/setup-failure.mjs';
import { writeLibraryTypes } from './library-types.mjs';

const sources = [
  'src',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.main.json',
  'tsconfig.library.json',
];
const stampFile = () => inProject('out', '.built-from');

/**
 * Builds the app into `out/` when a source changed since the last build.
 *
 * @param {NodeJS.ProcessEnv} environment as `ensureReady` answers it
 * @throws {SetupFailure} with the bundler's last lines where the build fails
 */
export async function ensureBuilt(environment) {
  if (isBuilt()) return;
  await step('Building the app', async () => {
    const result = await build(environment);
    if (result.code !== 0) throw new SetupFailure(`The build failed:\n${tail(result.output, 25)}`);
  });
}

/** Whether `out/` was built of today's sources. */
export function isBuilt() {
  return existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === fingerprint();
}

/**
 * Builds the app whether it is stale or not. A failed build leaves no old one behind that could pass for it.
 *
 * @param {NodeJS.ProcessEnv} environment as `ensureReady` answers it
 */
export async function build(environment) {
  const wanted = fingerprint();
  rmSync(inProject('out'), { recursive: true, force: true });
  const bundler = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const env = { ...environment, NO_COLOR: '1' };
  const [result] = await Promise.all([
    run(projectNode(), [bundler, 'build'], { env, silenceSeconds: 300 }),
    writeLibraryTypes(env, inProject('out', 'types')),
  ]);
  if (result.code === 0) writeFileSync(stampFile(), wanted);
  return result;
}

/** A digest of names, sizes and times of all sources of the app: cheap enough to take at every start. */
export function fingerprint() {
  const digest = createHash('sha256');
  const add = (path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status) return;
    if (status.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else digest.update(`${path}\0${status.size}\0${status.mtimeMs}\n`);
  };
  for (const source of sources) add(inProject(source));
  return digest.digest('hex');
}
