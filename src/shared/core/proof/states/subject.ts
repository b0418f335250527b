import type { Clause } from '../clauses';
import { fitness } from '../elsewhere';
import { stemsOf } from '../field-units';
import type { Known, KnownRecord } from '../known';
import { type Mentions, mentionsBetween, mentionsIn } from '../mentions';
import type { Reading } from '../reading';
import type { Span } from '../tokens';
import type { StateKind } from './state';

/** Says that there are more than what is named. */
const OTHERS = /\b(?:others?|else|besides|apart|except)\b/;

/** What is spoken of: what is named, and the words that stand there, without plurals. */
export interface Subject {
  readonly mentions: Mentions | null;
  readonly words: ReadonlySet<string>;
}

/** Nothing in particular. */
const ANYTHING: Subject = { mentions: null, words: new Set() };

/**
 * Of what is told, that of the rows which fit best what is named, and of these those whose title has most of the words
 * that are said; of an account where no row is of what is named in it.
 */
export function factsOf<Fact extends { readonly record: KnownRecord }>(
  facts: readonly Fact[],
  { mentions, words }: Subject,
): readonly Fact[] {
  const fitting = mostOf(facts, (fact) => (mentions === null ? 0 : fitness(fact, mentions)));
  const account = fitting.length > 0 || mentions === null ? null : accountOf(mentions);
  return account === null
    ? mostOf(fitting, ({ record }) => likeness(record, words))
    : factsOf(facts, { mentions: account, words });
}

/** What a sentence as a whole speaks of. */
export function wholeOf(reading: Reading, known: Known): Subject {
  const mentions = mentionsBetween(reading, 0, reading.text.length, known);
  return { mentions, words: wordsBesides(reading.text.toLowerCase(), mentions) };
}

/** The words of a text, without plurals and without those of the accounts that it names. */
function wordsBesides(text: string, mentions: Mentions | null): ReadonlySet<string> {
  const accounts = new Set([...(mentions?.named.get('account') ?? [])].flatMap(stemsOf));
  return new Set(stemsOf(text).filter((word) => !accounts.has(word)));
}

/** Those of the highest mark; none that has no mark. */
function mostOf<Item>(items: readonly Item[], markOf: (item: Item) => number | null): readonly Item[] {
  const marks = items.map(markOf);
  const most = Math.max(...marks.map((mark) => mark ?? -1));
  return items.filter((_, at) => marks[at] !== null && marks[at] === most);
}

/** Words of titles that say nothing of what they are about. */
const EVERYWHERE = new Set(
  'been have this that with from than when what limit month since soon reach place'.split(' '),
);

/** How many of the words that are said stand in the titles of a row. */
function likeness({ titles }: KnownRecord, words: ReadonlySet<string>): number {
  const own = new Set(titles.flatMap((title) => stemsOf(title)));
  return [...own].filter((word) => word.length > 3 && !EVERYWHERE.has(word) && words.has(word)).length;
}

/**
 * The same of a list that is whole: of what it names nothing that is said, nothing is so. What is not named leaves all.
 */
export function isInNone(facts: readonly { readonly record: KnownRecord }[], mentions: Mentions | null): boolean {
  return mentions?.all.has('metric') === true && !facts.some((fact) => fitness(fact, mentions) !== null);
}

/** The account of a subject alone; null where it names none, or nothing else. */
function accountOf({ named, all }: Mentions): Mentions | null {
  const own = named.get('account');
  return own === undefined || all.size === 1 ? null : mentionsIn(new Map([['account', own]]), new Map());
}

/** Which words of a clause the subject is looked for: of what kind they are, where they stand, and what in it is no subject. */
interface Place {
  readonly kind?: StateKind | undefined;
  readonly at: number;
  readonly inside?: Span | undefined;
}

/** Of which the subject stands before the words: `Neon is on Launch and Vercel on Pro`. */
const BEFORE: ReadonlySet<StateKind> = new Set(['plan', 'project']);

/** What a clause tells a state of. */
export function subjectAt(
  clause: Clause,
  part: Clause,
  reading: Reading,
  known: Known,
  { kind, at, inside }: Place,
): Subject {
  if (OTHERS.test(clause.clause)) {
    return ANYTHING;
  }
  const isBefore = kind !== undefined && BEFORE.has(kind);
  const before = isBefore ? mentionsBetween(reading, clause.start, clause.start + at, known) : null;
  const mentions = before ?? mentionsOf(clause, part, reading, known, inside);
  const refused = inside === undefined ? '' : reading.text.slice(inside.start, inside.end).toLowerCase();
  return { mentions, words: wordsBesides(part.clause.replace(refused, ''), mentions) };
}

/** What a clause is about: what it names, and where that is an account alone or nothing, what its part of the sentence names. */
function mentionsOf(clause: Clause, part: Clause, reading: Reading, known: Known, except?: Span): Mentions | null {
  const [own, around, whole] = [clause, part, { clause: reading.text, start: 0 }].map((at) =>
    mentionsBetween(reading, at.start, at.start + at.clause.length, known, except && { except }),
  );
  if (!own || !around) {
    return own ?? around ?? whole ?? null;
  }
  const accounts = own.named.get('account');
  const isAccount = accounts !== undefined && own.all.size === 1;
  const isSame = [...(around.named.get('account') ?? [])].every((name) => accounts?.has(name) === true);
  return own.named.size === 0 || (isAccount && isSame) ? around : own;
}
