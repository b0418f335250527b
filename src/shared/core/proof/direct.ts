import { inInterval, intervalOf } from './bounds';
import type { Figure } from './figures';
import type { Known, KnownNumber } from './known';
import { isElsewhere, type Mentions } from './mentions';

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

function* candidatesOf(figure: Figure, known: Known): Generator<KnownNumber> {
  const { unit, nouns } = figure;
  const [from, to] = intervalOf(figure);
  if (unit !== null) {
    for (const factor of unit.factors) {
      for (const one of inInterval(known.numbers.get(unit.family) ?? [], [from * factor, to * factor])) {
        if (signFits(figure, one)) {
          yield one;
        }
      }
    }
    return;
  }
  const family = nouns.length === 0 ? 'raw' : 'count';
  for (const one of inInterval(known.numbers.get(family) ?? [], [from, to])) {
    if (signFits(figure, one) && (nouns.length === 0 ? isClose(figure, one) : counts(nouns, one))) {
      yield one;
    }
  }
  // A cell of a table has its currency in the head: only what is written to the cent.
  if (nouns.length === 0 && figure.half === 0.005) {
    for (const [name, list] of known.numbers) {
      if (name.startsWith('money:')) {
        yield* inInterval(list, [from, to]);
      }
    }
  }
}

/** A sign that is written has to be right; a fall of $4 is also told without one. */
function signFits({ sign }: Figure, { value }: KnownNumber): boolean {
  return sign === 0 || value === 0 || Math.sign(value) === sign;
}

/** A whole number by itself stands for itself: 42 is not 41.7 of something. With more digits it may be rounded. */
function isClose({ value, half }: Figure, one: KnownNumber): boolean {
  return Math.abs(one.value) === value || value / half >= 200;
}

/** True where the record counts what the sentence counts: its head noun is one of the number's, or of its record's. */
export function counts(nouns: readonly string[], one: KnownNumber): boolean {
  const head = nouns.at(-1) ?? '';
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
