import { CLAUSE_BREAK, clausesOf } from './clauses';
import { ASPECTS, asService, namesIn, withAspects } from './compared-things';
import { EXTREMES, PAIRS, SHARES, type Shape } from './comparison-shapes';
import { turnedDay } from './day-order';
import { isElsewhere, isOf, isUnnamed } from './elsewhere';
import type { Known, KnownNumber, KnownRecord, NameKind } from './known';
import { isCost, isCountOf, listsOf } from './measures';
import { type Mentions, mentionsBetween } from './mentions';
import { turnedMonth } from './month-order';
import type { Reading } from './reading';
import { stem } from './units';

/** Other times, other changes, and what is denied or only supposed: of these nothing is known here. */
const NOT_NOW =
  /\b(?:not|no|never|neither|nor|[a-z]+n't|would|could|might|may|if|last|previous|before|yesterday|ago|than (?:usual|expected)|rise|rose|increase|change|growth|grow\w*|jump|one of|among|per|each|rest)\b/;

/** The words of a comparison that the evidence contradicts; null where it does not, or cannot tell. */
export function turnedOrder(reading: Reading, known: Known, now: number): string | null {
  const text = reading.text.toLowerCase();
  const ofTime = turnedMonth(reading, known, now) ?? turnedDay(reading, known, now);
  // Of another time than this month nothing is told of who costs what.
  if (
    ofTime !== null ||
    reading.days.some(({ readings }) => !readings.some(({ start, end }) => isThisMonth(start, end, now)))
  ) {
    return ofTime;
  }
  for (const { clause, start } of clausesOf(text, CLAUSE_BREAK)) {
    const turned = NOT_NOW.test(clause) ? null : turnedIn({ clause, start, text }, reading, known);
    if (turned !== null) {
      return reading.text.slice(turned.start, turned.end);
    }
  }
  return null;
}

const MONTH = 27 * 86_400;

function isThisMonth(start: number, end: number, now: number): boolean {
  return end - start > MONTH && start <= now && now < end;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Clause {
  readonly clause: string;
  readonly start: number;
  /** The whole sentence in small letters. */
  readonly text: string;
}

function turnedIn(own: Clause, reading: Reading, known: Known): Place | null {
  const { clause, start, text } = own;
  for (const shape of [...PAIRS, ...EXTREMES]) {
    const found = shape.about?.test(text) === false ? null : shape.said.exec(clause);
    const place = found && { start: start + found.index, end: start + found.index + found[0].length };
    if (found !== null && place !== null) {
      const verdicts = PAIRS.includes(shape)
        ? ofPair(shape, found, place, own, reading, known)
        : ofExtreme(shape, found, place, own, reading, known);
      if (isAgainst(verdicts)) {
        return place;
      }
    }
  }
  return turnedShare(own, reading, known);
}

/** Whether each list that can tell it says that it is so. */
function isAgainst(verdicts: readonly boolean[]): boolean {
  return verdicts.length > 0 && !verdicts.includes(true);
}

/** Of each list in which both stand whether the order is as it is said. */
function ofPair(
  shape: Shape,
  found: RegExpExecArray,
  { start, end }: Place,
  own: Clause,
  reading: Reading,
  known: Known,
): boolean[] {
  const between = (from: number, to: number) => mentionsBetween(reading, from, to, known, { isAny: true });
  const inside = between(start, end);
  const before = shape.isInside === true ? inside : between(own.start, start);
  const behind = between(end, own.start + own.clause.length);
  if (before === null || behind === null) {
    return [];
  }
  // `closer to its connection limit than` says what is the first one's, `more build minutes than` what is of both.
  const around = shape.isInside === true ? null : inside;
  const isAdvice = shape.byRow === true;
  const first = asService(withAspects(before, [around, behind], isAdvice), known);
  const second = asService(withAspects(behind, [shape.isCount === true ? around : null, before], isAdvice), known);
  return listsOf(known, shape.measure(found)).flatMap((list) => {
    const [a, b] = [first, second].map((mentions) => list.filter((one) => isAsWhole(one, mentions)));
    if (a === undefined || b === undefined || a.length === 0 || b.length === 0 || a.some((one) => b.includes(one))) {
      return [];
    }
    const [one, other] = [a, b].map((all) => shape.together(all.map(({ value }) => value)));
    return one === undefined || other === undefined ? [] : [shape.more === 'first' ? one > other : one < other];
  });
}

const IS = /^(?: [\p{L}']+){0,5}? (?:is|are|was|were|comes? from)\b/u;

/** Of each list in which it stands with others of its kind whether it is the largest, or the smallest. */
function ofExtreme(
  shape: Shape,
  found: RegExpExecArray,
  { start, end }: Place,
  own: Clause,
  reading: Reading,
  known: Known,
): boolean[] {
  const between = (from: number, to: number) => mentionsBetween(reading, from, to, known, { isAny: true });
  const to = own.start + own.clause.length;
  // `X is the dearest and Y the cheapest`: of each what stands right before it.
  const and = own.clause.lastIndexOf(' and ', found.index);
  const before = between(own.start + Math.max(0, and), start);
  const is = IS.exec(own.clause.slice(end - own.start));
  // `The cheapest project is docs`: what stands before it says of what.
  const named = is === null ? null : between(end + is[0].length, to);
  const subject = named ?? before;
  if (subject === null) {
    return [];
  }
  const context =
    named === null ? [between(start, end), between(end, to)] : [before, between(start, end + (is?.[0].length ?? 0))];
  const isAi = /\bai\b(?! gateway)/.test(own.clause) && !subject.all.has('metric');
  const mentions = asService(withAspects(subject, context, shape.byRow), known);
  return listsOf(known, shape.measure(found)).flatMap((list) =>
    kindsOf(subject).flatMap((kind) => {
      const groups = shape.byRow === true ? rowsOf(list) : groupsOf(list, kind, mentions, isAi);
      const all = groups.map((rows) => ({
        isOwn: rows.some((one) => isOfAll(one, mentions)),
        value: shape.together(rows.map(({ value }) => value)),
      }));
      const [first, ...others] = all.filter(({ isOwn }) => isOwn);
      return first === undefined || others.length > 0 || all.length < 2
        ? []
        : [all.every(({ value }) => (shape.more === 'first' ? value <= first.value : value >= first.value))];
    }),
  );
}

const TAKES = /\b(?:makes? up|accounts? for|is|are|causes?|drives?|takes?|uses?|eats?(?: up)?)/;
const OF_ALL = /\b(?: of([^,;]*))?/;
const OF = /\b(?: of([^,;]*?))?/;
const IS_OF = /(?:is|are|was|comes? from|goes? (?:to|on)|went (?:to|on))\b/;

/** `Functions make up most of what you use` of what is a small part of it. */
function turnedShare({ clause, start }: Clause, reading: Reading, known: Known): Place | null {
  const between = (from: number, to: number) => mentionsBetween(reading, from, to, known, { isAny: true });
  for (const { said, from } of SHARES) {
    const found =
      new RegExp(`${TAKES.source} ${said}${OF_ALL.source}`, 'u').exec(clause) ??
      new RegExp(`\\b${said}${OF.source} ${IS_OF.source}`, 'u').exec(clause);
    const place = found && { start: start + found.index, end: start + found.index + found[0].length };
    if (found === null || place === null) {
      continue;
    }
    const before = between(start, place.start);
    const isBefore = before !== null && !/^\W*(?:most|the|nearly|almost|practically|more than|over)/.test(found[0]);
    const subject = isBefore ? before : between(place.end, start + clause.length);
    const context = between(place.start, isBefore ? start + clause.length : place.end);
    if (
      subject !== null &&
      isAgainst(sharesOf(subject, context, found[1] ?? '', known).map((share) => share >= from))
    ) {
      return place;
    }
  }
  return null;
}

const OF_MONEY = /\b(?:bill|costs?|spend\w*|expenses?|money|pay|paid|usage|(?:you|we) use|charges?)\b/;

/** Which share something has in each list that tells of what the sentence speaks. */
function sharesOf(subject: Mentions, context: Mentions | null, of: string, known: Known): number[] {
  const noun = stem(/([\p{L}-]+) *$/u.exec(of)?.[1] ?? '');
  const measure = of === '' || OF_MONEY.test(of) ? isCost : isCountOf(noun, of);
  const mentions = asService(withAspects(subject, [context]), known);
  return listsOf(known, measure).flatMap((list) =>
    kindsOf(subject).flatMap((kind) => {
      const groups = groupsOf(list, kind, mentions, false);
      const own = groups.filter((rows) => rows.some((one) => isOfAll(one, mentions)));
      const all = sumOf(groups.flat());
      return own.length === 1 && groups.length > 1 && all > 0 ? [sumOf(own.flat()) / all] : [];
    }),
  );
}

function sumOf(numbers: readonly KnownNumber[]): number {
  return numbers.reduce((all, { value }) => all + Math.max(0, value), 0);
}

/** Whole things of one kind in a list, each with its rows; only those that have what the sentence names besides. */
function groupsOf(
  list: readonly KnownNumber[],
  kind: NameKind,
  mentions: Mentions,
  isAi: boolean,
): readonly (readonly KnownNumber[])[] {
  const others = ASPECTS.filter((kinds) => !kinds.includes(kind)).map((kinds) => namesIn(mentions, kinds));
  const groups = new Map<string, KnownNumber[]>();
  for (const one of list) {
    const name = namesOf(one.record, kind).join();
    const isWhole = kind !== 'account' || (isAi ? one.field.startsWith('/ai/') : isWholeAccount(one));
    const isOfOthers = others.every((names) => names.size === 0 || isOf(one.record, names));
    if (name !== '' && isWhole && isOfOthers) {
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  }
  return [...groups.values()];
}

/** What an account comes to, and none of its parts. */
function isWholeAccount({ record }: KnownNumber): boolean {
  return isUnnamed(record, PARTS);
}

function rowsOf(list: readonly KnownNumber[]): readonly (readonly KnownNumber[])[] {
  return list.map((one) => [one]);
}

/** The kinds as which something may be one of several. */
function kindsOf({ all }: Mentions): readonly NameKind[] {
  if (all.has('project')) {
    return ['project'];
  }
  return all.has('product') || all.has('metric') ? ['product', 'metric'] : ['account'];
}

const PARTS: readonly NameKind[] = ['product', 'project', 'metric'];

/** Of an account only what it comes to as a whole. */
function isAsWhole(one: KnownNumber, mentions: Mentions): boolean {
  const isAccount = [...mentions.all.keys()].every((kind) => kind === 'account');
  return isOfAll(one, mentions) && (!isAccount || isWholeAccount(one));
}

/** True for what has all that is named: it is of the project, and of the product. */
function isOfAll(one: KnownNumber, mentions: Mentions): boolean {
  const named = ASPECTS.map((kinds) => namesIn(mentions, kinds)).filter((names) => names.size > 0);
  return !isElsewhere(one, mentions) && named.length > 0 && named.every((names) => isOf(one.record, names));
}

function namesOf(record: KnownRecord, kind: NameKind): readonly string[] {
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    const own = at.names.get(kind);
    if (own !== undefined) {
      return own;
    }
  }
  return [];
}
