import { CLAUSE_BREAK, clausesOf } from './clauses';
import { earlierIn } from './directions';
import { isElsewhere, isOf, isUnnamed } from './elsewhere';
import { wordsOfKey } from './field-units';
import type { Known, KnownNumber, KnownRecord, NameKind } from './known';
import { labelsOf, type Respect } from './labels';
import { type Mentions, mentionsBetween } from './mentions';
import type { Reading } from './reading';
import { stem } from './units';

/** By what two things are compared. */
type Measure = (one: KnownNumber) => boolean;

/** A way to compare, and which of the two is more then. */
interface Shape {
  readonly said: RegExp;
  readonly more: 'first' | 'second';
  /** `noun`: what the sentence counts. */
  readonly measure: (noun: string, said: string) => Measure;
  /** How values of one thing are put together: parts of a cost add up, of several limits the fullest counts. */
  readonly together: (values: readonly number[]) => number;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const largest = (values: readonly number[]) => Math.max(...values);

/** What something costs in this period: no fee, no saving, nothing that is left, nothing of another time. */
const isCost: Measure = (one) => {
  const labels = labelsOf(one);
  const is = (respect: Respect, names: RegExp) => [...(labels.get(respect) ?? [])].some((name) => names.test(name));
  return (
    one.family.startsWith('money:') &&
    /^(?:amount|total|cost|q50|listAmount)$/.test(one.key) &&
    !labels.has('sign') &&
    !is('time', /before|then/) &&
    !is('pool', /left|whole/) &&
    !is('line', /fee|credit/)
  );
};
const isFullness: Measure = ({ family, key }) => family === 'percent' && key === 'percent';
const isCountOf =
  (noun: string, said: string): Measure =>
  ({ key, nouns, record }) =>
    wordsOfKey(key).every((word) => /^(?:quantity|used|tokens)$/.test(word) || said.includes(word)) &&
    /^(?:quantity|used|\w*[tT]okens)$/.test(key) &&
    (nouns.includes(noun) || record.nouns.has(noun));

const COSTS = { measure: () => isCost, together: sum } as const;
const FILLS = { measure: () => isFullness, together: largest } as const;

/** `A costs more than B`. */
const PAIRS: readonly Shape[] = [
  {
    ...COSTS,
    more: 'first',
    said: /\b(?:(?:much |far |a lot |a little |slightly |somewhat |clearly )?(?:more expensive|dearer|pricier|costlier)|costs? (?:much |far |a lot |a little |slightly |somewhat |clearly )?more) than\b/,
  },
  {
    ...COSTS,
    more: 'second',
    said: /\b(?:(?:much |far |a lot |a little |slightly |somewhat |clearly )?(?:less expensive|cheaper)|costs? (?:much |far |a lot |a little |slightly |somewhat |clearly )?less) than\b/,
  },
  {
    ...FILLS,
    more: 'first',
    said: /\b(?:closer|nearer) to (?:\p{L}+ ){1,4}(?:limit|cap|quota|budget)s? than\b|\bfuller than\b/u,
  },
  {
    ...FILLS,
    more: 'second',
    said: /\b(?:further|farther) from (?:\p{L}+ ){1,4}(?:limit|cap|quota|budget)s? than\b|\bemptier than\b/u,
  },
  { measure: isCountOf, together: sum, more: 'first', said: /\bmore (?:\p{L}+ )?(\p{L}+) than\b/u },
  { measure: isCountOf, together: sum, more: 'second', said: /\b(?:fewer|less) (?:\p{L}+ )?(\p{L}+) than\b/u },
];

/** `A is the cheapest of all`. */
const EXTREMES: readonly Shape[] = [
  {
    ...COSTS,
    more: 'first',
    said: /\b(?:most expensive|dearest|priciest|costliest|costs? (?:the |you the )?most|(?:biggest|largest|main|top) (?:\p{L}+ ){0,2}(?:provider|model|project|site|product|account|database|cost|spender|share|part|item|driver|line|expense|block))\b/u,
  },
  {
    ...COSTS,
    more: 'second',
    said: /\b(?:cheapest|least expensive|costs? (?:the |you the )?least|smallest (?:\p{L}+ ){0,2}(?:provider|model|project|site|product|account|database|cost|spender|share|part|item|driver|line|expense|block))\b/u,
  },
  { ...FILLS, more: 'first', said: /\b(?:closest|nearest|tightest) (?:\p{L}+ ){0,3}limit\b|\bfullest\b/u },
];

/** Other times, other changes, and what is denied or only supposed: of these nothing is known here. */
const NOT_NOW =
  /\b(?:not|no|never|neither|nor|[a-z]+n't|would|could|might|may|if|was|were|had|last|previous|before|yesterday|ago|than (?:usual|expected)|rise|rose|increase|change|growth|grow\w*|jump|one of|among|per|each)\b/;

/** The words of a comparison that the evidence contradicts; null where it does not, or cannot tell. */
export function turnedOrder(reading: Reading, known: Known, now: number): string | null {
  const text = reading.text.toLowerCase();
  const months = turnedMonths(reading, text, known, now);
  if (months !== null || reading.days.length > 0) {
    return months;
  }
  for (const { clause, start } of clausesOf(text, CLAUSE_BREAK)) {
    const turned = NOT_NOW.test(clause) ? null : turnedIn(clause, start, reading, known);
    if (turned !== null) {
      return reading.text.slice(turned.start, turned.end);
    }
  }
  return null;
}

const THAN =
  /\b(?:costs?|be|is|spend|pay|comes?|end) (?:to )?(?:\p{L}+ )?(more|less|higher|lower|cheaper|dearer|more expensive|less expensive) than (?:in |it was in )?$/u;

/** `November will cost more than October` of a month that costs less. Null where figures or names tell of what. */
function turnedMonths(reading: Reading, text: string, known: Known, now: number): string | null {
  for (const { start, end } of earlierIn(reading, now)) {
    const than = THAN.exec(text.slice(0, start));
    if (
      than === null ||
      reading.figures.length > 0 ||
      mentionsBetween(reading, 0, text.length, known) !== null ||
      NOT_NOW.test(text.slice(0, start))
    ) {
      continue;
    }
    const all = listsOf(known, (one) => one.family.startsWith('money:') && one.row.endsWith('#')).flat();
    const timed = (name: string) => all.filter((one) => labelsOf(one).get('time')?.has(name) === true);
    const [later, before] = [
      timed('later').filter(({ key }) => key === 'q50')[0],
      timed('before').filter(({ key }) => key === 'amount')[0],
    ];
    if (
      later !== undefined &&
      before !== undefined &&
      later.value > before.value !== /^(?:more(?: exp.*)?|higher|dearer)$/.test(than[1] ?? '')
    ) {
      return reading.text.slice(than.index, end);
    }
  }
  return null;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function turnedIn(clause: string, start: number, reading: Reading, known: Known): Place | null {
  for (const shape of [...PAIRS, ...EXTREMES]) {
    const found = shape.said.exec(clause);
    const place = found && { start: start + found.index, end: start + found.index + found[0].length };
    if (found !== null && place !== null) {
      // `X is the dearest and Y the cheapest`: of each what stands right before it.
      const and = PAIRS.includes(shape) ? -1 : clause.lastIndexOf(' and ', found.index);
      const before = mentionsBetween(reading, start + Math.max(0, and), place.start, known);
      const behind = mentionsBetween(reading, place.end, start + clause.length, known);
      if (before !== null && isAgainst(verdictsOf(shape, found, before, behind, known))) {
        return place;
      }
    }
  }
  return null;
}

function verdictsOf(
  shape: Shape,
  found: RegExpExecArray,
  before: Mentions,
  behind: Mentions | null,
  known: Known,
): readonly boolean[] {
  if (!PAIRS.includes(shape)) {
    return extremesOf(before, shape, known);
  }
  return behind === null ? [] : valuesOf(before, behind, shape, found, known);
}

/** Whether each list that can tell it says that it is so. */
function isAgainst(verdicts: readonly boolean[]): boolean {
  return verdicts.length > 0 && !verdicts.includes(true);
}

/** Of each list in which both stand whether the order is as it is said. */
function valuesOf(
  first: Mentions,
  second: Mentions,
  shape: Shape,
  [said, noun = '']: RegExpExecArray,
  known: Known,
): boolean[] {
  return listsOf(known, shape.measure(stem(noun), said)).flatMap((list) => {
    const [a, b] = [first, second].map((mentions) => list.filter((one) => isAsWhole(one, mentions)));
    if (a === undefined || b === undefined || a.length === 0 || b.length === 0 || a.some((one) => b.includes(one))) {
      return [];
    }
    const [one, other] = [a, b].map((own) => shape.together(own.map(({ value }) => value)));
    return one === undefined || other === undefined ? [] : [shape.more === 'first' ? one >= other : one <= other];
  });
}

/** Of each list in which it stands with others of its kind whether it is the largest, or the smallest. */
function extremesOf(mentions: Mentions, shape: Shape, known: Known): boolean[] {
  const kind = (['project', 'product', 'account', 'metric'] as const).find((one) => mentions.all.has(one));
  return listsOf(known, shape.measure('', '')).flatMap((list) => {
    const groups = new Map<string, KnownNumber[]>();
    for (const one of kind === undefined
      ? []
      : list.filter((each) => kind !== 'account' || isUnnamed(each.record, PARTS))) {
      const name = namesOf(one.record, kind as NameKind).join();
      if (name !== '') {
        groups.set(name, [...(groups.get(name) ?? []), one]);
      }
    }
    const all = [...groups.values()].map((own) => ({
      isOwn: own.some((one) => isOfAll(one, mentions)),
      value: shape.together(own.map(({ value }) => value)),
    }));
    const own = all.filter(({ isOwn }) => isOwn);
    const [first] = own;
    if (first === undefined || own.length > 1 || all.length < 2) {
      return [];
    }
    return [all.every(({ value }) => (shape.more === 'first' ? value <= first.value : value >= first.value))];
  });
}

/** The numbers of a measure, those of one field of one document and unit together. */
function listsOf({ numbers }: Known, isMeasured: Measure): (readonly KnownNumber[])[] {
  const lists = new Map<string, KnownNumber[]>();
  for (const [family, all] of numbers) {
    for (const one of family === 'raw' ? [] : all) {
      if (isMeasured(one)) {
        const key = `${one.document} ${one.field} ${family}`;
        lists.set(key, [...(lists.get(key) ?? []), one]);
      }
    }
  }
  return [...lists.values()];
}

const PARTS: readonly NameKind[] = ['product', 'project'];

/** Of an account only what it comes to as a whole. */
function isAsWhole(one: KnownNumber, mentions: Mentions): boolean {
  const isAccount = [...mentions.all.keys()].every((kind) => kind === 'account');
  return isOfAll(one, mentions) && (!isAccount || isUnnamed(one.record, PARTS));
}

function isOfAll(one: KnownNumber, mentions: Mentions): boolean {
  return (
    !isElsewhere(one, mentions) && isOf(one.record, new Set([...mentions.all.values()].flatMap((own) => [...own])))
  );
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
