import { MOST_HISTORY_DAYS } from '#main/queries/connections/backfill-progress';
import type { BackfillProgress, CapabilityHistory, HistoryProgress, HistoryTrouble } from '#shared/domain/backfill';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { DAY, type Instant, MINUTE, type Period } from '#shared/domain/instant';

/** After the second vain try; each further one waits twice as long. The first is followed by the next cycle. */
const FIRST_PAUSE = 15 * MINUTE;
const LONGEST_PAUSE = DAY;
/** A stretch of which some came, and the same part was missing so often, is noted as a gap and passed. */
const PARTLY_TRIES = 4;

type Histories = HistoryProgress['capabilities'];

/**
 * What to ask for now: of the capabilities that are not through and not waiting, those that stand at the newest
 * moment; those that went well before those that did not. `capabilities` is undefined while it is not known which there are. Null: nothing now.
 */
export function dueNow(
  progress: HistoryProgress | null,
  now: Instant,
): { readonly end: Instant | undefined; readonly capabilities: readonly string[] | undefined } | null {
  const known = Object.entries(progress?.capabilities ?? {});
  if (known.length === 0) {
    return { end: undefined, capabilities: undefined };
  }
  // A pause that is longer than any was set by a clock that stood in the future.
  const isDue = ({ complete, trouble }: CapabilityHistory) =>
    !complete && (trouble === null || trouble.nextAt <= now || trouble.nextAt > now + LONGEST_PAUSE);
  const all = known.filter(([, history]) => isDue(history));
  // What goes well first: one that fails holds no other back.
  const well = all.filter(([, { trouble }]) => trouble === null);
  const due = well.length > 0 ? well : all;
  if (due.length === 0) {
    return null;
  }
  const end = Math.max(...due.map(([, { reached }]) => reached));
  return { end, capabilities: due.filter(([, { reached }]) => reached === end).map(([id]) => id) };
}

interface ChunkAnswer {
  readonly attempts: readonly CollectionAttempt[];
  readonly chunk: Period;
  /** Whether anything at all was told of the chunk. */
  readonly brought: boolean;
  readonly now: Instant;
}

/** Where every capability stands after an answer. */
export function historyAfter(progress: HistoryProgress | null, answer: ChunkAnswer): Histories {
  const { attempts, chunk, brought, now } = answer;
  const before = progress?.capabilities ?? {};
  const asked = attempts.filter((attempt) => !isNotOffered(attempt));
  // The provider's own word about this very stretch: everything that can tell history answered, and nothing was there.
  const others = Object.entries(before).filter(([id]) => attempts.every(({ capability }) => capability !== id));
  const isEnd =
    !brought &&
    asked.length > 0 &&
    asked.every(({ outcome }) => outcome === 'ok') &&
    others.every(([, { complete }]) => complete);
  const after: Record<string, CapabilityHistory> = { ...before };
  for (const attempt of attempts) {
    const known = before[attempt.capability] ?? { reached: chunk.end, complete: false, trouble: null, gaps: [] };
    after[attempt.capability] = stepped(known, attempt, { chunk, isEnd, now });
  }
  return after;
}

function stepped(
  known: CapabilityHistory,
  attempt: CollectionAttempt,
  { chunk, isEnd, now }: { readonly chunk: Period; readonly isEnd: boolean; readonly now: Instant },
): CapabilityHistory {
  if (isNotOffered(attempt)) {
    return { ...known, complete: true, trouble: null };
  }
  const isTold = attempt.outcome === 'ok';
  const isPartly = attempt.samples > 0 && (known.trouble?.tries ?? 0) + 1 >= PARTLY_TRIES;
  if (!isTold && !isPartly) {
    return { ...known, trouble: troubled(known.trouble, attempt, now) };
  }
  return {
    reached: chunk.start,
    complete: isEnd || now - chunk.start >= MOST_HISTORY_DAYS * DAY,
    trouble: null,
    gaps: isTold ? known.gaps : [...known.gaps, chunk],
  };
}

function troubled(before: HistoryTrouble | null, attempt: CollectionAttempt, now: Instant): HistoryTrouble {
  const { outcome, retryAt } = attempt;
  const tries = (before?.tries ?? 0) + 1;
  const pause = tries === 1 ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 2, 20));
  const asked = Math.min(retryAt ?? 0, now + LONGEST_PAUSE);
  return {
    since: before === null || before.since > now ? now : before.since,
    tries,
    nextAt: Math.max(now + pause, asked),
    code: outcome === 'ok' ? 'internal' : outcome,
    message: null,
  };
}

/** Refused without a request: Headroom knows that this plan has no such thing. That is no answer, and none is missing. */
function isNotOffered({ outcome, requests }: CollectionAttempt): boolean {
  return outcome === 'not-on-plan' && requests === 0;
}

/** The whole connection: as far back as all of them have told; complete once every one is. `chunk` where none can tell. */
export function overall(histories: Histories, chunk: Period): BackfillProgress {
  const open = Object.values(histories).filter(({ complete }) => !complete);
  const oldest = Object.values(histories).map(({ reached }) => reached);
  if (open.length > 0) {
    return { reached: Math.max(...open.map(({ reached }) => reached)), complete: false };
  }
  return { reached: oldest.length === 0 ? chunk.start : Math.min(...oldest), complete: true };
}
