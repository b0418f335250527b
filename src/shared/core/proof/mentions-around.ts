import { THOUGHT_BREAK } from './clauses';
import type { Known } from './known';
import { type Mentions, mentioned, type Subject, subjectsBetween } from './mentions';
import type { Reading } from './reading';

/** A stretch of a sentence. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

type Between = (from: number, to: number) => readonly Subject[];

/** What something is compared with is not what is spoken of next: `A has more than B but costs $3`. */
const COMPARED = /\b(?:than|as|versus|vs|unlike) $/;

/** What is named right before and right behind a place of a sentence, up to the figures beside it. */
export function mentionsAround(
  reading: Reading,
  figures: readonly Stretch[],
  at: number,
  known: Known,
  family = '',
): readonly Mentions[] {
  const between: Between = (from, to) => subjectsBetween(reading, known, from, to);
  const own = figures[at];
  if (own === undefined) {
    return [];
  }
  const inOrder = namedInOrder(reading.text, figures, at, between);
  if (inOrder !== null) {
    return [{ ...mentioned([inOrder], known, family), side: 'before', isInOrder: true }];
  }
  const sides = sidesOf(reading.text, figures, at, between);
  const kinds = sides.map(({ group }) => new Set(group.flatMap(({ names }) => [...names.keys()])));
  // A project before it and a metric behind it are no two things.
  const isOne = kinds.every((own) => own.size > 0) && ![...(kinds[0] ?? [])].some((kind) => kinds[1]?.has(kind));
  return (isOne ? [{ side: 'before' as const, group: sides.flatMap(({ group }) => group) }] : sides)
    .filter(({ group }) => group.length > 0)
    .map(({ side, group }) => ({ ...mentioned(group, known, family), side }))
    .filter(({ named, told }) => named.size + told.size > 0);
}

function sidesOf(text: string, figures: readonly Stretch[], at: number, between: Between) {
  const own = figures[at] ?? { start: 0, end: 0 };
  const isCompared = ({ start }: Subject) => COMPARED.test(text.slice(0, start));
  const nearest = between(figures[at - 1]?.end ?? 0, own.start);
  const last = Math.max(...nearest.map(({ end }) => end));
  // Figures of several things told at once: `api and docs: $12 and $4`.
  const gap = text.slice(last, own.start);
  const isListed =
    nearest.length === 0 || gap.includes(':') || (/\b(?:but|yet|and)\b/.test(gap) && nearest.some(isCompared));
  const before = isListed ? between(0, own.start) : nearest;
  const next = between(own.end, Math.min(figures[at + 1]?.start ?? text.length, endOfThought(text, own.end)));
  // `api used 6,870, more than storefront`.
  const behind = before.length > 0 ? next.filter((one) => !isCompared(one)) : next;
  const turn = turnOf(text, figures, between);
  return [
    { side: 'before', group: turn === 'behind' ? [] : before },
    { side: 'behind', group: turn === 'before' ? [] : behind },
  ] as const;
}

/** Where what is said of a figure ends: `$40 so far, while functions are $1`. */
export function endOfThought(text: string, from: number): number {
  const found = text.slice(from).search(THOUGHT_BREAK);
  return found < 0 ? text.length : from + found;
}

const JOINED =
  /^,? ?(?:and|against|versus|vs\.?|to|or|compared (?:with|to)|not|,)(?: (?:only|just|about|roughly|around|nearly))? ?$/;
const RIGHT_BEHIND =
  /^(?: (?:do|does|did|is|was|has))?[^\p{L}\d]{1,3}(?:(?:at|with|about|roughly|around|namely|by|just|only) ?)*$/u;

/** `api costs more than docs, $12 against $4`: as many names as figures, the one behind the others, each has its own. */
function namedInOrder(text: string, figures: readonly Stretch[], at: number, between: Between): Subject | null {
  const isJoined = (one: number) =>
    figures[one] !== undefined &&
    figures[one + 1] !== undefined &&
    JOINED.test(text.slice(figures[one]?.end ?? 0, figures[one + 1]?.start ?? 0));
  let [first, last] = [at, at];
  while (isJoined(first - 1)) {
    first -= 1;
  }
  while (isJoined(last)) {
    last += 1;
  }
  const [from, to] = [figures[first]?.start ?? 0, figures[last]?.end ?? 0];
  const names = last === first ? [] : between(figures[first - 1]?.end ?? 0, from);
  const isBehind = RIGHT_BEHIND.test(text.slice(names.at(-1)?.end ?? 0, from));
  const isAlone = between(to, Math.min(figures[last + 1]?.start ?? text.length, endOfThought(text, to))).length === 0;
  return names.length === last - first + 1 && isBehind && isAlone ? (names[at - first] ?? null) : null;
}

/** Where names and figures take turns (`api $3, docs $5`; `$3 for api, $5 for docs`), on which side each figure's name is. */
function turnOf(text: string, figures: readonly Stretch[], between: Between): 'before' | 'behind' | null {
  const gaps = [...figures, null].map(
    (figure, at) => between(figures[at - 1]?.end ?? 0, figure?.start ?? text.length).length > 0,
  );
  const inner = gaps.slice(1, -1);
  if (inner.length === 0 || !inner.every((isNamed) => isNamed) || gaps[0] === gaps.at(-1)) {
    return null;
  }
  return gaps[0] === true ? 'before' : 'behind';
}
