import { join, resolve } from 'node:path';
import { type SettableClock, settableClock } from '#main/clock';
import { openTerminalSession, type TerminalSession } from '#main/session/terminal-session';
import {
  readScenarioFile,
  type Scenario,
  type Simulator,
  startSimulator,
  terminalEnvironment,
} from '#main/simulator/index';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { temporaryFolder } from '../unit/main/store/temporary-store';
import { answerOtherwise, answersOf } from './answers';

/** An account of this folder, served by the simulator, with Headroom over it as the terminal has it. */
export interface RunningAccount {
  readonly simulator: Simulator;
  readonly environment: Readonly<Record<string, string>>;
  readonly session: TerminalSession;
  readonly clock: SettableClock;
  stop(): Promise<void>;
}

export const ACCOUNTS = resolve(import.meta.dirname);

export function accountFile(name: string): Scenario {
  const read = readScenarioFile(join(ACCOUNTS, `${name}.json`));
  if (!read.ok) {
    throw new Error(read.failure.message);
  }
  return read.value;
}

/** Starts the clouds at `now`, whose days count from `anchor`, and an empty data folder. */
export async function runAccount(scenario: Scenario, now: Instant, anchor: Instant = now): Promise<RunningAccount> {
  const clock = settableClock(now);
  const simulator = await startSimulator({ scenario, clock, anchor });
  const told = terminalEnvironment(scenario, simulator.credentials);
  const origin = new URL(told['HEADROOM_VERCEL_URL'] ?? '').origin;
  // What the account's own file says that its providers answer stands before the simulator.
  const otherwise = await answerOtherwise(origin, answersOf(ACCOUNTS, scenario.name));
  const environment = {
    ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value.replace(origin, otherwise.url)])),
    HEADROOM_NOW: formatInstant(now),
  };
  const opened = await openTerminalSession({
    dataDir: temporaryFolder(),
    migrationsDir: resolve('drizzle'),
    workerFile: resolve(import.meta.dirname, '../../out/main/worker.js'),
    keychainChild: '',
    sample: false,
    clock,
    version: '0.0.0-test',
    environment,
    onProgress: () => undefined,
  });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  const session = opened.value;
  return {
    simulator,
    environment,
    session,
    clock,
    async stop() {
      await session.account.stop();
      await otherwise.close();
      await simulator.close();
    },
  };
}
