/* npm run contract: runs the real Vercel command line and the SDKs against the simulator; see docs/contract.md. */
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from './build/launch.mjs';
import { arrival, INSTALL_SILENCE_SECONDS, TALKING } from './setup/dependencies.mjs';
import { ensureTerminalReady } from './setup/ensure-ready.mjs';
import { inProject, projectNode, projectRoot } from './setup/paths.mjs';
import { say, step } from './setup/progress.mjs';
import { run, tail } from './setup/run.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';

const folder = inProject('test', 'contract');

await runAsCommand(async () => {
  if (process.argv.includes('--help')) {
    say('Usage: npm run contract');
    say('Runs the real Vercel command line and the SDKs against the simulator; the result goes to docs/contract.md.');
    return 0;
  }
  const environment = await ensureTerminalReady();
  if (!clientsAreCurrent()) await step('Installing the clients into test/contract (400 MB)', installClients);
  const output = await mkdtemp(join(tmpdir(), 'headroom-simulator-'));
  try {
    await step('Building the simulator', () => buildSimulator(output));
    const args = ['run.mjs', join(output, 'simulator.mjs'), inProject('docs', 'contract.md')];
    return await runInForeground(projectNode(), args, { env: environment, cwd: folder });
  } finally {
    await rm(output, { recursive: true, force: true });
  }
});

/** Whether what is installed is at least as new as the lock file. */
function clientsAreCurrent() {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

async function installClients(note) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', ...TALKING];
  const result = await run(npm, args, {
    cwd: folder,
    silenceSeconds: INSTALL_SILENCE_SECONDS,
    onLine: (line) => note(arrival(line)),
  });
  if (result.code === 0) return;
  throw new SetupFailure(
    `The clients could not be installed:\n${tail(result.output)}`,
    'Check the connection to the npm registry and run the command again.',
  );
}

/** @param {string} outDir gets `simulator.mjs`, with everything it needs inside */
async function buildSimulator(outDir) {
  const { build } = await import('vite');
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: inProject('src', 'main', 'simulator', 'index.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'simulator.mjs' } },
    },
  });
}
