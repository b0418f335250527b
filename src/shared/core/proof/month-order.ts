import { intervalOf } from './bounds';
import type { DayClaim } from './day-parts';
import { earlierIn } from './directions';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { labelsOf } from './labels';
import { listsOf, type Measure } from './measures';
import { mentionsBetween } from './mentions';
import type { Reading } from './reading';

/** What is denied or only supposed, and what is compared with a part of a month: of these nothing is known here. */
const NOT_TOLD =
  /\b(?:not|no|never|neither|nor|[a-z]+n't|would|could|might|may|if|usual|same (?:day|point|time|date|stage)|this (?:point|time)|per|each|a day|daily|rest)\b/;
const VERY = `(?:(?:much|far|a lot|a little|a bit|slightly|somewhat|clearly|even|way|considerably|well) )*`;
const MORE = `${VERY}(?:more expensive|dearer|costlier|pricier|more|higher|larger|bigger|above|over|exceeds?|beyond)`;
const LESS = `${VERY}(?:less expensive|cheaper|less|lower|smaller|below|under|short of)`;
const COMPARED = new RegExp(String.raw`\b(?:(${MORE})|(${LESS}))\b`, 'g');
/** Between the word that compares and the month that is compared with. */
const BEFORE_OBJECT = /^(?: \p{L}+){0,3}? than(?: \p{L}+){0,4} $|^(?: the| that of| what)?(?: \p{L}+){0,2} ?$/u;
const BEHIND_SUBJECT =
  /^(?:'s \p{L}+)? (?:was|is|were|came out|cost|turned out|had been|came to)(?: (?:a|the|you|us))? ?$/u;
const LATER =
  /\b(?:expect\w*|forecast\w*|project\w*|predict\w*|will|should|head(?:ing|ed)|on (?:course|track)|set to|going to|ends?|ending|clos\w+|likely)\b/;
const NOW = /\b(?:so far|already|spent|to date|(?:until|up to|by) now)\b/;
const LAST_ONE = /\bthe (?:last|previous) one\b|\bthe (?:one|month|period) before\b/g;

/** What a month came to, comes to so far, or is expected to come to: of all that is read. */
const isMonth: Measure = (one) =>
  one.family.startsWith('money:') &&
  one.row.endsWith('#') &&
  /^\/(?:soFar\/amount|projected\/q50|lastMonth\/amount)$/.test(one.field);

/** How this month stands to the last one, as a sentence says. */
interface MonthClaim {
  readonly start: number;
  readonly end: number;
  /** True where this month is said to be more. */
  readonly isMore: boolean;
  /** By how much, where it says so. */
  readonly by: Figure | null;
}

/** The words with which a sentence says the other way of two months than they are: `November will cost more than October`. */
export function turnedMonth(reading: Reading, known: Known, now: number): string | null {
  const text = reading.text.toLowerCase();
  const claim = NOT_TOLD.test(text) ? null : claimOf(reading, text, now);
  if (claim === null || mentionsBetween(reading, 0, text.length, known) !== null) {
    return null;
  }
  const verdicts = monthsOf(text, known).map(({ current, last }) => isSo(claim, current.value, last.value));
  return verdicts.length > 0 && !verdicts.includes(true) ? reading.text.slice(claim.start, claim.end) : null;
}

/** The two months whose difference a figure is: `$58 less so far than in all of October`. */
export function monthsApart(
  reading: Reading,
  figure: Figure,
  known: Known,
  now: number,
): readonly KnownNumber[] | null {
  const text = reading.text.toLowerCase();
  const claim = claimOf(reading, text, now);
  const found =
    claim?.by === figure && mentionsBetween(reading, 0, text.length, known) === null
      ? monthsOf(text, known).find(({ current, last }) => isSo(claim, current.value, last.value))
      : undefined;
  return found === undefined ? null : [found.current, found.last];
}

function claimOf(reading: Reading, text: string, now: number): MonthClaim | null {
  const named = [...text.matchAll(LAST_ONE)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  const spans = [...earlierIn(reading, now), ...named];
  // Of two months that are over, or of one that is long over, nothing is read.
  const [first, ...others] = spans;
  const isApart = others.some(({ start, end }) => first !== undefined && (start >= first.end || end <= first.start));
  if (isApart || reading.days.some((day) => isLongOver(day, now))) {
    return null;
  }
  for (const found of text.matchAll(COMPARED)) {
    const [start, end] = [found.index, found.index + found[0].length];
    for (const last of spans) {
      const isObject = last.start >= end && isGap(text.slice(end, last.start), found[0]);
      const isSubject = last.end <= start && BEHIND_SUBJECT.test(text.slice(last.end, start));
      if (isObject || isSubject) {
        const isMore = (found[1] !== undefined) === isObject;
        const by = isObject ? figureBefore(reading, start) : null;
        return { start: Math.min(start, last.start), end: Math.max(end, last.end), isMore, by };
      }
    }
  }
  return null;
}

const LONGEST = 32 * 86_400;

function isLongOver({ readings }: DayClaim, now: number): boolean {
  return readings.every(({ end }) => end < now - LONGEST);
}

/** `above last month`, `more so far than in all of October`; not `more was charged for last month`. */
function isGap(gap: string, word: string): boolean {
  return (
    BEFORE_OBJECT.test(gap) &&
    (/\bthan\b/.test(gap) || /(?:above|over|exceeds?|beyond|below|under|short of)$/.test(word))
  );
}

function figureBefore({ figures, tokens }: Reading, start: number): Figure | null {
  return (
    figures.find(({ from, to }) => {
      const end = tokens[to - 1]?.end ?? 0;
      return end <= start && start - end <= 1 && tokens[from - 1]?.lower !== 'and';
    }) ?? null
  );
}

function monthsOf(text: string, known: Known): { readonly current: KnownNumber; readonly last: KnownNumber }[] {
  const all = listsOf(known, isMonth).flat();
  const timed = (name: string) => all.filter((one) => labelsOf(one).get('time')?.has(name) === true);
  const [later, soFar] = [LATER.test(text), NOW.test(text)];
  const either = soFar ? ['now'] : ['now', 'later'];
  const names = later ? ['later'] : either;
  return timed('before').flatMap((last) =>
    names
      .flatMap(timed)
      .filter(({ family, document }) => family === last.family && document === last.document)
      .map((current) => ({ current, last })),
  );
}

function isSo({ isMore, by }: MonthClaim, current: number, last: number): boolean {
  if (isMore ? current <= last : current >= last) {
    return false;
  }
  const family = by?.unit?.family ?? '';
  if (by === null || !(family.startsWith('money:') || family === 'percent')) {
    return true;
  }
  const [from, to] = intervalOf(by);
  const factor = by.unit?.factors[0] ?? 1;
  const apart = Math.abs(current - last);
  const value = family === 'percent' ? (apart / last) * 100 : apart / factor;
  return value >= Math.min(from, by.value * (1 - ROUGHLY)) && value <= Math.max(to, by.value * (1 + ROUGHLY));
}

/** `58 dollars less`, of 58.54: of months people cut off as well as round. */
const ROUGHLY = 0.02;
