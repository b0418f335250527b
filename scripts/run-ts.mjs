// Runs a TypeScript module with the project's import names: `node scripts/run-ts.mjs FILE EXPORT`.
// Vite loads it, since the names `#shared/...` have no extension and Node alone would not find them.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, name] = process.argv.slice(2);
if (file === undefined || name === undefined) {
  process.stderr.write('Usage: node scripts/run-ts.mjs FILE EXPORT\n');
  process.exit(2);
}
const { module } = await runnerImport(resolve(file), { configFile: false, logLevel: 'error' });
await module[name]();
