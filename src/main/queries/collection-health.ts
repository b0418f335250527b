import { isTrouble } from '#shared/domain/cycle';
import type { Instant } from '#shared/domain/instant';
import type { CapabilityView, CollectionHealth } from '#shared/ipc/collection';

import { capabilityViews } from './capability-views';
import { connectionView } from './connection-views';
import { readHistoryView } from './history-view';
import { outcomeWords } from './outcome-words';
import type { ReadParts } from './read-parts';

/** What the scheduler knows and the store does not. */
export interface SchedulerState {
  readonly running: boolean;
  readonly nextAt: Instant | null;
  readonly intervalMinutes: number;
  readonly progress: CollectionHealth['progress'];
}

type Source = CollectionHealth['sources'][number];

/** How the collection goes: last and next cycle, and every source with every capability. */
export async function readCollectionHealth(parts: ReadParts, scheduler: SchedulerState): Promise<CollectionHealth> {
  const [connections, attempts, last] = await Promise.all([
    parts.store.connections.list(),
    parts.store.cycles.lastAttempts(),
    parts.store.cycles.last(),
  ]);
  const histories = await Promise.all(connections.map((connection) => readHistoryView(parts, connection)));
  const sources = connections.map((connection, index): Source => {
    const capabilities = capabilityViews(parts.catalog, connection, attempts);
    const { id, title, providerTitle, icon } = connectionView(parts, connection);
    return {
      connectionId: id,
      title,
      providerTitle,
      icon,
      state: stateOf(capabilities),
      lastGoodAt: newestGood(capabilities),
      history: histories[index] ?? null,
      capabilities: [...capabilities],
    };
  });
  return {
    lastCycleAt: last?.finishedAt ?? null,
    nextCycleAt: scheduler.nextAt,
    intervalSeconds: scheduler.intervalMinutes * 60,
    running: scheduler.running,
    progress: scheduler.progress,
    sourcesOk: sources.filter((source) => source.state === 'ok').length,
    sourcesTotal: sources.length,
    sources,
    worst: worstOf(sources),
  };
}

function stateOf(capabilities: readonly CapabilityView[]): Source['state'] {
  if (capabilities.length === 0) {
    return 'never';
  }
  if (!capabilities.some(({ outcome }) => isTrouble(outcome))) {
    return 'ok';
  }
  return capabilities.some(({ outcome }) => outcome === 'ok') ? 'partial' : 'failed';
}

function newestGood(capabilities: readonly CapabilityView[]): Instant | null {
  return capabilities.reduce<Instant | null>(
    (newest, { lastGoodAt }) => (lastGoodAt !== null && lastGoodAt > (newest ?? 0) ? lastGoodAt : newest),
    null,
  );
}

function worstOf(sources: readonly Source[]): CollectionHealth['worst'] {
  const order: readonly Source['state'][] = ['failed', 'partial'];
  for (const state of order) {
    const source = sources.find((one) => one.state === state);
    const bad = source?.capabilities.find(({ outcome }) => isTrouble(outcome));
    if (source !== undefined && bad !== undefined && bad.outcome !== 'ok') {
      return { text: `${source.title}: ${outcomeWords(bad.outcome)}`, code: bad.outcome };
    }
  }
  return null;
}
