import { besideOf, MOST_ALIKE, STEP, type Stated, stepOf } from './beside-stated';
import { type Interval, intervalOf } from './bounds';
import { sharesName } from './claims';
import { isUnnamed } from './elsewhere';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import type { Mentions } from './mentions';
import type { Reading } from './reading';
import { DIFFERENCE, LESS, MORE, TOGETHER } from './relation-words';

/** How a sentence says that a figure is made of two others. */
type Way = 'times' | 'part' | 'more' | 'less' | 'above' | 'below' | 'difference' | 'sum';

/** One of the two: what it counts, how much it is, and on which side of the words that compare it stands. */
interface Operand {
  readonly family: string;
  /** As the evidence has it, and as the answer writes it. */
  readonly values: readonly number[];
  readonly number: KnownNumber | null;
  readonly side: 'subject' | 'object' | null;
}

/**
 * Two figures that the answer states, in this sentence or the two before, of which a figure is the sum, the difference, so
 * many times or so much percent, where the sentence says that it is one: the reader can check it. One of them may be the
 * same field of a row that is named: `That is twice what api costs`.
 */
export function madeOfStated(
  reading: Reading,
  figure: Figure,
  stated: readonly Stated[],
  mentions: Mentions,
  known: Known,
): readonly KnownNumber[] | null {
  const text = reading.text.toLowerCase();
  const ways = waysOf(reading, figure, text);
  if (ways.length === 0 && !STEP.test(text)) {
    return null;
  }
  const own = stated.filter((one) => one.figure !== figure).map((one) => operandOf(one, reading, figure, text));
  const isIt = (a: Operand, b: Operand) => a !== b && ways.some((way) => fits(way, figure, a, b));
  for (const [at, a] of own.entries()) {
    const found = own.slice(at + 1).find((b) => isIt(a, b));
    if (found !== undefined) {
      return [a, found].flatMap(({ number }) => number ?? []);
    }
  }
  const step = STEP.test(text) ? stepOf(figure, stated, /\binstead of\b/.test(text), known) : null;
  if (step !== null) {
    return step;
  }
  for (const one of stated.filter(({ figure: other }) => other !== figure)) {
    const first = operandOf(one, reading, figure, text);
    for (const number of one.numbers.slice(0, MOST_ALIKE)) {
      const other = besideOf(number, mentions, text, known).find((beside) =>
        isIt({ ...first, family: number.family, values: [number.value], number }, named(beside, reading, figure, text)),
      );
      if (other !== undefined) {
        return [number, other];
      }
    }
  }
  return null;
}

const OPPOSITE: ReadonlyMap<Way, Way> = new Map([
  ['above', 'below'],
  ['below', 'above'],
  ['more', 'less'],
  ['less', 'more'],
]);

/** True for what two that the answer states differ by, of which the sentence says the larger one to be the smaller one. */
export function isTurnedRound(reading: Reading, figure: Figure, stated: readonly Stated[]): boolean {
  const text = reading.text.toLowerCase();
  const ways = waysOf(reading, figure, text);
  const opposite = ways.flatMap((way) => OPPOSITE.get(way) ?? []);
  const own = stated.filter((one) => one.figure !== figure).map((one) => operandOf(one, reading, figure, text));
  const some = (all: readonly Way[]) =>
    own.some((a, at) => own.slice(at + 1).some((b) => a.side !== b.side && all.some((way) => fits(way, figure, a, b))));
  return some(opposite) && !some(ways);
}

/** In which ways the sentence lets a figure be made. */
function waysOf({ tokens }: Reading, { unit, role, from, to }: Figure, text: string): readonly Way[] {
  const words = (at: number, end: number) =>
    tokens
      .slice(Math.max(0, at), end)
      .map(({ lower }) => lower)
      .join(' ');
  const [before, behind] = [words(from - 6, from), words(to, to + 6)];
  if (unit?.family === 'times') {
    return ['times'];
  }
  if (unit?.family !== 'percent') {
    return waysOfAmount(`${before} # ${behind}`, text);
  }
  return role === 'chance' ? [] : waysOfPercent(before, behind, role === 'change', text);
}

function waysOfPercent(before: string, behind: string, isChange: boolean, text: string): readonly Way[] {
  const clause = `${before} # ${behind}`;
  if (isChange || CHANGE_AROUND.test(clause)) {
    return [
      ...(IS_CHANGE.test(before) ? (['part'] as const) : []),
      ...(MORE.test(clause) ? (['more'] as const) : []),
      ...(LESS.test(clause) ? (['less'] as const) : []),
    ];
  }
  return PART_BEHIND.test(behind) || PART_BEFORE.test(before) || THAT.test(text) ? ['part'] : [];
}

function waysOfAmount(clause: string, text: string): readonly Way[] {
  const [isMore, isLess] = [MORE.test(clause), LESS.test(clause)];
  const apart = isMore ? 'above' : 'below';
  const difference = isMore === isLess ? 'difference' : apart;
  return [
    ...(DIFFERENCE.test(text) ? ([difference] as const) : []),
    ...(TOGETHER.test(text) ? (['sum'] as const) : []),
  ];
}

/** True for a figure that the words right behind it hold against another one. */
export function isComparedWith({ tokens }: Reading, { unit, to }: Figure): boolean {
  const behind = tokens
    .slice(to, to + 5)
    .map(({ lower }) => lower)
    .join(' ');
  return (unit?.family === 'percent' && OF_FIGURE.test(behind)) || COMPARED.test(behind);
}

const THINGS = ['metric', 'project', 'product'] as const;

/** True for `a tenth of storefront's $15.90` of what is a tenth of something else. */
export function isOfAnother(
  reading: Reading,
  figure: Figure,
  numbers: readonly KnownNumber[],
  found: ReadonlyMap<Figure, readonly KnownNumber[]>,
): boolean {
  const whole = found.get(reading.figures[reading.figures.indexOf(figure) + 1] ?? figure) ?? [];
  const isOf = (one: KnownNumber, other: KnownNumber) =>
    one.row === other.row || sharesName(one, other) || isUnnamed(one.record, THINGS);
  return isComparedWith(reading, figure) && !numbers.some((one) => whole.some((other) => isOf(one, other)));
}

/** `of storefront's $15.90`, `of the 402`. */
const OF_FIGURE = /^of (?:(?:the|its|their|your) )?(?:\S+(?: ' s|'s)? )?(?:[$€£]|\d)/;
const COMPARED =
  /^(?:(?:an?|per) \p{L}+ )?(?:more|less|fewer|higher|lower|cheaper|dearer|above|below) (?:than|the)\b|^(?:above|below) /u;

/** `$15.47 is an increase of 8.5 %`: what is told is the change itself. */
const IS_CHANGE =
  /\b(?:is|was|makes?|means) an? (?:increase|rise|growth|jump|drop|fall|decrease|decline|cut|saving) of$/;
/** `8 % above`, `up by a third`. */
const CHANGE_AROUND =
  /\b(?:increase|rise|growth|jump|drop|fall|decrease|decline|cut|saving) (?:of|by) (?:\p{L}+ )?#|# (?:above|below|over(?! \d+ days)|under|beyond|more|less|higher|lower|cheaper|dearer|up|down)\b|\b(?:up|down) (?:by )?(?:\p{L}+ )?#/u;
/** `a third of that`, `half as many`, `a tenth of storefront's`. */
const PART_BEHIND =
  /^(?:of|as (?:much|many|often|large|big|high|long|dear|expensive)|what|(?:the|that) (?:amount|number|cost|price))\b/;
/** `285 of 402, or 71 %`, `which is 79 %`, `(76 %)`. */
const PART_BEFORE =
  /(?:^|[\s,(–—=:-])(?:or|which is|that is|that's|that makes|makes|meaning|i\.e ?\.?,?|so)(?: (?:only|just|about|around|roughly|some|nearly|almost|over|under|a little|a bit))* ?$|[(,=] ?(?:(?:only|just|about|around|roughly|nearly|almost|over|under|a little) )?$/;
/** `That is 71 %`, `It makes about two thirds`. */
const THAT =
  /^\W*(?:so |and |in other words,? )?(?:that|this|it|which|they|those|together)(?:'s|'re| (?:is|was|are|were|makes?|made|means?|would be|comes to|works out at|amounts? to))\b/;

/** True for a sentence in small letters that goes on with what was told just before. */
export function isAboutThat(text: string): boolean {
  return THAT.test(text);
}

/** A figure as one of the two; where it stands in the sentence says what is compared with what. */
function operandOf({ figure, numbers, here }: Stated, reading: Reading, other: Figure, text: string): Operand {
  const [number = null] = numbers;
  const family = figure.unit?.family ?? number?.family ?? 'raw';
  const factor = figure.unit?.factors[0] ?? 1;
  const shown = figure.value * factor;
  const exact = number === null || number.family !== family ? [] : [Math.abs(number.value)];
  const place = number === null ? -1 : placeOf(number, text);
  const { start, end } = spanOf(reading, other);
  const own = here ? spanOf(reading, figure).start : -1;
  const at = place >= 0 ? place : own;
  const side = at < 0 ? sideOfThat(text, end) : sideAt(at, start);
  return { family, values: [...exact, shown], number, side };
}

function sideAt(at: number, start: number): Operand['side'] {
  return at < start ? 'subject' : 'object';
}

/** What stands in a sentence before is what `that` says. */
function sideOfThat(text: string, end: number): Operand['side'] {
  if (OF_THAT.test(text.slice(end))) {
    return 'object';
  }
  return THAT.test(text) ? 'subject' : null;
}

const OF_THAT = /^ (?:of|than|as (?:much|many) as) (?:that|it|this|them|those|these)\b/;

/** A number of a row that is named, by where its name stands. */
function named(number: KnownNumber, reading: Reading, figure: Figure, text: string): Operand {
  const at = placeOf(number, text);
  const { start } = spanOf(reading, figure);
  const side = at < 0 ? null : sideAt(at, start);
  return { family: number.family, values: [Math.abs(number.value)], number, side };
}

function spanOf({ tokens }: Reading, { from, to }: Figure) {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** Where a sentence names what a number is of; −1 where it does not. */
function placeOf({ record }: KnownNumber, text: string): number {
  const names = (['project', 'product', 'account', 'metric'] as const).flatMap((kind) => record.names.get(kind) ?? []);
  const places = names.map((name) => text.indexOf(name)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

function fits(way: Way, figure: Figure, a: Operand, b: Operand): boolean {
  if (!isOneUnit(a, b) || (!RATIOS.has(way) && !isOfUnit(figure, a))) {
    return false;
  }
  const turned = a.side === 'object' || b.side === 'subject';
  const isKnown = a.side !== b.side;
  const [subjects, objects] = turned ? [b.values, a.values] : [a.values, b.values];
  const pairs = subjects.flatMap((subject) => objects.map((object) => ({ subject, object })));
  const intervals = intervalsOf(figure);
  return pairs.some(({ subject, object }) =>
    resultsOf(way, subject, object, isKnown).some((value) =>
      intervals.some(([from, to]) => value >= from - EPSILON && value <= to + EPSILON),
    ),
  );
}

const EPSILON = 1e-9;
const RATIOS: ReadonlySet<Way> = new Set(['times', 'part', 'more', 'less']);

/** What two make in a way; both ways round where the sentence does not tell which is which. */
function resultsOf(way: Way, subject: number, object: number, isKnown: boolean): readonly number[] {
  const [large, small] = subject > object ? [subject, object] : [object, subject];
  if (small === 0 || large === small) {
    return small !== 0 && /^(?:times|part|sum)$/.test(way) ? made(way, subject, object) : [];
  }
  if (isKnown) {
    return made(way, subject, object);
  }
  return way === 'less' || way === 'below' || way === 'part' ? made(way, small, large) : made(way, large, small);
}

function made(way: Way, subject: number, object: number): readonly number[] {
  switch (way) {
    case 'times':
      return [subject / object];
    case 'part':
      return [(subject / object) * 100];
    case 'more':
      return [((subject - object) / object) * 100];
    case 'less':
      return [((object - subject) / object) * 100];
    case 'above':
      return [subject - object];
    case 'below':
      return [object - subject];
    case 'difference':
      return [Math.abs(subject - object)];
    case 'sum':
      return [subject + object];
  }
}

function isOneUnit(a: Operand, b: Operand): boolean {
  const plain = (family: string) => family === 'raw' || family === 'count';
  return (
    a.family === b.family ||
    (plain(a.family) && plain(b.family)) ||
    (a.family === 'raw' && b.family.startsWith('other:')) ||
    (b.family === 'raw' && a.family.startsWith('other:'))
  );
}

function isOfUnit({ unit, nouns }: Figure, { family, number }: Operand): boolean {
  if (unit !== null) {
    return unit.family === family;
  }
  const head = nouns.at(-1);
  return (
    !family.startsWith('money:') &&
    family !== 'percent' &&
    (head === undefined || number === null || number.nouns.includes(head) || number.record.nouns.has(head))
  );
}

/** How parts in words are read, and how far off they may be in percent. */
const WORD_STEP = 15;
const WORD_SLACK = 1.5;

function intervalsOf(figure: Figure): readonly Interval[] {
  const [from, to] = intervalOf(figure);
  // `two thirds more`, of 67 %: words are rounder than digits.
  const slack = figure.unit?.family === 'percent' && figure.step >= WORD_STEP ? WORD_SLACK : 0;
  return (figure.unit?.factors ?? [1]).map((factor): Interval => [(from - slack) * factor, (to + slack) * factor]);
}
