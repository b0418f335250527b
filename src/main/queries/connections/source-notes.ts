import { STATUS_PAGE } from '#main/providers/catalog';
import type { LastAttempt } from '#shared/domain/cycle';
import type { FailureCode } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import { formatAge } from '#shared/format/duration';
import { isOldNews } from '../connections/capability-views';
import type { ReadParts } from '../read-parts';

/** What the newest attempts of a connection say about one of its metrics. */
export interface SourceNotes {
  /** When a capability that brings this metric last answered; null when none did. */
  lastGoodAt(definition: MetricDefinition): Instant | null;
  /**
   * True where a reading is not to be expected: the source has answered and told nothing of this metric, or cannot be
   * reached now after the account told by others what it has.
   */
  hasNone(definition: MetricDefinition): boolean;
  /** The trouble, when every capability that brings this metric failed: one source that works is enough. */
  trouble(definition: MetricDefinition): { readonly text: string; readonly code: FailureCode } | null;
}

type Attempts = readonly LastAttempt[];

/** The other end is away, which says nothing of what it would tell. */
const AWAY: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'tls', 'rate-limited', 'provider-error']);

/** Answers for any connection from the newest attempts of all. */
export function sourceNotes(
  parts: Pick<ReadParts, 'clock' | 'catalog'>,
  all: readonly LastAttempt[],
): (connectionId: string, provider: string) => SourceNotes {
  const now = parts.clock.now();
  return (connectionId, provider) => {
    const own = all.filter(({ attempt }) => attempt.connectionId === connectionId);
    const feeding = (definition: MetricDefinition): Attempts => {
      const ids = parts.catalog.feeding(provider, definition);
      return own.filter(({ attempt }) => ids.includes(attempt.capability));
    };
    return {
      lastGoodAt: (definition) => newest(feeding(definition)),
      hasNone: (definition) => {
        const attempts = feeding(definition);
        const isAway = attempts.every(({ attempt: { outcome } }) => AWAY.has(outcome));
        return newest(attempts) !== null || (isAway && newest(own) !== null);
      },
      trouble: (definition) => troubleOf(feeding(definition), now, incidentOf(own, now)),
    };
  };
}

function newest(attempts: Attempts): Instant | null {
  const times = attempts.map(({ lastGoodAt }) => lastGoodAt).filter((at) => at !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/** What the provider's status page said lately, where it told of an incident; empty otherwise. */
function incidentOf(attempts: Attempts, now: Instant): string {
  const page = attempts.find(({ attempt }) => attempt.capability === STATUS_PAGE)?.attempt;
  return page === undefined || page.outcome === 'ok' || isOldNews(page, now) ? '' : page.message;
}

function troubleOf(attempts: Attempts, now: Instant, incident: string): ReturnType<SourceNotes['trouble']> {
  const [first] = attempts;
  const works = attempts.some(({ attempt: { outcome } }) => outcome === 'ok' || outcome === 'asleep');
  if (first === undefined || works || first.attempt.outcome === 'ok') {
    return null;
  }
  const lastGoodAt = newest(attempts);
  const age = lastGoodAt === null ? 'Never read so far.' : `Last read ${formatAge(now - lastGoodAt)}.`;
  const { message, action, outcome } = first.attempt;
  return { text: [message, action, incident, age].filter((part) => part !== '').join(' '), code: outcome };
}
