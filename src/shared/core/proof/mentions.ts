import { certainNames } from './certain-names';
import { stemsOf } from './field-units';
import type { Known, NameKind } from './known';
import type { NamedSpan } from './name-book';
import type { Reading } from './reading';
import { hasOneOf, namesAround, namesWith } from './subjects';
import type { Span, Token } from './tokens';

export const KINDS: readonly NameKind[] = ['metric', 'project', 'product', 'account'];

type ByKind = ReadonlyMap<NameKind, ReadonlySet<string>>;

/** What a sentence speaks of, by kind. */
export interface Mentions {
  /** What it names. */
  readonly named: ByKind;
  /** What it has a word of: `the credit`, `requests`. */
  readonly told: ByKind;
  /** Both. */
  readonly all: ByKind;
  /** Of what is named around a figure: on which side. */
  readonly side?: 'before' | 'behind';
  /** True where as many figures stand behind as many names: it is that one's own. */
  readonly isInOrder?: boolean;
}

/** A stretch of a sentence that says what it is about. */
export interface Subject {
  readonly start: number;
  readonly end: number;
  /** False for a name in small letters that may be a word. */
  readonly certain: boolean;
  /** True for words of a title, false for a name. */
  readonly told: boolean;
  readonly names: ByKind;
  /** True where a word is an account's own, not a model's of it. */
  readonly isAccount?: boolean;
}

/**
 * What a sentence mentions for certain: its names, and titles of which it has a telling word (`the credit`, `connections`).
 * `web` and `cache` may be words, unless `project` stands beside them.
 */
export function mentionsOf(reading: Reading, known: Known, family = ''): Mentions {
  const read = MENTIONS.get(reading) ?? new Map<string, Mentions>();
  const mentions = read.get(family) ?? mentioned(certainIn(subjectsOf(reading, known)), known, family);
  MENTIONS.set(reading, read.set(family, mentions));
  return mentions;
}

/** A word that may be a name is one beside what is named for certain. */
function certainIn(subjects: readonly Subject[]): readonly Subject[] {
  return subjects.some(({ certain }) => certain) ? subjects : [];
}

const MENTIONS = new WeakMap<Reading, Map<string, Mentions>>();

/** `family`: of the figure that is looked for; what has none of it is not what a mere word of a title tells. */
export function mentioned(subjects: readonly Subject[], known: Known, family: string): Mentions {
  const named = new Map<NameKind, Set<string>>();
  const told = new Map<NameKind, Set<string>>();
  for (const subject of subjects) {
    for (const [kind, all] of subject.names) {
      const own = subject.told && family !== '' ? [...all].filter((name) => known.hasFamily(name, family)) : all;
      const mentions = subject.told && !(kind === 'account' && subject.isAccount === true) ? told : named;
      mentions.set(kind, new Set([...(mentions.get(kind) ?? []), ...own]));
    }
  }
  return mentionsIn(filled(named), filled(told));
}

/** Names and words of titles, put together once. */
export function mentionsIn(named: ByKind, told: ByKind): Mentions {
  const all = new Map(named);
  for (const [kind, own] of told) {
    all.set(kind, new Set([...(named.get(kind) ?? []), ...own]));
  }
  return { named, told, all };
}

function filled(mentions: ReadonlyMap<NameKind, Set<string>>): ByKind {
  return new Map([...mentions].filter(([, own]) => own.size > 0));
}

const SUBJECTS = new WeakMap<Reading, readonly Subject[]>();

function subjectsOf(reading: Reading, known: Known): readonly Subject[] {
  const read = SUBJECTS.get(reading);
  if (read !== undefined) {
    return read;
  }
  const certain = new Set(certainNames(reading.text, reading.names));
  const named = reading.names.flatMap((span): Subject[] => {
    const names = namedBy(span, known);
    const isWord = names.size === 0 || (!certain.has(span) && !names.has('project') && !names.has('account'));
    return isWord
      ? []
      : [{ start: span.start, end: span.end, certain: certain.has(span) || names.has('account'), told: false, names }];
  });
  const subjects = merged([...named, ...toldSubjects(reading, known, named)].sort((a, b) => a.start - b.start));
  SUBJECTS.set(reading, subjects);
  return subjects;
}

/** What a name names: an account by its provider's name, else itself and titles that have all of its words. */
function namedBy({ name, kinds }: NamedSpan, { byWord, accountsOf, connectionsOf }: Known): ByKind {
  const words = stemsOf(name);
  const account = accountsCalled(name, words, byWord, connectionsOf);
  if (account.size > 0 && !kinds.includes('project')) {
    return new Map([['account', account]]);
  }
  const named = KINDS.filter((kind) => kinds.includes(kind)).map((kind): [NameKind, ReadonlySet<string>] => [
    kind,
    new Set([name, ...(kind === 'project' ? [] : namesAround(kind, name, byWord))]),
  ]);
  const accounts = kinds.includes('product')
    ? accountsOf.get(name)?.flatMap((one) => [one, ...(connectionsOf.get(one) ?? [])])
    : undefined;
  return new Map(accounts === undefined ? named : [...named, ['account', new Set(accounts)]]);
}

/** Accounts that have all words of a name; of one that is a provider's (`Vercel`) its own, not `Vercel AI Gateway`'s. */
function accountsCalled(
  name: string,
  words: readonly string[],
  byWord: Known['byWord'],
  connectionsOf: Known['connectionsOf'],
): ReadonlySet<string> {
  const own = connectionsOf.get(name);
  return own === undefined ? namesWith('account', words, byWord) : new Set([name, ...own]);
}

/** Kinds of which a word of a title tells. */
const TOLD: readonly NameKind[] = ['metric', 'product', 'account'];

/** Titles of which a sentence has words; of words side by side those that have both, where there is one. */
function toldSubjects({ tokens, taken }: Reading, known: Known, named: readonly Subject[]): Subject[] {
  const subjects: Subject[] = [];
  let before: { readonly subject: Subject; readonly at: number } | null = null;
  for (const [at, token] of tokens.entries()) {
    const covered = named.some(({ start, end }) => token.start >= start && token.end <= end);
    if (covered || taken.has(at) || (token.kind !== 'word' && token.kind !== 'name')) {
      continue;
    }
    const { names, isAccount } = namesTold(token, known);
    if (names.size === 0) {
      continue;
    }
    const subject: Subject = { start: token.start, end: token.end, certain: true, told: true, names, isAccount };
    const joined: Subject | null = before !== null && at - before.at <= 2 ? both(before.subject, subject) : null;
    if (joined !== null) {
      subjects.pop();
    }
    subjects.push(joined ?? subject);
    before = { subject: joined ?? subject, at };
  }
  return subjects;
}

/** Of which titles a word is; of a model also its accounts. */
function namesTold({ text, lower }: Token, { byWord, accountsOf, connectionsOf }: Known): Told {
  const words = stemsOf(text);
  const names = new Map(
    TOLD.map((kind): [NameKind, ReadonlySet<string>] => [
      kind,
      kind === 'account' ? accountsCalled(lower, words, byWord, connectionsOf) : namesWith(kind, words, byWord),
    ]).filter(([, own]) => own.size > 0),
  );
  const accounts = [...(names.get('product') ?? [])]
    .flatMap((name) => accountsOf.get(name) ?? [])
    .flatMap((name) => [name, ...(connectionsOf.get(name) ?? [])]);
  const isOwn = names.has('account');
  if (isOwn) {
    // `Neon` is the account, not each of `Neon storage` and `Neon compute`.
    names.delete('metric');
  }
  return accounts.length === 0 || isOwn
    ? { names, isAccount: isOwn }
    : { names: names.set('account', new Set(accounts)), isAccount: false };
}

/** `isAccount` false for accounts that are only those of a model. */
interface Told {
  readonly names: ByKind;
  readonly isAccount: boolean;
}

/** `the Build CPU Minutes budget`: of a name and a word beside it those titles that have both. */
function merged(subjects: readonly Subject[]): readonly Subject[] {
  const found: Subject[] = [];
  for (const subject of subjects) {
    const last = found.at(-1);
    const joined =
      last !== undefined && last.told !== subject.told && subject.start - last.end <= 1 ? both(last, subject) : null;
    if (joined === null) {
      found.push(subject);
    } else {
      found.splice(-1, 1, { ...joined, told: false });
    }
  }
  return found;
}

function both(a: Subject, b: Subject): Subject | null {
  const isAccount = a.isAccount === true || b.isAccount === true;
  const projects = a.names.get('project') ?? new Set<string>();
  const ofProject = [...(b.names.get('metric') ?? [])].filter((title) => hasOneOf(title, projects));
  if (projects.size > 0 && ofProject.length > 0) {
    return {
      start: a.start,
      end: b.end,
      certain: true,
      told: true,
      names: new Map([['metric', new Set(ofProject)]]),
      isAccount,
    };
  }
  const names = new Map(
    TOLD.flatMap((kind): [NameKind, ReadonlySet<string>][] => {
      const own = [...(a.names.get(kind) ?? [])].filter((name) => b.names.get(kind)?.has(name) === true);
      return own.length > 0 ? [[kind, new Set(own)]] : [];
    }),
  );
  return names.size === 0 ? null : { start: a.start, end: b.end, certain: true, told: true, names, isAccount };
}

/** Which of what a stretch mentions is left out: what is inside `except`, and a name that may be a word but for `isAny`. */
interface Between {
  readonly except?: Span;
  readonly isAny?: boolean;
  /** Of figures: what has none of it is not what a mere word of a title tells. */
  readonly family?: string;
}

/** What a stretch of a sentence mentions; null where it mentions nothing. */
export function mentionsBetween(
  reading: Reading,
  from: number,
  to: number,
  known: Known,
  { except = { start: 0, end: 0 }, isAny = false, family = '' }: Between = {},
): Mentions | null {
  const all = isAny ? subjectsOf(reading, known) : certainIn(subjectsOf(reading, known));
  const subjects = all.filter(
    ({ start, end }) => start >= from && end <= to && !(start >= except.start && end <= except.end),
  );
  const mentions = mentioned(subjects, known, family);
  return mentions.all.size === 0 ? null : mentions;
}

/** What a stretch of a sentence says for certain to be about. */
export function subjectsBetween(reading: Reading, known: Known, from: number, to: number): readonly Subject[] {
  return certainIn(subjectsOf(reading, known)).filter(({ start, end }) => start >= from && end <= to);
}

/** Every name that a sentence has, certain or not. */
export function namesOf({ names }: Reading): Set<string> {
  return new Set(names.map(({ name }) => name));
}
