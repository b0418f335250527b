import { ordinalNamed } from './calendar-words';
import { isEnglish } from './english';
import type { Known } from './known';
import type { Reading } from './reading';
import type { Token } from './tokens';
import { CAPITALS, HOMONYMS, PLAIN_ADJECTIVES, PLAN_NAMES, SMALL_HOMONYMS, STRONG_PLAN_NAMES } from './trade-words';
import { stem, unitNamed } from './units';

/** A word that may not be said, and why. */
export interface Doubt {
  readonly claim: string;
  readonly reason: 'name' | 'unreadable';
}

/** The first word of a sentence that is neither English nor in the evidence, or a name that is not. `row`: of a table. */
export function findDoubt(reading: Reading, known: Known, row: boolean): Doubt | null {
  const { tokens, taken } = reading;
  for (const [at, token] of tokens.entries()) {
    const doubt = token.kind === 'word' && !taken.has(at) ? doubtOf(tokens, at, token, known, row) : null;
    if (doubt !== null) {
      return doubt;
    }
  }
  return null;
}

function doubtOf(tokens: readonly Token[], at: number, token: Token, known: Known, row: boolean): Doubt | null {
  if (/[^\p{Script=Latin}\p{M}\p{N}'._µμΩ]/u.test(token.text)) {
    return { claim: token.text, reason: 'unreadable' };
  }
  const word = token.lower.replace(/'s$/, '').replace(/'$/, '');
  // `scale` and `growth` are words of the evidence as well: a plan is known where a plan is called so.
  if (isOtherPlan(tokens, at, token, word, known)) {
    return { claim: token.text, reason: 'name' };
  }
  if (isKnown(word, known) || isKnown(token.lower, known)) {
    return null;
  }
  const wrong =
    isUnknownPlan(tokens, at, token, word) ||
    SMALL_HOMONYMS.has(word) ||
    (isCapital(token) ? !mayBeCapital(tokens, at, token, word, row) : !isPlainWord(token, word)) ||
    isUnknownThing(tokens, at, word) ||
    isUnknownCompound(tokens, at, known);
  return wrong ? { claim: token.text, reason: 'name' } : null;
}

function isKnown(word: string, { words }: Known): boolean {
  return words.has(word) || (word.length > 3 && (words.has(stem(word)) || words.has(`${word}s`)));
}

function isCapital({ text }: Token): boolean {
  return /\p{Lu}/u.test(text);
}

/** A word in small letters: English, a unit, a letter of an abbreviation (`e.g.`). */
function isPlainWord(token: Token, word: string): boolean {
  if (/^(?:e\.g|i\.e|a\.m|p\.m|a|i|k|m|s|x|vs)$/.test(word)) {
    return true;
  }
  if (word.length === 1 || /[\d_.]/.test(word)) {
    return false;
  }
  return isEnglish(word) || unitNamed(token.text) !== null;
}

function mayBeCapital(tokens: readonly Token[], at: number, token: Token, word: string, row: boolean): boolean {
  if (CAPITALS.has(word) || (unitNamed(token.text) !== null && !HOMONYMS.has(word))) {
    return true;
  }
  if (
    (HOMONYMS.has(word) && !startsPlainly(tokens, at, word, row)) ||
    (PLAN_NAMES.has(word) && isSubject(tokens, at))
  ) {
    return false;
  }
  const starts = isStart(tokens, at, row);
  const usual = /^\p{Lu}\p{Ll}*$/u.test(token.text.replace(/'.*$/, '')) || token.text.length <= 2;
  return starts && usual && isPlainWord(token, word) && !isBareSubject(tokens, at, word);
}

/** `Together they cost …`: a firm's name that is a word, where it can be the word. */
function startsPlainly(tokens: readonly Token[], at: number, word: string, row: boolean): boolean {
  const isHead = tokens[at + 1]?.text === ':' && word !== 'together';
  return isEnglish(word) && isStart(tokens, at, row) && !isHead && !isBareSubject(tokens, at, word);
}

/** The first word of a sentence, a cell, or of what stands behind a colon or a dash. */
function isStart(tokens: readonly Token[], at: number, row: boolean): boolean {
  for (let before = at - 1; before >= 0; before -= 1) {
    const token = tokens[before];
    if (token === undefined || token.kind === 'word' || token.kind === 'name') {
      return false;
    }
    if (token.kind === 'number') {
      return before === 0;
    }
    if (/^[:.!?]$/.test(token.text) || (row && token.text === '|')) {
      return true;
    }
    if (!/^["'`([*_#>✓✗✅❌⚠→•–—-]$/u.test(token.text) && !/\p{Extended_Pictographic}/u.test(token.text)) {
      return false;
    }
  }
  return true;
}

const VERBS = new Set(
  (
    'is was has causes caused drives costs cost uses used grew grows reached reaches will would can could may might should needs had does did charges ' +
    'charged offers includes gives runs ran spent spends rose fell drives drove makes made accounts takes took causes caused leads ' +
    'remains stays became becomes exceeds exceeded consumes consumed and'
  ).split(' '),
);

/** Subjects that stand without an article. */
const MASS = new Set(
  (
    'your our my their its the every i it this that these those there he she they we you everything nothing something anything everyone nobody someone one none ' +
    'all both each either neither most much more many some few several what which who that here now then today storage traffic usage bandwidth ' +
    'growth compute memory egress ingress cash spend spending billing caching demand use revenue profit money time work output ' +
    'input latency throughput capacity credit data headroom software infrastructure overage consumption activity production staging ' +
    'development performance evidence information feedback history another other such half part rent inference training support ' +
    "advice saving upgrading waiting staying moving switching doing keeping nothing's action next first second third"
  ).split(' '),
);

/** `Falcon costs …`: a noun for one thing without an article is a name. */
function isBareSubject(tokens: readonly Token[], at: number, word: string): boolean {
  const next = tokens[at + 1];
  const possessive =
    /'s$/.test(tokens[at]?.text ?? '') &&
    !/^(?:it|that|there|here|what|let|who|today|tomorrow|yesterday|everyone|nobody|someone)$/.test(word);
  const subject = next?.kind === 'word' && VERBS.has(next.lower);
  return (
    (possessive || subject) &&
    !MASS.has(word.replace(/'(?:ve|re|ll|d|m)$/, '')) &&
    !/(?:s|ing|ly)$/.test(word) &&
    ordinalNamed(word) === null
  );
}

function isSubject(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.lower ?? '';
  return VERBS.has(next) || /^(?:plan|tier|edition|subscription|instead|for|at|with|from)$/.test(next);
}

/** `the Scale plan`, `go enterprise`: a plan that is in no evidence. */
function isUnknownPlan(tokens: readonly Token[], at: number, token: Token, word: string): boolean {
  if (!PLAN_NAMES.has(word)) {
    return false;
  }
  const dash = tokens[at + 1]?.text === '-' ? 1 : 0;
  const next = tokens[at + 1 + dash]?.lower ?? '';
  const planned = /^(?:plans?|tiers?|edition|subscription|package|account|pricing|level|licen[cs]e)$/.test(next);
  const plainly = word === 'free' && !isCapital(token) && next === 'account';
  const moved =
    /^(?:to|on|onto|choose|take|buy|go|upgrade|downgrade)$/.test(tokens[at - 1]?.lower ?? '') && isCapital(token);
  return STRONG_PLAN_NAMES.has(word) || (planned && !plainly) || moved;
}

/** `the Scale plan`, of an account that has none of the name. */
function isOtherPlan(tokens: readonly Token[], at: number, token: Token, word: string, { states }: Known): boolean {
  const next = tokens[at + 1]?.lower ?? '';
  return (
    PLAN_NAMES.has(word) &&
    isCapital(token) &&
    /^(?:plan|tier|edition|subscription)$/.test(next) &&
    !states.planWords.has(word)
  );
}

/** `the falcon project`: what a project or plan is called, in small letters. */
function isUnknownThing(tokens: readonly Token[], at: number, word: string): boolean {
  const next = tokens[at + 1];
  const thing = /^(?:project|plan|tier|team|workspace)$/.test(next?.lower ?? '');
  const named = /^(?:project|workspace|team)$/.test(tokens[at - 1]?.lower ?? '') && VERBS.has(behindName(tokens, at));
  if (named && !VERBS.has(word) && !PLAIN_ADJECTIVES.has(word) && isNoun(word)) {
    return true;
  }
  return thing && next?.kind === 'word' && !PLAIN_ADJECTIVES.has(word) && isNoun(word);
}

/** What databases and services are called by: `analytics-db`, `checkout-api`. */
const THING_ENDS = /^(?:db|api|app|web|svc|prod|backend|frontend|worker)$/;
const BEFORE_THINGS = /^(?:pre|non|per|multi|cross|in|on|single|one|two|three|web|old|new)$/;

/** `analytics-db`: a name of two words, which the evidence does not have. */
function isUnknownCompound(tokens: readonly Token[], at: number, known: Known): boolean {
  const [word, dash, end] = tokens.slice(at, at + 3);
  return (
    dash?.text === '-' &&
    dash.glued &&
    end?.glued === true &&
    THING_ENDS.test(end.lower) &&
    !BEFORE_THINGS.test(word?.lower ?? '') &&
    !known.texts.includes(`${word?.lower ?? ''}-${end.lower}`)
  );
}

/** The word behind a name in one or several parts: `zeppelin-backend causes`. */
function behindName(tokens: readonly Token[], at: number): string {
  let to = at + 1;
  while (tokens[to]?.text === '-' && tokens[to]?.glued === true) {
    to += 2;
  }
  return tokens[to]?.lower ?? '';
}

function isNoun(word: string): boolean {
  return !/(?:ing|ed|ly|er|est|ous|ful|ive|able|al|ic|less)$/.test(word);
}
