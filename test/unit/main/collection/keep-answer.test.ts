import { expect, test } from 'vitest';
import { keepAnswer } from '#main/collection/keep-answer';
import { cycleParts } from '#main/collection/monitoring-parts';
import type { CollectedFacts } from '#main/providers/monitor';
import type { Connection } from '#shared/domain/connection';
import { clockAtNoon, connectionNamed, sampleOf, storeWithConnection } from '../store/temporary-store';

const hobby = { provider: 'vercel', plan: 'hobby', planName: 'Hobby', source: 'user' } as const;
const pro = { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' } as const;

async function keeping(connection: Connection = connectionNamed('vercel-1')) {
  const parts = cycleParts(await storeWithConnection(), { clock: clockAtNoon() });
  const keep = (facts: CollectedFacts) =>
    keepAnswer(parts, { connection, result: { samples: [sampleOf()], attempts: [], facts, cursors: { page: 1 } } });
  return { store: parts.store, keep };
}

test('a plan that the person chose stands, whatever the provider says; else that of the provider does', async () => {
  const chosen: Connection = { ...connectionNamed('vercel-1'), billing: hobby };
  for (const [connection, expected] of [
    [chosen, hobby],
    [connectionNamed('vercel-1'), pro],
  ] as const) {
    const { store, keep } = await keeping(connection);
    await store.connections.save(connection);
    await keep({ billing: pro });
    expect((await store.connections.find('vercel-1'))?.billing).toEqual(expected);
  }
});

test("an account of the environment goes by its team's name once that was read, one of a person's keeps its own", async () => {
  const named: Connection = { ...connectionNamed('vercel-1'), title: 'main account' };
  const ofEnvironment: Connection = { ...named, title: 'Vercel (environment)', settings: { origin: 'environment' } };
  for (const [connection, told, expected] of [
    [ofEnvironment, 'acme', 'acme (environment)'],
    [ofEnvironment, ' ', 'Vercel (environment)'],
    [named, 'acme', 'main account'],
  ] as const) {
    const { store, keep } = await keeping(connection);
    await store.connections.save(connection);
    await keep({ title: told });
    expect((await store.connections.find('vercel-1'))?.title).toBe(expected);
  }
});

test('nothing comes back of a connection that a person removed while it was asked', async () => {
  const { store, keep } = await keeping();
  await store.connections.remove('vercel-1');
  expect(await keep({ billing: pro })).toEqual({ metricsCollected: 0, charges: 0, attempts: [] });
  expect(await store.connections.list()).toEqual([]);
  expect(await store.samples.listSeries()).toEqual([]);
});
