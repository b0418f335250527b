import { join, resolve } from 'node:path';
import { createChanges } from '#main/changes';
import { type SettableClock, settableClock } from '#main/clock';
import { alertDelivery } from '#main/delivery/alert-delivery';
import { type Message, SHOWN } from '#main/delivery/channel';
import { OWN_FILE } from '#main/files/data-folder';
import { createTerminalLogger } from '#main/log';
import { readBaseUrlOverrides } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { secretPlaces } from '#main/secrets/secret-places';
import type { AccountSession } from '#main/session/account-session';
import { environmentConnections, keepConnections, secretsBeside } from '#main/session/environment-connections';
import { openData } from '#main/session/open-data';
import { ownAccount } from '#main/session/own-account';
import {
  readScenarioFile,
  type Scenario,
  type Simulator,
  startSimulator,
  terminalEnvironment,
} from '#main/simulator/index';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { settling } from '../integration/support/settling';
import { temporaryFolder } from '../unit/main/store/temporary-store';
import { answerOtherwise, answersOf } from './answers';

/** An account of this folder, served by the simulator, with Headroom over it as the terminal has it. */
export interface RunningAccount {
  readonly simulator: Simulator;
  readonly environment: Readonly<Record<string, string>>;
  readonly session: { readonly account: AccountSession };
  readonly clock: SettableClock;
  /** What a person was told by the desktop, oldest first. */
  readonly told: readonly Message[];
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

/**
 * Starts the clouds at `now`, whose days count from `anchor`, and an empty data folder. `connected` false: no account
 * of it is.
 */
export async function runAccount(
  scenario: Scenario,
  now: Instant,
  anchor: Instant = now,
  connected = true,
): Promise<RunningAccount> {
  const clock = settableClock(now);
  const simulator = await startSimulator({ scenario, clock, anchor });
  const accounts = terminalEnvironment(scenario, simulator.credentials);
  const origin = new URL(accounts['HEADROOM_VERCEL_URL'] ?? '').origin;
  // What the account's own file says that its providers answer stands before the simulator.
  const otherwise = await answerOtherwise(origin, answersOf(ACCOUNTS, scenario.name));
  const environment = {
    ...Object.fromEntries(
      Object.entries(connected ? accounts : {}).map(([name, value]) => [name, value.replace(origin, otherwise.url)]),
    ),
    HEADROOM_NOW: formatInstant(now),
  };
  const told: Message[] = [];
  const account = await openAccount(environment, clock, told);
  return {
    simulator,
    environment,
    session: { account },
    clock,
    told,
    async stop() {
      await account.stop();
      await otherwise.close();
      await simulator.close();
    },
  };
}

/**
 * The core that the terminal has, in this process: forecasts are worked out without a built thread, and notices are
 * shown to the test.
 */
async function openAccount(
  environment: Readonly<Record<string, string>>,
  clock: SettableClock,
  told: Message[],
): Promise<AccountSession> {
  const logger = createTerminalLogger(environment);
  const options = { dataDir: temporaryFolder(), environment, keychainChild: '', clock, logger };
  const found = answerOf(environmentConnections(registry, environment, clock.now()));
  const store = answerOf(
    await openData(
      join(options.dataDir, OWN_FILE),
      { ...options, migrationsDir: resolve('drizzle'), workerFile: '' },
      (opened) => keepConnections(opened, found),
    ),
  );
  const channel = {
    id: 'desktop',
    async send(message: Message) {
      told.push(message);
      return SHOWN;
    },
  };
  return ownAccount({
    store,
    clock,
    logger,
    version: '0.0.0-test',
    changes: createChanges(),
    notifier: settling((parts) =>
      alertDelivery({ parts, settingsStore: store, channels: async () => [channel], stays: false }),
    ),
    backfills: false,
    tellPatienceMs: 0,
    workerFile: null,
    baseUrls: answerOf(readBaseUrlOverrides(registry, environment)),
    secrets: secretsBeside(found, secretPlaces({ ...options, safeStorage: null })),
    model: null,
  });
}

function answerOf<Value>(result: Result<Value>): Value {
  if (!result.ok) {
    throw new Error(result.failure.message);
  }
  return result.value;
}
