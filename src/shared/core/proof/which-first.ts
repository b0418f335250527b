import type { Instant, Period } from '#shared/domain/instant';
import { fitness } from './elsewhere';
import type { Known } from './known';
import { type Mentions, mentionsBetween } from './mentions';
import type { Reading } from './reading';
import { spanOf } from './said';
import { isDenying } from './states/denial';

/** That one limit is reached before another one, or after it. */
const REACHED =
  /\b(?:r[ua]ns? out|(?:is|are|was|were|will be|gets?) (?:used up|full|reached|gone|exhausted)|(?:reach|hit|pass)(?:es|ed)? (?:its|their|the) limit|fills?(?: up)?|goes|ends)(?: [\p{L}']+){0,3}? (before|sooner than|earlier than|after|later than)\b/u;

/** When a limit is reached, or expected to be. */
const REACHED_AT = /\/(?:reachedAt|expectedAt\/q50|runOut\/credit|allowances\/\d+\/day|lastsUntil)$/;

/** The words with which a sentence says which of two limits is reached first, where it is the other one; null where it is so, or unknown. */
export function turnedReach(reading: Reading, known: Known, now: Instant): string | null {
  const text = reading.text.toLowerCase();
  const found = REACHED.exec(text);
  if (found === null || isDenying(text.slice(0, found.index))) {
    return null;
  }
  const end = found.index + found[0].length;
  const isBefore = !/after|later/.test(found[1] ?? '');
  const day = reading.days.find((one) => spanOf(reading, one).start - end <= 1 && spanOf(reading, one).start >= end);
  if (day !== undefined) {
    const times = timesOf(mentionsBetween(reading, 0, found.index, known), known);
    // Of the years that are not said the nearest one.
    const [nearest] = [...day.readings].sort((a, b) => Math.abs(a.start - now) - Math.abs(b.start - now));
    const isOther = times.length > 0 && nearest !== undefined && isOtherSide(times, nearest, isBefore);
    return isOther ? reading.text.slice(found.index, spanOf(reading, day).end) : null;
  }
  const [one, other] = [
    mentionsBetween(reading, 0, found.index, known),
    mentionsBetween(reading, end, text.length, known),
  ].map((mentions) => timesOf(mentions, known));
  if (one === undefined || other === undefined || one.length === 0 || other.length === 0) {
    return null;
  }
  const [first, second] = isBefore ? [one, other] : [other, one];
  return Math.min(...first) > Math.max(...second) ? reading.text.slice(found.index, end) : null;
}

/** True where nothing is reached before a day of which that is said, or after it. */
function isOtherSide(times: readonly Instant[], { start, end }: Period, isBefore: boolean): boolean {
  return times.every((at) => (isBefore ? at >= end : at < start));
}

function timesOf(mentions: Mentions | null, { moments }: Known): readonly Instant[] {
  return mentions === null
    ? []
    : moments.filter((one) => REACHED_AT.test(one.pointer) && (fitness(one, mentions) ?? 0) > 0).map(({ at }) => at);
}
