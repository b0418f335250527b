import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export const projectRoot = resolve(import.meta.dirname, '../../..');

/** Root cannot use Chromium's own sandbox; the page's sandbox stays. */
export const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface LaunchOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built app in its real runtime. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** When the process was started, epoch milliseconds. */
  readonly startedAt: number;
}

/** Starts the built app on a data folder and waits for its window. */
export async function launchApp({ dataDir, args = [], environment = {} }: LaunchOptions): Promise<RunningApp> {
  const startedAt = Date.now();
  const electron = await _electron.launch({
    args: [...rootSwitches, projectRoot, `--data-dir=${dataDir}`, ...args],
    env: { ...definedEnvironment(), ...environment },
  });
  askAgainWhenCollected(electron);
  return { electron, page: await electron.firstWindow(), dataDir, startedAt };
}

/**
 * The runtime may collect the promise that Playwright waits for before it is settled, and then refuses
 * what was asked although it was done. Asking again is harmless for everything that the tests ask.
 */
function askAgainWhenCollected(electron: ElectronApplication): void {
  const evaluate = electron.evaluate.bind(electron);
  const patient: typeof evaluate = async (...asked: Parameters<typeof evaluate>) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await evaluate(...asked);
      } catch (error) {
        if (attempt === 5 || !String(error).includes('garbage collected')) throw error;
      }
    }
  };
  Reflect.set(electron, 'evaluate', patient);
}

/** An empty folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'headroom-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
