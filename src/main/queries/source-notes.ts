import type { FailureCode } from '#shared/domain/failure';
import type { MetricDefinition } from '#shared/domain/metric';
import { formatAge } from '#shared/format/duration';
import type { ReadParts } from './read-parts';

/** What is wrong with a connection right now, for the metrics that it touches. */
export interface SourceNote {
  forMetric(provider: string, definition: MetricDefinition): { readonly text: string; readonly code: FailureCode } | null;
}

/**
 * The newest trouble of each connection. A metric has a note when every capability that brings it
 * failed: one source that works is enough.
 */
export async function readSourceNotes(parts: ReadParts): Promise<ReadonlyMap<string, SourceNote>> {
  const now = parts.clock.now();
  const byConnection = new Map<string, { readonly text: string; readonly code: FailureCode; readonly capability: string }[]>();
  for (const { attempt, lastGoodAt } of await parts.store.cycles.lastAttempts()) {
    if (attempt.outcome === 'ok' || attempt.outcome === 'asleep') {
      continue;
    }
    const age = lastGoodAt === null ? 'Never read so far.' : `Last read ${formatAge(now - lastGoodAt)}.`;
    const text = [attempt.message, attempt.action, age].filter((part) => part !== '').join(' ');
    const notes = byConnection.get(attempt.connectionId) ?? [];
    byConnection.set(attempt.connectionId, [...notes, { text, code: attempt.outcome, capability: attempt.capability }]);
  }
  return new Map(
    [...byConnection].map(([id, notes]) => [id, { forMetric: (provider, definition) => pick(notes, parts.catalog.feeding(provider, definition)) }]),
  );
}

function pick(
  notes: readonly { readonly text: string; readonly code: FailureCode; readonly capability: string }[],
  feeding: readonly string[],
): { readonly text: string; readonly code: FailureCode } | null {
  const failed = notes.filter((note) => feeding.includes(note.capability));
  return failed.length > 0 && new Set(failed.map((note) => note.capability)).size === feeding.length
    ? (failed[0] ?? null)
    : null;
}
