import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { isBuilt } from '../../../scripts/build/ensure-built.mjs';
import { madeOnce, placeOf } from '../support/made-once';
import { isFree, runWarm } from './warm-cli';

const root = resolve(import.meta.dirname, '../../..');
const MADE = 'cli';
// What `npm test` built just before is not built again.
const isThere = isBuilt();
/** Where the main process is after `buildCli`, the library in it. */
export const builtFolder = isThere ? join(root, 'out', 'main') : placeOf(MADE);
export const cli = join(builtFolder, 'cli.js');
const home = join(root, 'node_modules', '.cache', `headroom-home-${process.pid}`);

/** Builds the main process as the app does, from today's sources, unless it is built. */
export async function buildCli(): Promise<void> {
  if (isThere) {
    return;
  }
  // The bundler sets it for a build: other suites of the same process go on without it.
  const { NODE_ENV } = process.env;
  try {
    await madeOnce(MADE, buildInto);
  } finally {
    process.env['NODE_ENV'] = NODE_ENV;
  }
}

async function buildInto(outDir: string): Promise<void> {
  const resolved = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production');
  const main = resolved.config?.main;
  if (main === undefined) {
    throw new Error('electron.vite.config.ts has no main process.');
  }
  await build({ ...main, logLevel: 'error', build: { ...main.build, outDir, emptyOutDir: true } });
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

/** Nothing of the tester's environment but what a process needs to run, far from their own data folder and keychain. */
export function bareEnvironment(environment: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '' } = process.env;
  return { PATH, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), ...environment };
}

/** Starts `headroom ARGS` in it. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [cli, ...args], { env: bareEnvironment(environment), cwd: tmpdir() });
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

/** Runs `headroom ARGS` to its end in a process of its own, as a person does. */
export function runCliAlone(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return ended(startCli(args, environment));
}

/** The same in a process that has run others before, where that is free: a start takes most of the time of a command. */
export function runCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return isFree() ? runWarm(cli, args, bareEnvironment(environment)) : runCliAlone(args, environment);
}
