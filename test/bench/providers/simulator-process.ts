import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { settableClock } from '#main/clock';
import {
  loadScenario,
  type RequestCount,
  type Scenario,
  type SimulatorCredentials,
  startSimulator,
} from '#main/simulator/index';
import type { Instant } from '#shared/domain/instant';
import { NOW } from '../store/bench-file';

/** The clouds in a process of their own, so that their work and memory are not taken for Headroom's. */
export interface SimulatorProcess {
  readonly credentials: SimulatorCredentials;
  /** Sets the clouds' time. */
  setNow(now: Instant): Promise<void>;
  /** Requests since the last call. */
  takeRequests(): Promise<readonly RequestCount[]>;
  close(): void;
}

interface Started {
  readonly credentials: SimulatorCredentials;
}

type Order = { readonly now: Instant } | { readonly take: true };

/** Starts `serveSimulator` below through the script that runs the sections. */
export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const [, script = '', bundle = ''] = process.argv;
  const child = fork(script, [bundle, 'serveSimulator'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { credentials } = await answerOf<Started>(child);
  return {
    credentials,
    async setNow(now) {
      await order(child, { now });
    },
    takeRequests: () => order<readonly RequestCount[]>(child, { take: true }),
    close: () => {
      child.kill();
    },
  };
}

/** The other side: serves until its parent goes. */
export async function serveSimulator(): Promise<void> {
  const clock = settableClock(NOW);
  const simulator = await startSimulator({ scenario: largeWithStores(), clock });
  const reply = (answer: unknown) => process.send?.(answer);
  process.on('message', (message) => {
    const given = message as Order;
    if ('now' in given) {
      clock.set(given.now);
      reply({});
      return;
    }
    reply(simulator.requests());
    simulator.resetRequests();
  });
  reply({ credentials: simulator.credentials });
  await once(process, 'disconnect');
  await simulator.close();
}

/** Ten projects and two AI accounts, with a second Redis and a Neon beside the one store that the scenario has. */
function largeWithStores(): Scenario {
  const large = loadScenario('large');
  const [cache] = large.redis;
  if (cache === undefined) {
    throw new Error('The scenario has no Redis.');
  }
  const queue = { ...cache, name: 'queue', token: `${cache.token}_queue`, readOnlyToken: `${cache.token}_queue_read` };
  return { ...large, redis: [cache, queue], neon: loadScenario('pro-growth').neon };
}

async function order<T>(child: ChildProcess, message: Order): Promise<T> {
  const answer = answerOf<T>(child);
  child.send(message);
  return answer;
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [answer] = (await once(child, 'message')) as [T];
  return answer;
}
