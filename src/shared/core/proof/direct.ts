import { inInterval, intervalOf } from './bounds';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { isElsewhere, type Mentions } from './mentions';
import { hasRole } from './roles';
import type { Unit } from './units';

/** How a figure was found: the numbers it rests on, or that there is one of another thing alone. */
export type Found = { readonly numbers: readonly KnownNumber[] } | 'elsewhere' | null;

/** The known number that a figure states, in any unit of its kind. */
export function findNumber(figure: Figure, known: Known, mentions: Mentions): Found {
  let other = false;
  for (const candidate of candidatesOf(figure, known)) {
    if (!isElsewhere(candidate, mentions)) {
      return { numbers: [candidate] };
    }
    other = true;
  }
  return other ? 'elsewhere' : null;
}

function candidatesOf(figure: Figure, known: Known): Iterable<KnownNumber> {
  if (figure.unit !== null) {
    return withUnit(figure, figure.unit, known);
  }
  return figure.nouns.length > 0 ? counted(figure, known) : bare(figure, known);
}

function* withUnit(figure: Figure, { family, factors }: Unit, known: Known): Generator<KnownNumber> {
  const [from, to] = intervalOf(figure);
  for (const factor of factors) {
    for (const one of inInterval(known.numbers.get(family) ?? [], [from * factor, to * factor])) {
      if (signFits(figure, one) && hasRole(one, figure.role)) {
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

function* bare(figure: Figure, known: Known): Generator<KnownNumber> {
  for (const one of inInterval(known.numbers.get('raw') ?? [], intervalOf(figure))) {
    if (signFits(figure, one) && isClose(figure, one)) {
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

/** A whole number by itself stands for itself: 42 is not 41.7 of something. With more digits it may be rounded. */
function isClose({ value, half, all, perhaps }: Figure, one: KnownNumber): boolean {
  if (perhaps.length > 0 && counts(perhaps, one)) {
    return true;
  }
  if (one.key.endsWith('#') && !all) {
    return false;
  }
  return Math.abs(one.value) === value || value / half >= 200;
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
