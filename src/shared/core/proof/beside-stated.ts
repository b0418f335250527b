import { isElsewhere, isOf } from './elsewhere';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { isExtraCost, listsOf } from './measures';
import type { Mentions } from './mentions';
import { LEFT } from './relation-words';
import { isRowBefore } from './rows';

/** A figure that an answer has stated, and the numbers of the evidence that it may be. */
export interface Stated {
  readonly figure: Figure;
  readonly numbers: readonly KnownNumber[];
  /** True where this very sentence states it. */
  readonly here: boolean;
}

/** Numbers that one figure may be of which something is made: those of one value are of one thing, or nearly so. */
export const MOST_ALIKE = 16;

/** Numbers beside a stated one: the same field of rows that are named, parts of a total, and what else its own row has of a limit. */
export function besideOf(
  number: KnownNumber,
  mentions: Mentions,
  text: string,
  { numbers }: Known,
): readonly KnownNumber[] {
  const names = new Set([...mentions.all.values()].flatMap((own) => [...own]));
  const isLeft = LEFT.test(text);
  const isPrevious = PREVIOUS.test(text);
  const isTotal = number.row.endsWith('#') && number.field !== '';
  return (numbers.get(number.family) ?? []).filter(
    (one) =>
      one !== number &&
      one.document === number.document &&
      ((isLeft &&
        one.record === number.record &&
        POOL.test(one.key) &&
        POOL.test(number.key) &&
        one.key !== number.key) ||
        (isPrevious && one.field === number.field && isRowBefore(one.row, number.row)) ||
        (names.size > 0 &&
          one.row !== number.row &&
          (one.field === number.field || (isTotal && one.field.endsWith(number.field))) &&
          isOf(one.record, names) &&
          !isElsewhere(one, mentions) &&
          isAlike(one, number, names))),
  );
}

/** Of each number that a figure may be whether it is more, or less, than the same of what is named. */
export function comparedWith(
  numbers: readonly KnownNumber[],
  mentions: Mentions,
  isMore: boolean,
  known: Known,
): readonly boolean[] {
  const names = new Set([...mentions.all.values()].flatMap((own) => [...own]));
  return numbers
    .slice(0, MOST_ALIKE)
    .flatMap((number) =>
      isOf(number.record, names)
        ? [false]
        : besideOf(number, mentions, '', known).map((other) =>
            isMore ? number.value > other.value : number.value < other.value,
          ),
    );
}

const PREVIOUS = /\bthe (?:day|week|month|one) before\b(?! that)|\b(?:the previous|earlier)\b/;
const POOL = /^(?:used|spent|limit|amount|total|current)$/;

/** True for two rows that differ in nothing that the sentence does not name. */
function isAlike(one: KnownNumber, other: KnownNumber, names: ReadonlySet<string>): boolean {
  return [...one.record.names].every(
    ([kind, own]) =>
      kind === 'account' ||
      own.some((name) => names.has(name) || other.record.names.get(kind)?.includes(name) === true),
  );
}

export const STEP = /\b(?:would|will|could|makes?|brings?)\b.*(?:\bfrom\b.*\bto\b|\binstead of\b)/;

/** `The bill would go from $20 to $30`, where an advice costs $10 more. */
export function stepOf(
  figure: Figure,
  stated: readonly Stated[],
  isFirst: boolean,
  known: Known,
): readonly KnownNumber[] | null {
  const own = stated.filter(
    (one) => one.here && one.figure.unit?.family === figure.unit?.family && figure.from < one.figure.from === isFirst,
  );
  for (const step of listsOf(known, isExtraCost).flat()) {
    const from = step.family === figure.unit?.family && own.find((one) => isStep(figure.value, one.figure.value, step));
    if (from) {
      return [...from.numbers.slice(0, 1), step];
    }
  }
  return null;
}

function isStep(to: number, from: number, { value }: KnownNumber): boolean {
  return value !== 0 && Math.abs(to - from - value) < 0.5;
}
