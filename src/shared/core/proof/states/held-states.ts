import { type Clause, clausesOf } from '../clauses';
import type { Known } from '../known';
import { mentionsBetween } from '../mentions';
import type { Reading } from '../reading';
import type { Span } from '../tokens';
import { absentIn } from './absent';
import { isDeniedAt } from './denial';
import { otherEffort } from './effort';
import { NOW, refusedIn } from './refusals';
import type { StateKind } from './state';
import { AT_LIMIT, isOf, STATE_WORDS, type StateWords } from './state-words';
import { factsOf, isInNone, type Subject, subjectAt, wholeOf } from './subject';

/** Where something else may be spoken of. */
const PART = /[;()]|\b(?:but|while|whereas|although|though)\b/;
const CLAUSE = /, /;
/** What is supposed is no state. */
const SUPPOSED = /\b(?:if|would|could|unless|might|may|should|assum\w+|suppos\w+|whether|once|when)\b/;
/** Says that it is not so yet. */
const LATER = /\b(?:starts?|begins?) (?:to |refus|reject)/;
const OF_ACCOUNTS: ReadonlySet<StateKind> = new Set(['plan', 'credit', 'trouble']);
/** What is told of what would be: the consequences of a limit, and all of what is advised. */
const SUPPOSABLE: ReadonlySet<StateKind> = new Set([
  'act',
  'price',
  'speed',
  'worker',
  'risk',
  'confidence',
  'deadline',
]);
/** A limit that is not reached yet does nothing. */
const NOT_YET = /\b(?:now|yet|until|before|currently|so far|still|today)\b/;

/** The words in which a sentence says a state of something that has another one; null where none does, or nothing tells. */
export function otherState(reading: Reading, known: Known): string | null {
  const text = reading.text.toLowerCase();
  for (const part of clausesOf(text, PART)) {
    for (const clause of clausesOf(part.clause, CLAUSE)) {
      const at = { ...clause, start: part.start + clause.start };
      const said = absentIn(at, reading, known) ?? otherIn(at, part, reading, known);
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
  const subject = (kind?: StateKind, at = 0): Subject => subjectAt(clause, part, reading, known, { kind, at, inside });
  for (const words of STATE_WORDS) {
    const found = foundIn(words, clause, part, text);
    if (found === null) {
      continue;
    }
    const isDenied = isDeniedAt(clause.clause, found);
    const values = valuesOf(words, found, namedBehind(clause, found, reading, known));
    const isOther = () => isContradicted(words, values ?? [], isDenied, subject(words.kind, found.index), known);
    const isNone = words.kind === 'alert' && !isDenied && isOfNoAlert(clause, found, reading, known);
    if (values !== null && (isNone || isOther())) {
      return text.slice(clause.start + found.index, clause.start + found.index + found[0].length);
    }
  }
  return otherRefusal(clause, subject, known);
}

/** Where a clause claims a state in these words; null where it does not, or only supposes it. */
function foundIn(words: StateWords, { clause, start }: Clause, part: Clause, text: string): RegExpExecArray | null {
  const found = words.said.exec(words.said.unicode ? text.slice(start, start + clause.length) : clause);
  if (found === null || !isOf(words, part.clause)) {
    return null;
  }
  const isIdle =
    words.kind === 'act' && isDeniedAt(clause, found) && (!AT_LIMIT.test(part.clause) || NOT_YET.test(part.clause));
  const isSupposed = !SUPPOSABLE.has(words.kind) && SUPPOSED.test(part.clause);
  return isIdle || isSupposed ? null : found;
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
    const [from, to] = [clause.start + found.index + found[0].length, clause.start + clause.clause.length];
    const behind = reading.names.filter(({ start, end }) => start >= from && end <= to);
    return behind.flatMap(({ name, kinds }) =>
      (kind === 'project' ? kinds.includes('project') : known.proposed.has(name)) ? [name] : [],
    );
  };
}

/** True for an alert of what none tells of: `the alert on Redis storage is firing`. All that fire are listed. */
function isOfNoAlert(clause: Clause, found: RegExpExecArray, reading: Reading, known: Known): boolean {
  const [from, to] = [clause.start + found.index, clause.start + clause.clause.length];
  const behind = clause.clause.slice(found.index + found[0].length);
  const named =
    mentionsBetween(reading, clause.start, from, known) ??
    (/^ (?:for|on|about|of) /.test(behind) ? mentionsBetween(reading, from, to, known) : null);
  const facts = known.states.facts.get('alert') ?? [];
  return facts.length > 0 && isInNone(facts, named);
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
