import { join } from 'node:path';
import { type SettableClock, settableClock } from '#main/clock';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { createCatalog } from '#main/providers/catalog';
import type { CollectionContext, CollectionResult, ProviderDescriptor, ProviderEntry } from '#main/providers/monitor';
import type { Store } from '#main/store/store';
import { succeed } from '#shared/domain/failure';
import type { MetricSample } from '#shared/domain/series';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';

/** 2026-11-18T10:46:00Z, a Wednesday. */
export const NOW = 1_794_998_760;

/** A provider that a test plugs in through the registry's own interface. */
export function provider(
  id: string,
  collect: (context: CollectionContext) => Promise<CollectionResult>,
): ProviderEntry {
  const descriptor: ProviderDescriptor = {
    id,
    title: id,
    icon: 'box',
    fields: [],
    metrics: [],
    capabilities: ['one', 'two'].map((capability) => ({
      id: capability,
      title: capability,
      feeds: [`TEST_${capability.toUpperCase()}`],
    })),
    billingProvider: id,
    baseUrl: '',
    baseUrlVariable: '',
    links: { usage: () => '', upgrade: () => '' },
  };
  return {
    descriptor,
    load: async () => ({
      descriptor,
      verify: async () => {
        throw new Error('Nobody asks who this is.');
      },
      monitor: { collectMetrics: collect, getPlanLimits: () => [] },
    }),
  };
}

export function reading(metric: 'ONE' | 'TWO', parts: Partial<MetricSample> = {}): MetricSample {
  return {
    service: 'TEST',
    metric,
    projectId: null,
    kind: 'gauge',
    unit: 'count',
    zone: 'UTC',
    source: 'test',
    time: NOW,
    value: 1,
    ...parts,
  };
}

/** A store in a file with a connection for each provider, and what a cycle works with. */
export async function pluggedIn(
  entries: readonly ProviderEntry[],
  options: { store?: Store; clock?: SettableClock } = {},
) {
  const clock = options.clock ?? settableClock(NOW);
  const store = options.store ?? (await openedStore(join(temporaryFolder(), 'headroom.db'), { clock }));
  for (const { descriptor } of entries) {
    await store.connections.save(bareConnection(descriptor.id, descriptor.id, NOW));
  }
  const parts = await monitoringParts(
    store,
    {},
    { clock, providers: entries, catalog: createCatalog(entries), credentials: { read: async () => succeed({}) } },
  );
  return { store, clock, parts };
}
