/** A stretch of a sentence. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** On which side of a figure what it belongs to is named. */
type Side = 'before' | 'behind';

/** Whose one of two figures is that are held against each other; empty where nobody is named. */
interface Owned<Subject> {
  readonly side: Side;
  readonly group: readonly Subject[];
}

const AGAINST = String.raw`(?:against|versus|vs\.?|compared (?:with|to)|instead of|rather than)`;
const ABOUT = `(?: (?:the|about|roughly|around|only|just|some|nearly|almost))*`;
/** `$24.66 against $12.37`, `$2 and $3`. */
const JOINED = new RegExp(`^[^.;:]{0,24}?\\b(?:${AGAINST}|and|to)${ABOUT} ?$`);
const HELD_AGAINST = new RegExp(`\\b${AGAINST}${ABOUT} ?$`);
const AGAINST_ONE = new RegExp(`^[^.;:]{0,24}?\\b${AGAINST}${ABOUT} ?$`);
/** Where what is compared ends, and what it is compared with begins. */
const COMPARER = /\b(?:than|as|what|ahead of|behind|beats?|over)\b/g;

/**
 * Whose a figure is where two are held against each other: `storefront costs twice what api does, $24.66 against $12.37` is
 * told in the order of the names, `A would cost $40, against $67 on B` of what is named around both. Null where a sentence
 * does not tell so.
 */
export function respectiveOf<Subject extends Stretch>(
  text: string,
  figures: readonly Stretch[],
  at: number,
  subjects: readonly Subject[],
): Owned<Subject> | null {
  return (
    (figures[at + 1] === undefined ? null : ofPair(text, figures, at, at, subjects)) ??
    (at === 0 ? null : ofPair(text, figures, at - 1, at, subjects))
  );
}

function ofPair<Subject extends Stretch>(
  text: string,
  figures: readonly Stretch[],
  first: number,
  at: number,
  subjects: readonly Subject[],
): Owned<Subject> | null {
  const [one, other] = [figures[first], figures[first + 1]];
  if (one === undefined || other === undefined) {
    return null;
  }
  const between = text.slice(one.end, other.start).toLowerCase();
  const within = (from: number, to: number) => subjects.filter(({ start, end }) => start >= from && end <= to);
  if (!JOINED.test(between) || within(one.end, other.start).length > 0) {
    return null;
  }
  const before = within(0, one.start);
  const inOrder = compared(text, before);
  const behind = within(other.end, figures[first + 2]?.start ?? text.length);
  if (inOrder !== null) {
    return behind.length > 0 ? null : { side: 'before', group: inOrder[at - first] ?? [] };
  }
  if (!HELD_AGAINST.test(between) || before.length === 0) {
    return null;
  }
  // What something is compared with is another one's, or nobody's.
  return at === first ? { side: 'before', group: before } : { side: 'behind', group: behind };
}

/** What is named before the words that compare, and what behind: `A costs more than B`; null where nothing is compared. */
function compared<Subject extends Stretch>(
  text: string,
  subjects: readonly Subject[],
): readonly [readonly Subject[], readonly Subject[]] | null {
  // `two thirds more than on the flat tier`: what is compared is named before the sentence.
  const words = [...text.toLowerCase().matchAll(COMPARER)].filter(({ index }) =>
    subjects.some(({ start }) => start >= index),
  );
  const last = words.at(-1);
  return last === undefined
    ? null
    : [subjects.filter(({ end }) => end <= last.index), subjects.filter(({ start }) => start >= last.index)];
}

/** True for one of two figures that are held against each other: it is told as it is, and worked out of nothing. */
export function isOneOfTwo(text: string, figures: readonly Stretch[], at: number): boolean {
  const isAgainst = (first: number) => {
    const [one, other] = [figures[first], figures[first + 1]];
    return one !== undefined && other !== undefined && AGAINST_ONE.test(text.slice(one.end, other.start).toLowerCase());
  };
  return isAgainst(at) || isAgainst(at - 1);
}
