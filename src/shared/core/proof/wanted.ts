import { type Interval, intervalOf } from './bounds';
import { areProposed } from './elsewhere';
import type { Figure } from './figure';
import { isGain } from './fitting';
import type { Known, KnownNumber } from './known';
import { labelsOf } from './labels';
import { DIFFERENCE, SUM } from './relation-words';
import type { Ground } from './ties';

/** What is looked for, and in which ways the sentence lets it be made. */
export interface Wanted {
  readonly family: string;
  readonly intervals: readonly Interval[];
  readonly isRatio: boolean;
  readonly sum: boolean;
  readonly difference: boolean;
  /** True where the sentence tells what would be: a saving is taken off. */
  readonly would: boolean;
  /** True of a percentage that is told as a change. */
  readonly change: boolean;
  /** True where the sentence compares with the row before. */
  readonly before: boolean;
}

/** `Builds are $6, more than functions` compares $6 and tells no difference. */
const COMPARED_ONLY =
  /, (?:(?:which|that) (?:is|are) )?(?:(?:much|far|well|slightly|a bit|clearly) )?(?:more|less|fewer|higher|lower|larger|bigger|smaller) than (?![^,;.]*\d)[^,;.]*/g;

export function wantedOf(figure: Figure, { text, around }: Ground, { proposed }: Known): Wanted | null {
  const family = figure.unit?.family ?? 'count';
  const isRatio = family === 'percent' || family === 'times';
  const sum = SUM.test(text);
  const difference = DIFFERENCE.test(text.replace(COMPARED_ONLY, ''));
  const isPlain = figure.bound === 'exact' || figure.bound === 'about' || figure.bound === 'nearly';
  // What a proposal would cost is told; with what it saves it would be what is paid today.
  const would = /\bwould\b/.test(text) && !areProposed(around, proposed);
  if (!isRatio && !(isPlain && (sum || difference || would))) {
    return null;
  }
  const [from, to] = intervalOf(figure);
  const intervals = (figure.unit?.factors ?? [1]).map((factor): Interval => [from * factor, to * factor]);
  return {
    family,
    intervals,
    isRatio,
    sum,
    difference,
    change: figure.role === 'change',
    would,
    before: BEFORE.test(text),
  };
}

export function isOfUse(family: string, { family: wanted, isRatio }: Wanted): boolean {
  return isRatio ? family !== 'raw' && family !== 'time' && family !== 'times' : family === wanted;
}

const BEFORE =
  /\b(?:the (?:one|month|day|week|year|time|period) before|previous|before that|earlier|day-on-day|month-on-month)\b/;

/** `with your $50 it would be $115`: what the user supposes goes with whatever is spoken of. */
export function isUsers(a: KnownNumber, b: KnownNumber): boolean {
  return [a, b].some(({ document }) => document === 'question');
}

/** True where two numbers make a figure in one of the ways that the sentence lets it be made. */
export function isMade(one: KnownNumber, other: KnownNumber, family: string, wanted: Wanted): boolean {
  const [a, b] = [one.value, other.value];
  const is = (value: number) => wanted.intervals.some(([from, to]) => Math.abs(value) >= from && Math.abs(value) <= to);
  if (family === wanted.family) {
    // With nothing to speak of added it is the figure itself.
    return !is(a) && !is(b) && a !== 0 && b !== 0 && isSumOrRest(one, other, wanted, is);
  }
  if (b === 0) {
    return false;
  }
  if (wanted.family === 'times') {
    return is(a / b);
  }
  // `57 % more` is no share.
  return (
    ((!wanted.change || isGain(one) || /^(?:due|change|difference)$/.test(one.key)) && is((a / b) * 100)) ||
    (wanted.difference && is(((a - b) / b) * 100))
  );
}

function isSumOrRest(
  one: KnownNumber,
  other: KnownNumber,
  { sum, difference, would }: Wanted,
  is: (value: number) => boolean,
): boolean {
  const supposed = would && isUsers(one, other);
  const rest = difference || supposed || (would && isGain(one) !== isGain(other));
  // A month that is over and this one come to nothing together.
  const isOfTwoTimes = timeOf(one) !== timeOf(other) && [one, other].some((each) => timeOf(each) === 'before');
  return ((sum || supposed) && !isOfTwoTimes && is(one.value + other.value)) || (rest && is(one.value - other.value));
}

/** Of which time a number is told; null where nothing tells. */
export function timeOf(one: KnownNumber): string | null {
  return [...(labelsOf(one).get('time') ?? [])].join() || null;
}
