import { type Clause, clausesOf } from '../clauses';
import { fitness } from '../elsewhere';
import { stemsOf } from '../field-units';
import type { Known, KnownRecord } from '../known';
import { type Mentions, mentionsBetween, mentionsIn } from '../mentions';
import type { Reading } from '../reading';
import type { Span } from '../tokens';
import { otherEffort } from './effort';
import { NOW, refusedIn } from './refusals';
import type { StateFact, StateKind } from './state';
import { AT_LIMIT, STATE_WORDS, type StateWords } from './state-words';

/** Where something else may be spoken of. */
const PART = /[;()]|\b(?:but|while|whereas|although|though)\b/;
const CLAUSE = /, /;
const DENIED =
  /(?:\b(?:not|no|never|neither|nor|none|nothing|nobody|zero|0|without|[a-z]+n't)\b(?!.*\b(?:only|just|because)\b)|\b(?:instead of|rather than) $)/;
/** `firing right now: none`. */
const DENIED_BEHIND = /^[^,;]{0,20}: (?:none|nothing|no|zero)\b/;
/** Says that there are more. */
const OTHERS = /\b(?:others?|else|besides|apart|except)\b/;
/** What is supposed is no state. */
const SUPPOSED = /\b(?:if|would|could|unless|might|may|should|assum\w+|suppos\w+|whether|once|when)\b/;
/** Says that it is not so yet. */
const LATER = /\b(?:starts?|begins?) (?:to |refus|reject)/;
const OF_ACCOUNTS: ReadonlySet<StateKind> = new Set(['plan', 'credit', 'trouble']);
/** A limit that is not reached yet does nothing. */
const NOT_YET = /\b(?:now|yet|until|before|currently|so far|still|today)\b/;

/** The words in which a sentence says a state of something that has another one; null where none does, or nothing tells. */
export function otherState(reading: Reading, known: Known): string | null {
  const text = reading.text.toLowerCase();
  for (const part of clausesOf(text, PART)) {
    for (const clause of clausesOf(part.clause, CLAUSE)) {
      const at = { ...clause, start: part.start + clause.start };
      const said = otherIn(at, part, reading, known);
      if (said !== null) {
        return said;
      }
    }
  }
  return otherEffort(reading, known, (numbers) => factsOf(numbers, wholeOf(reading, known)));
}

function otherIn(clause: Clause, part: Clause, reading: Reading, known: Known): string | null {
  const { text } = reading;
  const [refused] = refusedIn(clause.clause);
  const inside = refused && spanIn(clause, refused.place);
  const subject = (kind?: StateKind, at = 0): Subject => {
    if (OTHERS.test(clause.clause)) {
      return ANYTHING;
    }
    // `Neon is on Launch and Vercel on Pro`: a plan is that of who stands before it.
    const before = kind === 'plan' ? mentionsBetween(reading, clause.start, clause.start + at, known) : null;
    const mentions = before ?? subjectOf(clause, part, reading, known, inside);
    return { mentions, words: wordsBesides(part.clause.replace(refused?.place[0] ?? '', ''), mentions) };
  };
  for (const words of STATE_WORDS) {
    const own = words.said.unicode ? text.slice(clause.start, clause.start + clause.clause.length) : clause.clause;
    const found = words.said.exec(own);
    if (found === null || !isOf(words, part.clause) || (words.kind !== 'act' && SUPPOSED.test(part.clause))) {
      continue;
    }
    const isDenied = isDeniedAt(clause.clause, found);
    if (isDenied && words.kind === 'act' && (!AT_LIMIT.test(part.clause) || NOT_YET.test(part.clause))) {
      continue;
    }
    const values = valuesOf(words, found, namedBehind(clause, found, reading, known));
    if (values !== null && isContradicted(words, values, isDenied, subject(words.kind, found.index), known)) {
      return text.slice(clause.start + found.index, clause.start + found.index + found[0].length);
    }
  }
  return otherRefusal(clause, subject, known);
}

function isOf({ where, unless }: StateWords, part: string): boolean {
  return where?.test(part) !== false && unless?.test(part) !== true;
}

function isDeniedAt(clause: string, { index, 0: said }: RegExpExecArray): boolean {
  return DENIED.test(clause.slice(0, index)) || DENIED_BEHIND.test(clause.slice(index + said.length));
}

/** The values with which words agree; null where they name none. */
function valuesOf(
  { fits }: StateWords,
  found: RegExpExecArray,
  behind: (kind: 'project' | 'proposed') => readonly string[],
): readonly string[] | null {
  if (typeof fits !== 'string') {
    return fits;
  }
  const named = fits === 'itself' ? found.slice(1).flatMap((value) => value?.toLowerCase() ?? []) : behind(fits);
  return named.length === 0 ? null : named;
}

/** The projects, or what is proposed, that a clause names behind some words. */
function namedBehind(clause: Clause, found: RegExpExecArray, reading: Reading, known: Known) {
  return (kind: 'project' | 'proposed'): readonly string[] => {
    const end = clause.start + clause.clause.length;
    const behind = mentionsBetween(reading, clause.start + found.index + found[0].length, end, known);
    return kind === 'project'
      ? [...(behind?.named.get('project') ?? [])]
      : [...(behind?.named.get('product') ?? [])].filter((name) => known.proposed.has(name));
  };
}

function isContradicted(
  { kind, denies }: StateWords,
  said: readonly string[],
  isDenied: boolean,
  subject: Subject,
  known: Known,
): boolean {
  const told = toldOf(kind, subject, known);
  return isDenied
    ? told.length > 0 && told.every((value) => (denies ?? said).includes(value))
    : told.length > 0 && !told.some((value) => said.includes(value));
}

/** What the evidence tells of a subject; of nothing in particular, of all. */
function toldOf(kind: StateKind, subject: Subject, known: Known): readonly string[] {
  // The words of an account's title are its name, not what it is about.
  const about = OF_ACCOUNTS.has(kind) ? { ...subject, words: new Set<string>() } : subject;
  return factsOf(known.states.facts.get(kind) ?? [], about).map(({ value }) => value);
}

/** What is spoken of: what is named, and the words that stand there, without plurals. */
interface Subject {
  readonly mentions: Mentions | null;
  readonly words: ReadonlySet<string>;
}

const ANYTHING: Subject = { mentions: null, words: new Set() };

/**
 * Of what is told, that of the rows which fit best what is named, and of these those whose title has most of the words
 * that are said; of an account where no row is of what is named in it.
 */
function factsOf<Fact extends { readonly record: KnownRecord }>(
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
function wholeOf(reading: Reading, known: Known): Subject {
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
const EVERYWHERE = new Set('been have this that with from than when what limit month since soon reach place'.split(' '));

/** How many of the words that are said stand in the titles of a row. */
function likeness({ titles }: KnownRecord, words: ReadonlySet<string>): number {
  const own = new Set(titles.flatMap((title) => stemsOf(title)));
  return [...own].filter((word) => word.length > 3 && !EVERYWHERE.has(word) && words.has(word)).length;
}

/** The account of a subject alone; null where it names none, or nothing else. */
function accountOf({ named, all }: Mentions): Mentions | null {
  const own = named.get('account');
  return own === undefined || all.size === 1 ? null : mentionsIn(new Map([['account', own]]), new Map());
}

/** What a clause is about: what it names, and where that is an account alone or nothing, what its part of the sentence names. */
function subjectOf(clause: Clause, part: Clause, reading: Reading, known: Known, except?: Span): Mentions | null {
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

function spanIn({ start }: Clause, { index, 0: said }: RegExpExecArray): Span {
  return { start: start + index, end: start + index + said.length };
}

/** The words in which a clause says that something is refused which is not, or now where it is only at the limit. */
function otherRefusal(clause: Clause, subject: () => Subject, known: Known): string | null {
  const { refusals } = known.states;
  for (const { thing, place } of refusals.length === 0 ? [] : refusedIn(clause.clause)) {
    const about = factsOf(refusals, subject());
    const own = about.filter((one) => one.thing === thing);
    const isNow = NOW.test(clause.clause);
    const isOther = LATER.test(clause.clause)
      ? own.length > 0 && own.every(({ now }) => now)
      : about.length > 0 && !own.some(({ now }) => !isNow || now);
    if (isOther && !isDeniedAt(clause.clause, place)) {
      return place[0];
    }
  }
  return null;
}

/** True where of what a figure may be nothing does what is said of it: `paused at $50`, of what only tells. */
export function isOtherAct(records: readonly KnownRecord[], clause: string, known: Known): boolean {
  const facts = known.states.facts.get('act') ?? [];
  const acts = records.flatMap((record) => nearest(record, facts).map(({ value }) => value));
  return (
    acts.length > 0 &&
    STATE_WORDS.some((words) => {
      const found = words.kind === 'act' && isOf(words, clause) ? words.said.exec(clause) : null;
      return found !== null && !isDeniedAt(clause, found) && !acts.some((act) => words.fits.includes(act));
    })
  );
}

function nearest(record: KnownRecord, facts: readonly StateFact[]): readonly StateFact[] {
  const own = facts.filter((fact) => fact.record === record);
  return own.length > 0 || record.parent === null ? own : nearest(record.parent, facts);
}
