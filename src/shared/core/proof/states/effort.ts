import { intervalOf } from '../bounds';
import type { Figure } from '../figure';
import type { Known, KnownNumber } from '../known';
import type { Reading } from '../reading';
import { spanOf } from '../said';

const WHO = '(?:developers?|devs?|engineers?|programmers?|(?:account )?owners?)\\b';
/** `two days for a developer`, `an hour's work of the account owner`. */
const BEHIND = new RegExp(`^(?:'s?)? ?(?:of )?(?:work )?(?:of|for|by|from) (?:(?:a|an|the|your|one) )?${WHO}`);
/** `takes a developer about four hours`. */
const BEFORE = new RegExp(`\\b${WHO}(?:'s)? ?(?:(?:needs?|about|around|roughly|some|only|just|at least|for|up to) )*$`);

/** The stretch of time that a sentence says somebody works, where no recommendation that it speaks of takes so long. */
export function otherEffort(
  reading: Reading,
  known: Known,
  about: (numbers: readonly KnownNumber[]) => readonly KnownNumber[],
): string | null {
  const efforts = known.numbers.get('time')?.filter(({ effort }) => effort === true) ?? [];
  const text = reading.text.toLowerCase();
  for (const figure of efforts.length === 0 ? [] : reading.figures) {
    const { start, end } = spanOf(reading, figure);
    const isWork =
      figure.unit?.family === 'time' && (BEHIND.test(text.slice(end)) || BEFORE.test(text.slice(0, start)));
    const own = isWork ? about(efforts) : [];
    if (own.length > 0 && !own.some((effort) => isAsLong(figure, effort))) {
      return reading.text.slice(start, end);
    }
  }
  return null;
}

function isAsLong(figure: Figure, { value }: KnownNumber): boolean {
  const [from, to] = intervalOf(figure);
  return (figure.unit?.factors ?? []).some((factor) => value >= from * factor && value <= to * factor);
}
