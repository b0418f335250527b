import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, projectNode } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

/**
 * Writes the types of the library, for TypeScript in the projects that use it. A mistake in the types of the sources
 * keeps nobody from starting the app: the checks of `npm test` tell of it.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} folder such as `out/types`
 */
export async function writeLibraryTypes(environment, folder) {
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '-p', inProject('tsconfig.library.json'), '--outDir', folder];
  const result = await run(projectNode(), args, { env: environment, silenceSeconds: 300 });
  mkdirSync(folder, { recursive: true });
  // The names by which the sources import each other lead to the types here, not to the sources. Without "type", so
  // that every way in which TypeScript looks for modules finds a file without its ending.
  const imports = { '#main/*': './main/*.d.ts', '#shared/*': './shared/*.d.ts' };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, imports }, null, 2)}\n`);
  return result;
}
