import { expect, test } from 'vitest';
import { askConnection } from '#main/collection/collect-connection';
import { cycleParts } from '#main/collection/monitoring-parts';
import type { CollectionResult, Provider } from '#main/providers/monitor';
import { vercelDescriptor } from '#main/providers/vercel/descriptor';
import { succeed } from '#shared/domain/failure';
import { clockAtNoon, connectionNamed, storeWithConnection } from '../store/temporary-store';

test('a state that the monitor does not mention stays as it was kept', async () => {
  const result: CollectionResult = { samples: [], attempts: [], facts: {}, cursors: { usage: 2 } };
  const provider: Provider = {
    descriptor: vercelDescriptor,
    verify: () => Promise.reject(new Error('Nobody verifies here.')),
    monitor: { collectMetrics: async () => result, getPlanLimits: () => [] },
  };
  const parts = cycleParts(await storeWithConnection(), {
    clock: clockAtNoon(),
    providers: [{ descriptor: vercelDescriptor, load: async () => provider }],
    credentials: { read: async () => succeed({}) },
  });
  await parts.store.connections.saveCursors('vercel-1', { usage: 1, billing: 'page-7' });
  const answer = await askConnection(parts, connectionNamed('vercel-1'), {});
  expect(answer.result.cursors).toEqual({ usage: 2, billing: 'page-7' });
});
