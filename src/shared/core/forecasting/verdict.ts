import type { QueuedLimit } from './queue';
import { WORTH_A_WORD } from './queue';

/** The one sentence about all limits, and which of them it is about. */
export interface Verdict {
  readonly state: 'reached' | 'ahead' | 'possible' | 'clear' | 'unknown';
  /** Plain English, no full stop: `Redis storage reaches its limit in about 5 days`. */
  readonly sentence: string;
  /** The queue in probabilities: `Redis storage first, 62 % within 14 days; function invocations next, 21 %`. */
  readonly detail: string | null;
  /** The limit that the sentence is about; null when none is. */
  readonly id: string | null;
  /** Days that the sentence speaks of; null when it speaks of none. */
  readonly days: number | null;
}

/** What is remembered of the verdict before. */
export type PriorVerdict = Pick<Verdict, 'state' | 'id' | 'days'>;

/**
 * The verdict of a queue as `limitQueue` answers it.
 *
 * Stable on the same data: it depends on the queue alone, days are rounded, and a limit that the verdict
 * named before (`before`) keeps its place against another one that is less than `MARGIN_DAYS` nearer, so
 * that two limits side by side, or days that pass a rounding edge between two cycles, do not flip it.
 * `watched`: how many limits there are, forecast or not.
 */
export function verdictOf(
  queue: readonly QueuedLimit[],
  watched: number = queue.length,
  before?: PriorVerdict,
): Verdict {
  const first = firstOf(queue, before?.id ?? null);
  if (first === undefined) {
    const sentence = watched === 0 ? 'No limit is watched yet' : 'Too early to tell which limit comes next';
    return { state: 'unknown', sentence, detail: null, id: null, days: null };
  }
  const detail = detailOf(queue, first);
  const about = { detail, id: first.id };
  if (first.days !== null && first.days <= 0) {
    return { ...about, state: 'reached', sentence: `${first.title} has reached its limit`, days: 0 };
  }
  const days = daysShown(first, before);
  if (days !== null) {
    return { ...about, state: 'ahead', sentence: `${first.title} reaches its limit in ${inDays(days)}`, days };
  }
  const likeliest = queue.reduce((a, b) => (b.within30 > a.within30 ? b : a));
  const kept = before?.state === 'possible' ? LESS_THAN_A_WORD : WORTH_A_WORD;
  if (likeliest.within30 >= kept) {
    const sentence = `${likeliest.title} may reach its limit: ${percent(likeliest.within30)} within 30 days`;
    return { state: 'possible', sentence, detail: detailOf(queue, likeliest), id: likeliest.id, days: null };
  }
  return {
    state: 'clear',
    sentence: 'All clear: nothing reaches a limit in the next 30 days',
    detail: null,
    id: null,
    days: null,
  };
}

const FAR = 30;
/** A limit stays first until another one is so many days nearer. */
const MARGIN_DAYS = 0.5;
/** Days once shown stay until the truth is so far from them: more than rounding. */
const MARGIN_ROUNDING = 0.75;
/** A median that was within 30 days and slips just beyond stays, while the probability is at least this. */
const STILL_AHEAD = 0.42;
/** A possibility that was worth a word stays so down to this probability. */
const LESS_THAN_A_WORD = 0.07;

function firstOf(queue: readonly QueuedLimit[], keep: string | null): QueuedLimit | undefined {
  const first = queue[0];
  const kept = queue.find(({ id }) => id === keep);
  const close =
    kept !== undefined &&
    first !== undefined &&
    kept.days !== null &&
    first.days !== null &&
    first.days > 0 &&
    kept.days - first.days < MARGIN_DAYS;
  return close ? kept : first;
}

/** Days to show: the ones shown before while they are still about right; null when the limit is too far off. */
function daysShown(first: QueuedLimit, before: PriorVerdict | undefined): number | null {
  const shown = before?.state === 'ahead' && before.id === first.id ? before.days : null;
  if (first.days === null) {
    return shown !== null && first.within30 > STILL_AHEAD ? shown : null;
  }
  if (shown !== null && Math.abs(shown - first.days) < MARGIN_ROUNDING) {
    return shown;
  }
  return first.days <= FAR ? first.days : null;
}

function detailOf(queue: readonly QueuedLimit[], first: QueuedLimit): string {
  const next = queue.find((limit) => limit !== first && limit.within14 >= 0.005);
  const head = `${first.title} first, ${percent(first.within14)} within 14 days`;
  return next === undefined ? head : `${head}; ${lowerFirst(next.title)} next, ${percent(next.within14)}`;
}

/** `about 5 days`, `about a day`, `less than a day`. */
function inDays(days: number): string {
  if (days < 0.75) {
    return 'less than a day';
  }
  const whole = Math.round(days);
  return whole === 1 ? 'about a day' : `about ${whole} days`;
}

function percent(probability: number): string {
  if (probability > 0.99) {
    return 'over 99 %';
  }
  return probability < 0.01 ? 'under 1 %' : `${Math.round(probability * 100)} %`;
}

/** Names that keep their capital wherever they stand. */
const NAMES = /^(Anthropic|Neon|OpenAI|Postgres|Redis|Vercel)\b/;

/** A title that begins with a plain word loses its capital within a sentence; `ISR reads` and names keep it. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !NAMES.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
