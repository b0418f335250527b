import type { AddressInfo } from 'node:net';
import type { Clock, SettableClock } from '#main/clock';
import type { Instant } from '#shared/domain/instant';
import { clockCloud } from './clock-cloud';
import { createClouds } from './clouds';
import { credentialsOf, type SimulatorCredentials } from './credentials';
import { type FaultInput, FaultTable } from './fault';
import { formatHttpDate } from './http-date';
import type { Scenario } from './scenario';
import { loadScenario } from './scenarios';
import { createCloudServer } from './server';
import { createWorld } from './world';

export { type SimulatorCredentials, terminalEnvironment } from './credentials';
export type { FaultInput, FaultKind } from './fault';
export type { Scenario } from './scenario';
export { readScenarioFile } from './scenario-file';
export { loadScenario, SCENARIO_NAMES } from './scenarios';

export interface SimulatorOptions {
  /** A shipped scenario by name, or one made by a test. */
  readonly scenario: string | Scenario;
  /** The clouds' own time; it may stand still or be set. */
  readonly clock: Pick<Clock, 'now'>;
  /** The same clock where it may be moved from outside, at `/_simulator/clock`. */
  readonly control?: SettableClock;
  /** What the scenario's day offsets count from; left out: the clock's time at the start. */
  readonly anchor?: Instant;
  /** 0 or left out: a free port. */
  readonly port?: number;
  /** Faults beside those of the scenario. */
  readonly faults?: readonly FaultInput[];
}

export interface RequestCount {
  readonly method: string;
  readonly path: string;
  readonly count: number;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`, the base URL of Vercel; the other clouds answer below it under their prefix. */
  readonly url: string;
  readonly port: number;
  readonly scenario: Scenario;
  /** Base URLs and made-up secrets that the scenario accepts. */
  readonly credentials: SimulatorCredentials;
  /** Adds a fault; throws a ZodError when it is none. */
  setFault(fault: FaultInput): void;
  /** Takes all faults away, those of the scenario too. */
  clearFaults(): void;
  /** Requests since the start or the last `resetRequests`, by method and path. */
  requests(): RequestCount[];
  resetRequests(): void;
  /** Stops listening and drops open connections; harmless twice. */
  close(): Promise<void>;
}

/**
 * Serves the providers' clouds on 127.0.0.1. Rejects when the port is taken, and with an Error that
 * lists the names when the scenario is unknown.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const scenario = typeof options.scenario === 'string' ? loadScenario(options.scenario) : options.scenario;
  const world = createWorld(scenario, options.clock, options.anchor ?? options.clock.now());
  const faults = new FaultTable([...scenario.faults, ...(options.faults ?? [])]);
  const counts = new Map<string, number>();
  const server = createCloudServer({
    clouds: [...(options.control === undefined ? [] : [clockCloud(options.control)]), ...createClouds(world)],
    faults,
    httpDate: (seconds) => formatHttpDate(world.now() + seconds),
    count: (method, path) => {
      const key = `${method} ${path}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    scenario,
    credentials: credentialsOf(scenario, url),
    setFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    requests: () =>
      [...counts].map(([key, count]) => {
        const space = key.indexOf(' ');
        return { method: key.slice(0, space), path: key.slice(space + 1), count };
      }),
    resetRequests: () => counts.clear(),
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) {
          resolve();
          return;
        }
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
