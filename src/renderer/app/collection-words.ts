import type { FailureCode } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { formatAge } from '#shared/format/duration';
import { counted } from '#shared/format/plural';
import type { CollectionHealth } from '#shared/ipc/collection';
import type { Tone } from '../components/status-icon';
import { momentWords } from '../screens/shared/moment-words';

/** `Updated 4 min ago`, or how far a running collection is. */
export function collectionHeadline(health: CollectionHealth, now: Instant): string {
  if (health.running) {
    const { progress } = health;
    return progress === null || progress.total === 0
      ? 'Collecting'
      : `Collecting ${progress.done} of ${progress.total}`;
  }
  return health.lastCycleAt === null
    ? 'Not collected yet'
    : `Updated ${formatAge(Math.max(0, now - health.lastCycleAt))}`;
}

/** `Next at 10:57 · 4 of 5 sources`, with its day where that is not today. */
export function collectionDetail(health: CollectionHealth, now: Instant): string {
  const sources = `${health.sourcesOk} of ${counted(health.sourcesTotal, 'source')}`;
  return health.nextCycleAt === null ? sources : `Next at ${momentWords(health.nextCycleAt, now)} · ${sources}`;
}

/** How much of the way to the next cycle is done, or of the running one, 0 to 1. */
export function collectionFraction(health: CollectionHealth, now: Instant): number {
  if (health.running) {
    const { progress } = health;
    return progress === null || progress.total === 0 ? 0 : progress.done / progress.total;
  }
  if (health.lastCycleAt === null || health.nextCycleAt === null || health.nextCycleAt <= health.lastCycleAt) {
    return 0;
  }
  const fraction = (now - health.lastCycleAt) / (health.nextCycleAt - health.lastCycleAt);
  return Math.min(1, Math.max(0, fraction));
}

/** The shape that stands before a failure of this kind. */
export function failureTone(code: FailureCode): Tone {
  switch (code) {
    case 'not-permitted':
    case 'not-on-plan':
    case 'invalid-credential':
    case 'credential-expired':
    case 'wrong-credential-kind':
      return 'locked';
    case 'unreachable':
    case 'timeout':
    case 'tls':
      return 'offline';
    case 'asleep':
      return 'unknown';
    default:
      return 'warning';
  }
}
