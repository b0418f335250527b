import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
// Below the project, so that packages and migrations are found the way the app finds them.
const folder = join(root, 'node_modules', '.cache', `headroom-cli-${process.pid}`);
const cli = join(folder, 'cli.js');

/** Builds the main process as the app does, from today's sources, into a folder of its own. */
export async function buildCli(): Promise<void> {
  const resolved = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production');
  const main = resolved.config?.main;
  if (main === undefined) {
    throw new Error('electron.vite.config.ts has no main process.');
  }
  await build({ ...main, logLevel: 'error', build: { ...main.build, outDir: folder, emptyOutDir: true } });
}

export function removeCli(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `headroom ARGS` with nothing of the tester's environment but what a process needs to run. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const { PATH = '' } = process.env;
  // Far from the tester's own data folder and keychain.
  const home = { HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'home', '.config') };
  return spawn(process.execPath, [cli, ...args], { env: { PATH, ...home, ...environment }, cwd: tmpdir() });
}

/** Resolves with what it wrote once it ended. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export function runCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return ended(startCli(args, environment));
}
