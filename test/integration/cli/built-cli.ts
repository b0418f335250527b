import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { fingerprint } from '../../../scripts/build/ensure-built.mjs';

const root = resolve(import.meta.dirname, '../../..');
// Below the project, so that packages and migrations are found the way the app finds them.
const cache = join(root, 'node_modules', '.cache');
const folder = join(cache, `headroom-cli-${fingerprint().slice(0, 16)}`);
const cli = join(folder, 'cli.js');
/** Where `buildCli` puts the main process, the library in it. */
export const builtFolder = folder;
const home = join(cache, `headroom-home-${process.pid}`);
const KEPT_MILLISECONDS = 86_400_000;

/**
 * Builds the main process as the app does, from today's sources: once for all suites that want it, and again when a source
 * changed.
 */
export async function buildCli(): Promise<void> {
  if (existsSync(cli)) return;
  mkdirSync(cache, { recursive: true });
  dropOldBuilds();
  const arriving = mkdtempSync(join(cache, 'headroom-cli-arriving-'));
  const resolved = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production');
  const main = resolved.config?.main;
  if (main === undefined) {
    throw new Error('electron.vite.config.ts has no main process.');
  }
  await build({ ...main, logLevel: 'error', build: { ...main.build, outDir: arriving, emptyOutDir: true } });
  try {
    renameSync(arriving, folder);
  } catch (error) {
    // Another suite was quicker, with the same sources.
    if (!existsSync(cli)) throw error;
    rmSync(arriving, { recursive: true, force: true, maxRetries: 5 });
  }
}

function dropOldBuilds(): void {
  for (const name of readdirSync(cache).filter((one) => one.startsWith('headroom-cli-'))) {
    const path = join(cache, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > KEPT_MILLISECONDS) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Removes what the runs of this suite left; the build stays for the next. */
export function removeCli(): void {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** The simulator in a process of its own, and the variables with which its account is read. End it with `kill`. */
export async function serveAccount(...args: readonly string[]): Promise<{
  readonly child: ChildProcessWithoutNullStreams;
  readonly url: string;
  readonly environment: Record<string, string>;
}> {
  const child = startCli(['simulator', '--json', ...args]);
  const [line] = await once(child.stdout, 'data');
  const { url, environment } = JSON.parse(String(line)) as { url: string; environment: Record<string, string> };
  return { child, url, environment };
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
  const env = { PATH, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), ...environment };
  return spawn(process.execPath, [cli, ...args], { env, cwd: tmpdir() });
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
