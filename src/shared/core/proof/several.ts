import { CLAUSE_BREAK, clausesOf } from './clauses';
import { ownNames } from './elsewhere';
import type { Figure } from './figure';
import type { Known, KnownNumber, NameKind } from './known';
import { KINDS, type Subject, subjectsBetween } from './mentions';
import type { Reading } from './reading';
import { spanOf } from './said';
import { hasOneOf } from './subjects';

const TOGETHER = /\b(?:together(?! with)|combined|altogether|in (?:total|all)|all told|between them)\b/;

/**
 * Of the numbers that a figure may be those that several things come to where the sentence tells it of several: of
 * `site-02 and site-23 come to $1.66 together` none that is one's alone.
 */
export function ofSeveral(
  reading: Reading,
  figure: Figure,
  numbers: readonly KnownNumber[],
  known: Known,
): readonly KnownNumber[] {
  const { start } = spanOf(reading, figure);
  const own = clausesOf(reading.text.toLowerCase(), CLAUSE_BREAK).find(
    ({ clause, start: from }) => start >= from && start < from + clause.length,
  );
  const together = own && TOGETHER.exec(own.clause);
  if (own === undefined || !together || !isNearest(figure, own.start + together.index, reading)) {
    return numbers;
  }
  const subjects = subjectsBetween(reading, known, own.start, own.start + own.clause.length);
  return numbers.filter((one) => !KINDS.some((kind) => isOfSomeAlone(one, kind, subjects)));
}

/** `api at $18 and docs at $6 come to $24 together`: the last one is what they come to. */
function isNearest(figure: Figure, place: number, reading: Reading): boolean {
  const distance = (one: Figure) => {
    const { start, end } = spanOf(reading, one);
    return end <= place ? place - end : Math.max(0, start - place);
  };
  return reading.figures.every((one) => one.unit?.family !== figure.unit?.family || distance(one) >= distance(figure));
}

/** True for what is told of one of several things of a kind, and not of the others. */
function isOfSomeAlone({ record }: KnownNumber, kind: NameKind, subjects: readonly Subject[]): boolean {
  const all = subjects.flatMap(({ names }) => names.get(kind) ?? []);
  const own = ownNames(record, kind);
  const fits = all.filter((names) =>
    own.some((name) => names.has(name) || (kind !== 'account' && hasOneOf(name, names))),
  );
  return all.length > 1 && fits.length > 0 && fits.length < all.length;
}
