import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { inProject, projectRoot } from '../setup/paths.mjs';

/**
 * Bundles a section of the benchmark for the project's Node, since its imports have no extensions that Node would
 * find. Packages stay outside of the bundle.
 *
 * @param {string} name
 * @param {string} file its TypeScript entry
 * @returns {Promise<string>} the address of the bundle
 */
export async function buildSection(name, file) {
  const outDir = inProject('node_modules', '.cache', 'bench', name);
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    define: { __APP_VERSION__: JSON.stringify('0.0.0-bench') },
    build: {
      ssr: file,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'section.mjs' } },
    },
  });
  return pathToFileURL(join(outDir, 'section.mjs')).href;
}
