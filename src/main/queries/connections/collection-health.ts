import { isTrouble } from '#shared/domain/cycle';
import type { Instant } from '#shared/domain/instant';
import { OFFLINE, saysOffline } from '#shared/domain/offline';
import { readingWords } from '#shared/format/reading';
import type { CapabilityView, CollectionHealth } from '#shared/ipc/collection';
import { outcomeWords } from '#shared/words/outcome';
import type { ReadParts } from '../read-parts';
import { capabilityViews } from './capability-views';
import type { ConnectionRows } from './connection-rows';
import { connectionView } from './connection-views';
import { readHistoryViews } from './history-view';

/** What the scheduler knows and the store does not. */
export interface SchedulerState {
  readonly running: boolean;
  readonly nextAt: Instant | null;
  readonly intervalMinutes: number;
  readonly progress: CollectionHealth['progress'];
}

type Source = CollectionHealth['sources'][number];

/** How the collection goes: last and next cycle, and every source with every capability. `known` saves reading them again. */
export async function readCollectionHealth(
  parts: ReadParts,
  scheduler: SchedulerState,
  known?: Pick<ConnectionRows, 'connections' | 'attempts'>,
): Promise<CollectionHealth> {
  const [connections, attempts, last] = await Promise.all([
    known?.connections ?? parts.store.connections.list(),
    known?.attempts ?? parts.store.cycles.lastAttempts(),
    parts.store.cycles.last(),
  ]);
  const histories = await readHistoryViews(parts, connections);
  const sources = connections.map((connection): Source => {
    const capabilities = capabilityViews(parts.catalog, connection, attempts);
    const { id, title, providerTitle, icon } = connectionView(parts, connection);
    return {
      connectionId: id,
      title,
      providerTitle,
      icon,
      state: stateOf(capabilities),
      lastGoodAt: newestGood(capabilities),
      history: histories.get(id) ?? null,
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
    return capabilities.some(isPartlyRead) ? 'partial' : 'ok';
  }
  return capabilities.some(({ outcome }) => outcome === 'ok') ? 'partial' : 'failed';
}

function isPartlyRead({ reading }: CapabilityView): boolean {
  return reading !== null && reading.notUnderstood > 0;
}

function newestGood(capabilities: readonly CapabilityView[]): Instant | null {
  return capabilities.reduce<Instant | null>(
    (newest, { lastGoodAt }) => (lastGoodAt !== null && lastGoodAt > (newest ?? 0) ? lastGoodAt : newest),
    null,
  );
}

function worstOf(sources: readonly Source[]): CollectionHealth['worst'] {
  // The same for all of them, so that no source is named.
  if (sources.some(({ capabilities }) => capabilities.some(saysOffline))) {
    return { text: OFFLINE.message.replace(/\.$/, ''), code: OFFLINE.code };
  }
  const order: readonly Source['state'][] = ['failed', 'partial'];
  for (const state of order) {
    const source = sources.find((one) => one.state === state);
    const bad = source?.capabilities.find(({ outcome }) => isTrouble(outcome));
    if (source !== undefined && bad !== undefined && bad.outcome !== 'ok') {
      return { text: `${source.title}: ${outcomeWords(bad.outcome)}`, code: bad.outcome };
    }
  }
  for (const { title, capabilities } of sources) {
    const partly = capabilities.find(isPartlyRead);
    if (partly !== undefined) {
      return { text: `${title}: ${readingWords(partly.reading)}`, code: 'changed' };
    }
  }
  return null;
}
