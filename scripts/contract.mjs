import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/contract');

/** Runs a command in `test/contract` with its output shown; answers its exit code. */
function run(command, args) {
  return spawnSync(command, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

if (process.argv.includes('--help')) {
  console.log(
    'Usage: npm run contract\nRuns the real Vercel command line and the SDKs against the simulator; the result goes to docs/contract.md.',
  );
  process.exit(0);
}

/** True when what is installed is at least as new as the lock file. */
function isFresh() {
  const installed = join(folder, 'node_modules/.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

if (!isFresh()) {
  console.log('Installing the clients into test/contract (400 MB) ...');
  if (run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']) !== 0) {
    console.error('The clients could not be installed: check the connection to the npm registry and run it again.');
    process.exit(1);
  }
}

console.log('Building the simulator ...');
const output = await mkdtemp(join(tmpdir(), 'headroom-simulator-'));
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: join(root, 'src/main/simulator/index.ts'),
    outDir: output,
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'simulator.mjs' } },
  },
});
const code = run(process.execPath, ['run.mjs', join(output, 'simulator.mjs'), join(root, 'docs/contract.md')]);
await rm(output, { recursive: true, force: true });
process.exitCode = code;
