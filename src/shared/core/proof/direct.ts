import { inInterval, intervalOf } from './bounds';
import { wordsOfKey } from './field-units';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { isElsewhere, isElsewhereThan, type Mentions } from './mentions';
import { hasRole } from './roles';
import { isTimeOf } from './time-roles';
import { stem, type Unit } from './units';

/** What a sentence says around its figures. */
export interface Said {
  readonly mentions: Mentions;
  /** What is named right before the figure and right behind it. */
  readonly around: readonly Mentions[];
  /** In small letters. */
  readonly text: string;
  /** Without plurals. */
  readonly words: ReadonlySet<string>;
}

/** How a figure was found: the numbers it rests on, or that there is one of another thing alone. */
export type Found =
  | { readonly numbers: readonly [KnownNumber]; readonly also: readonly KnownNumber[] }
  | 'elsewhere'
  | null;

/** So many of one value are looked at for what they say. */
const MOST_ALIKE = 20;

/** The known number that a figure states, in any unit of its kind. */
export function findNumber(figure: Figure, known: Known, said: Said): Found {
  let other = false;
  const { mentions } = said;
  const found: KnownNumber[] = [];
  for (const candidate of candidatesOf(figure, known, said)) {
    if (!isElsewhere(candidate, mentions) && !isElsewhereThan(candidate, said.around)) {
      found.push(candidate);
    } else {
      other = true;
    }
    if (found.length >= MOST_ALIKE) {
      break;
    }
  }
  const [first] = found;
  if (first !== undefined) {
    return { numbers: [first], also: found };
  }
  return other ? 'elsewhere' : null;
}

function candidatesOf(figure: Figure, known: Known, said: Said): Iterable<KnownNumber> {
  if (figure.unit !== null) {
    return withUnit(figure, figure.unit, known, said);
  }
  return figure.nouns.length > 0 ? counted(figure, known) : bare(figure, known, said);
}

function* withUnit(figure: Figure, { family, factors }: Unit, known: Known, said: Said): Generator<KnownNumber> {
  const [from, to] = intervalOf(figure);
  for (const factor of factors) {
    for (const one of inInterval(known.numbers.get(family) ?? [], [from * factor, to * factor])) {
      if (signFits(figure, one) && hasRole(one, figure.role) && isTimeOf(figure, one, said)) {
        yield one;
      }
    }
  }
}

function* counted(figure: Figure, known: Known): Generator<KnownNumber> {
  for (const one of inInterval(known.numbers.get('count') ?? [], intervalOf(figure))) {
    if (signFits(figure, one) && counts(figure.nouns, one)) {
      yield one;
    }
  }
}

function* bare(figure: Figure, known: Known, said: Said): Generator<KnownNumber> {
  for (const one of inInterval(known.numbers.get('raw') ?? [], intervalOf(figure))) {
    if (signFits(figure, one) && isClose(figure, one, said)) {
      yield one;
    }
  }
  // A cell of a table has its currency in the head: only what is written to the cent.
  for (const [name, list] of figure.half === 0.005 ? known.numbers : []) {
    if (name.startsWith('money:')) {
      yield* inInterval(list, intervalOf(figure));
    }
  }
}

/** A sign that is written has to be right; a fall of $4 is also told without one. */
function signFits({ sign }: Figure, { value }: KnownNumber): boolean {
  return sign === 0 || value === 0 || Math.sign(value) === sign;
}

/** Below it nearly every number is in an evidence of any size. */
const FEW = 100;

/**
 * A whole number by itself stands for itself: 42 is not 41.7 of something. With more digits it may be rounded, and where
 * the sentence calls what it counts. A small one always has to be called.
 */
function isClose({ value, half, all, perhaps, sort }: Figure, one: KnownNumber, said: Said): boolean {
  if (sort.length > 0) {
    return counts(sort, one);
  }
  if (perhaps.length > 0) {
    return counts(perhaps, one) || (!one.key.endsWith('#') && Math.abs(one.value) === value);
  }
  if (one.key.endsWith('#') && !all) {
    return false;
  }
  const called = isCalledCount(one, said);
  return Math.abs(one.value) === value ? value >= FEW || called : called || value / half >= 200;
}

/** True where the sentence has a word of what a number counts: `5.8 million were output`, of outputTokens. */
function isCalledCount(one: KnownNumber, { words }: Said): boolean {
  return [...one.nouns, ...wordsOfKey(one.key)].some((word) => word.length > 2 && isSaid(stem(word), words));
}

/** The mark of how a long word begins, which the words of a sentence have beside them. */
export function beginningOf(word: string): string {
  return `${word.slice(0, 6)}…`;
}

/** `deployed` says deployment. */
function isSaid(word: string, words: ReadonlySet<string>): boolean {
  return words.has(word) || (word.length > 5 && words.has(beginningOf(word)));
}

/** True where the record counts what the sentence counts: its head noun is one of the number's, or of its record's. */
export function counts(nouns: readonly string[], one: KnownNumber): boolean {
  const head = nouns.at(-1);
  if (head === undefined) {
    return true;
  }
  if (one.nouns.includes(head)) {
    return true;
  }
  for (let record: KnownNumber['record'] | null = one.record; record !== null; record = record.parent) {
    if (record.nouns.has(head)) {
      // The number of a list is that of its own rows, never of what its record is about.
      return !one.key.endsWith('#') || one.record === record;
    }
  }
  return false;
}
