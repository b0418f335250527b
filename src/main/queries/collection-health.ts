import type { CollectionAttempt } from '#shared/domain/cycle';
import type { FailureCode } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { CollectionHealth } from '#shared/ipc/collection';
import { readBackfill } from './backfill-progress';
import type { ReadParts } from './read-parts';

/** What the scheduler knows and the store does not. */
export interface SchedulerState {
  readonly running: boolean;
  readonly nextAt: Instant | null;
  readonly intervalMinutes: number;
  readonly progress: CollectionHealth['progress'];
}

type Source = CollectionHealth['sources'][number];
type Attempts = readonly { readonly attempt: CollectionAttempt; readonly lastGoodAt: Instant | null }[];

/** Outcomes that are no trouble: nothing to see, or nothing that the plan offers. */
const HARMLESS: readonly (FailureCode | 'ok')[] = ['ok', 'asleep', 'not-on-plan'];

/** How the collection goes: last and next cycle, and every source with every capability. */
export async function readCollectionHealth(parts: ReadParts, scheduler: SchedulerState): Promise<CollectionHealth> {
  const [connections, attempts, last] = await Promise.all([
    parts.store.connections.list(),
    parts.store.cycles.lastAttempts(),
    parts.store.cycles.last(),
  ]);
  const histories = await Promise.all(connections.map(({ id }) => readBackfill(parts.store, id)));
  const sources = connections.map((connection, index): Source => {
    const own = attempts.filter(({ attempt }) => attempt.connectionId === connection.id);
    const descriptor = parts.catalog.descriptor(connection.provider);
    return {
      connectionId: connection.id,
      title: connection.title,
      providerTitle: descriptor?.title ?? connection.provider,
      icon: descriptor?.icon ?? 'circle-dashed',
      state: stateOf(own),
      lastGoodAt: newestGood(own),
      history: histories[index] ?? null,
      capabilities: own.map(({ attempt, lastGoodAt }) => ({
        id: attempt.capability,
        title: parts.catalog.capabilityTitle(connection.provider, attempt.capability),
        outcome: attempt.outcome,
        message: attempt.message,
        action: attempt.action,
        at: attempt.startedAt,
        durationMs: attempt.durationMs,
        lastGoodAt,
        retryAt: attempt.retryAt,
      })),
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

function stateOf(attempts: Attempts): Source['state'] {
  if (attempts.length === 0) {
    return 'never';
  }
  const bad = attempts.filter(({ attempt }) => !HARMLESS.includes(attempt.outcome));
  if (bad.length === 0) {
    return 'ok';
  }
  const good = attempts.some(({ attempt }) => attempt.outcome === 'ok');
  return good ? 'partial' : 'failed';
}

function newestGood(attempts: Attempts): Instant | null {
  return attempts.reduce<Instant | null>(
    (newest, { lastGoodAt }) => (lastGoodAt !== null && lastGoodAt > (newest ?? 0) ? lastGoodAt : newest),
    null,
  );
}

function worstOf(sources: readonly Source[]): CollectionHealth['worst'] {
  const order: readonly Source['state'][] = ['failed', 'partial'];
  for (const state of order) {
    const source = sources.find((one) => one.state === state);
    const bad = source?.capabilities.find(({ outcome }) => !HARMLESS.includes(outcome));
    if (source !== undefined && bad !== undefined && bad.outcome !== 'ok') {
      return { text: `${source.title}: ${BRIEFLY[bad.outcome]}`, code: bad.outcome };
    }
  }
  return null;
}

/** Each failure in two or three words, for the line at the foot of the sidebar. */
const BRIEFLY: Readonly<Record<FailureCode, string>> = {
  'invalid-credential': 'credential refused',
  'credential-expired': 'credential expired',
  'wrong-credential-kind': 'wrong kind of key',
  'not-permitted': 'no permission',
  'not-on-plan': 'not on this plan',
  'not-found': 'not found',
  'rate-limited': 'asked to wait',
  unreachable: 'not reachable',
  timeout: 'no answer',
  tls: 'no secure connection',
  'too-large': 'answer too large',
  'bad-response': 'unreadable answer',
  changed: 'answer has changed',
  'provider-error': 'trouble at the provider',
  asleep: 'asleep',
  'store-full': 'disk is full',
  'store-read-only': 'cannot write',
  'store-damaged': 'file is damaged',
  'store-newer': 'file is newer',
  'store-locked': 'file is in use',
  'keychain-unavailable': 'keychain does not answer',
  'invalid-input': 'wrong setting',
  'not-configured': 'not set up',
  conflict: 'changed meanwhile',
  cancelled: 'stopped',
  internal: 'mistake in Headroom',
};
