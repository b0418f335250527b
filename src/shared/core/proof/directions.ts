import { labelsOfDays, sharesName } from './claims';
import type { Figure } from './figure';
import type { Known, KnownNumber, KnownRecord } from './known';
import { labelsOf, labelsSaid } from './labels';
import type { Reading } from './reading';
import { pushTo } from './records';
import { LEFT, LESS, MORE } from './relation-words';

/** Words that say that something became or is more, and less. */
const UP =
  /\b(?:rose|rises?|risen|rising|increas(?:e|es|ed|ing)|gr[eo]w(?:s|n|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|w[e]nt up|gone up|goes? up|up by|more|higher|dearer)\b/;
const DOWN =
  /\b(?:fell|falls?|fallen|falling|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|went down|gone down|goes? down|down by|less|lower|cheaper)\b/;
/** Says the opposite of what it denies, or of what it compares with. */
const TURNED = /\b(?:not|no|never|without|instead|rather|if|unless|neither|nor|nothing|[a-z]+n't)\b/;

const OVER =
  /\b(?:over|above|beyond|past|exceed(?:s|ed|ing)?|surpass\w*) (?:the |its |your |their |this |that )?(?:\w+ )?(?:limit|budget|cap|quota|allowance)\b/;
const UNDER =
  /\b(?:under|below|within|inside|short of) (?:the |its |your |their |this |that )?(?:\w+ )?(?:limit|budget|cap|quota|allowance)\b/;
/** Speaks of a time that is to come, or of what something was. */
const OTHER_TIME = /\b(?:will|would|could|may|might|can|should|soon|expected|likely|until|before|was|were|once|when)\b/;

const CHANGE_KEY = /^(?:change|changePercent|due|charges|delta|difference)$/;
const NEAR = 60;

/**
 * The word with which a sentence says the other way than the evidence: `fell by $15` of what rose, `saves $1` of what
 * costs it, `under its budget` of what is over. Null where it does not, or where the evidence does not tell for certain.
 */
export function turnedWord(
  reading: Reading,
  figure: Figure,
  numbers: readonly KnownNumber[],
  known: Known,
): string | null {
  const text = reading.text.toLowerCase();
  const { start, end } = {
    start: reading.tokens[figure.from]?.start ?? 0,
    end: reading.tokens[figure.to - 1]?.end ?? 0,
  };
  const around = clauseAround(text, start, end);
  if (TURNED.test(around)) {
    return null;
  }
  const found = numbers.map((one) => turnedBy(around, text, one, known));
  // One that says it the same way is meant.
  return found.includes(false) ? null : (found.find((one): one is string => typeof one === 'string') ?? null);
}

/** `fell from $2 to $3`: the sentence contradicts itself. */
export function turnedSpan(reading: Reading): string | null {
  for (const [at, first] of reading.figures.entries()) {
    const second = reading.figures[at + 1];
    const [from, to] = [sizeOf(first), second === undefined ? 0 : sizeOf(second)];
    if (second !== undefined && isSpan(reading, first, second) && from !== to) {
      const start = reading.tokens[first.from]?.start ?? 0;
      const clause = clauseAround(reading.text.toLowerCase(), start, start);
      const [right, wrong] = from < to ? [UP, DOWN] : [DOWN, UP];
      if (!right.test(clause) && wrong.test(clause)) {
        return wrong.exec(clause)?.[0] ?? null;
      }
    }
  }
  return null;
}

const BEFORE_KEY = /^(?:before|previous|lastMonth|from)$/;
const AFTER_KEY = /^(?:now|after|expected|to)$/;

/** `from $197 to $182` of what was $182 and is $197. Null where no such pair is told. */
export function turnedRow(reading: Reading, numbers: ReadonlyMap<Figure, readonly KnownNumber[]>): string | null {
  for (const [at, first] of reading.figures.entries()) {
    const second = reading.figures[at + 1];
    if (second !== undefined && isSpan(reading, first, second)) {
      const [from, to] = [numbers.get(first) ?? [], numbers.get(second) ?? []];
      const is = (one: KnownNumber, other: KnownNumber, [a, b]: readonly [RegExp, RegExp]) =>
        one.record === other.record && a.test(one.key) && b.test(other.key);
      const some = (keys: readonly [RegExp, RegExp]) => from.some((one) => to.some((other) => is(one, other, keys)));
      if (some([AFTER_KEY, BEFORE_KEY]) && !some([BEFORE_KEY, AFTER_KEY])) {
        return reading.text.slice(reading.tokens[first.from - 1]?.start ?? 0, reading.tokens[second.to - 1]?.end ?? 0);
      }
    }
  }
  return null;
}

/** `from A to B` of one unit. */
function isSpan({ tokens }: Reading, first: Figure, second: Figure): boolean {
  return (
    tokens[first.from - 1]?.lower === 'from' &&
    tokens[first.to]?.lower === 'to' &&
    second.from === first.to + 1 &&
    first.unit?.family === second.unit?.family
  );
}

function sizeOf({ value, unit }: Figure): number {
  return value * (unit?.factors[0] ?? 1);
}

const EARLIER = /\b(?:last month|(?:the )?(?:month|period) before|previous (?:month|period))\b/g;

/** Where a sentence names a month that is over. */
export function earlierIn(reading: Reading, now: number): readonly { readonly start: number; readonly end: number }[] {
  const days = labelsOfDays(reading, now).filter(({ name }) => name === 'before');
  const words = [...reading.text.toLowerCase().matchAll(EARLIER)];
  return [...days, ...words.map((found) => ({ start: found.index, end: found.index + found[0].length }))];
}

/** The word that is false of what was worked out of two: `left` of what is over, `less than last month` of what is more. */
export function turnedPair(
  reading: Reading,
  [a, b]: readonly KnownNumber[],
  stated: ReadonlySet<KnownNumber>,
  now: number,
): string | null {
  const text = reading.text.toLowerCase();
  if (a === undefined || b === undefined || TURNED.test(text)) {
    return null;
  }
  const isStated = stated.has(a) && stated.has(b);
  return turnedLeft(text, a, b, isStated) ?? turnedShare(text, [a, b]) ?? turnedMonth(reading, [a, b], now);
}

function turnedLeft(text: string, a: KnownNumber, b: KnownNumber, isStated: boolean): string | null {
  const left = /\b(?:over|beyond|above)\b/.test(text) ? null : LEFT.exec(text);
  return left !== null && (isOverLimit(a, b) || (isBeyond(a, b) && !isStated)) ? left[0] : null;
}

/** `three quarters of the bill` of what is a part of a change. */
function turnedShare(text: string, pair: readonly KnownNumber[]): string | null {
  const ofBill = labelsSaid(text).find(({ respect, name }) => respect === 'of' && name === 'bill');
  const isOfChange = pair.some((one) => labelsOf(one).get('of')?.has('change') === true);
  return ofBill !== undefined && isOfChange ? text.slice(ofBill.start, ofBill.end) : null;
}

/** `$22 less than last month` of two sums of which the later one is larger. */
function turnedMonth(reading: Reading, pair: readonly KnownNumber[], now: number): string | null {
  const text = reading.text.toLowerCase();
  const earlier = pair.find(({ pointer }) => /\/(?:lastMonth|previous|before)\b/.test(pointer));
  const later = pair.find(({ pointer }) => /\/(?:projected|expected|soFar|now|after)\b/.test(pointer));
  const [more, less] = [MORE.exec(text), LESS.exec(text)];
  const word = more ?? less;
  if (earlier === undefined || later === undefined || word === null || (more !== null && less !== null)) {
    return null;
  }
  // Only where the earlier one is what is compared with, behind the word.
  const past = earlierIn(reading, now);
  const isCompared = past.some(({ start }) => start > word.index) && !past.some(({ start }) => start < word.index);
  return isCompared && later.value > earlier.value !== (more !== null) ? word[0] : null;
}

/** True for two of which the larger is no whole of which the other is a part: of that nothing is left. */
function isBeyond(a: KnownNumber, b: KnownNumber): boolean {
  const [small, large] = (Math.abs(a.value) < Math.abs(b.value) ? [a, b] : [b, a]).map((one) =>
    labelsOf(one).get('pool'),
  );
  const isTold = small !== undefined || large !== undefined;
  const isLeft = small?.has('left') === true || large?.has('left') === true;
  return isTold && (isLeft || large?.has('whole') !== true || (a.row !== b.row && !sharesName(a, b)));
}

/** True for what is used of a limit, and the limit, where more is used. */
function isOverLimit(a: KnownNumber, b: KnownNumber): boolean {
  const used = [a, b].find(({ key }) => key === 'used' || key === 'spent');
  const limit = [a, b].find(({ key }) => key === 'limit' || key === 'amount');
  return used !== undefined && limit !== undefined && used.record === limit.record && used.value > limit.value;
}

/** What stands around a figure up to the next comma, at most so far. */
export function clauseAround(text: string, start: number, end: number): string {
  const before =
    text
      .slice(Math.max(0, start - NEAR), start)
      .split(/[,;:()]|\b(?:but|while|whereas|although|and) /)
      .at(-1) ?? '';
  const behind = text.slice(end, end + NEAR).split(/[,;:()]|\b(?:but|while|whereas|although|and|than) /)[0] ?? '';
  return `${before}${text.slice(start, end)}${behind}`;
}

/** What would be more by so much, and what does so. */
const RAISES =
  /\b(?:rais|increas|push|driv|lift)\w* (?:up )?(?:the|your|our) (?:\p{L}+ )?(?:bill|costs?|spend\w*|total|month)\b|\b(?:costs?|adds?) (?:you |us )?(?:about |around |roughly )?[$€£][\d.,]+ (?:(?:a|per|each) month )?(?:more|extra|to (?:the|your))\b|\b(?:costs?|adds?) (?:you |us )?(?:about |around |roughly )?[$€£][\d.,]+ (?:more|extra)\b/u;
const DOING = /^\W*(?:\p{L}+ing|it|that|this|the (?:change|switch|move|advice)|switching|to \p{L}+)\b/u;
const OTHERWISE = /\b(?:than needed|leave it|stay\w*|wait\w*|keep\w*|go on|without|otherwise|not)\b/;

/** `Leaving out builds would raise the bill by $24` of what saves it. */
function turnedGain(text: string, { field, value }: KnownNumber): string | null {
  const isSaved =
    (/\/(?:gain|together)\/amount$/.test(field) && value > 0) || (field.endsWith('/extraCost') && value < 0);
  return isSaved && DOING.test(text) && !OTHERWISE.test(text) ? (RAISES.exec(text)?.[0] ?? null) : null;
}

/** The word that is turned; false where one says it rightly; null where the number tells no direction. */
function turnedBy(text: string, sentence: string, one: KnownNumber, known: Known): string | false | null {
  const change = changeOf(one, known);
  const turned = turnedChange(text, change) ?? turnedLimit(sentence, one, known) ?? turnedGain(sentence, one);
  return turned ?? (change !== 0 && turnedChange(text, -change) !== null ? false : null);
}

function turnedChange(text: string, change: number): string | null {
  const [up, down] = [UP.exec(text), DOWN.exec(text)];
  if (change === 0 || (up !== null && down !== null)) {
    return null;
  }
  return (change > 0 ? down : up)?.[0] ?? null;
}

/** By how much more something is after a change than before; 0 where that is not told. */
function changeOf(one: KnownNumber, known: Known): number {
  if (one.grows === true || (/^growth/.test(one.key) && one.value > 0)) {
    return 1;
  }
  if (CHANGE_KEY.test(one.key) && (one.key !== 'charges' || one.pointer.includes('/change/'))) {
    return one.value;
  }
  if (one.key !== 'before' && one.key !== 'after') {
    return 0;
  }
  const [before, after] = ['before', 'after'].map((key) => besideOf(one, key, known));
  return before === undefined || after === undefined ? 0 : after.value - before.value;
}

function besideOf(one: KnownNumber, key: string, known: Known): KnownNumber | undefined {
  return recordsOf(known.numbers.get(one.family) ?? [])
    .get(one.record)
    ?.find((other) => other.key === key);
}

type ByRecord = ReadonlyMap<KnownRecord, readonly KnownNumber[]>;

/** Worked out once for a list of the evidence. */
const BY_RECORD = new WeakMap<readonly KnownNumber[], ByRecord>();

function recordsOf(list: readonly KnownNumber[]): ByRecord {
  const known = BY_RECORD.get(list);
  if (known !== undefined) {
    return known;
  }
  const records = new Map<KnownRecord, KnownNumber[]>();
  for (const one of list) {
    pushTo(records, one.record, one);
  }
  BY_RECORD.set(list, records);
  return records;
}

/** `over its limit` of what is at 85 % of it, `within budget` of what is beyond it. */
function turnedLimit(text: string, one: KnownNumber, known: Known): string | null {
  if (!/^(?:used|percent|limit|spent)$/.test(one.key) || OTHER_TIME.test(text) || TURNED.test(text)) {
    return null;
  }
  const share = shareOfLimit(one, known);
  if (share === null || share === 1) {
    return null;
  }
  return (share < 1 ? OVER : UNDER).exec(text)?.[0] ?? null;
}

/** How much of its limit is used; null where that is not told. */
function shareOfLimit(one: KnownNumber, known: Known): number | null {
  if (one.key === 'percent') {
    return one.value / 100;
  }
  const used = besideOf(one, 'used', known) ?? besideOf(one, 'spent', known);
  const limit = besideOf(one, 'limit', known)?.value ?? 0;
  return used === undefined || limit === 0 ? null : used.value / limit;
}
