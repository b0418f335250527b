import type { Zone } from '#shared/domain/instant';
import { wordsOfKey } from './field-units';
import type { Per } from './figure';
import type { KnownMoment, KnownNumber } from './known';
import type { Mentions } from './mentions';
import { stem } from './units';

/** What an answer rests on so far, for what may be worked out of two. */
export interface Ground {
  /** Numbers that the answer states. */
  readonly stated: ReadonlySet<KnownNumber>;
  /** Those of them that the user typed. */
  readonly users: KnownNumber[];
  /** Rows that the sentence speaks of, by their pointers. */
  readonly rows: ReadonlySet<string>;
  /** Rows in which those stand. */
  readonly above: ReadonlySet<string>;
  /** Those of them that have a name of the sentence. */
  readonly named: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** What is named right before the figure and right behind it. */
  readonly around: readonly Mentions[];
  /** False where what is saved is told as a price, or the other way: it is made of none that is saved. */
  readonly withGains: boolean;
  /** For each of which the figure is told, and whether it is told as what is saved. */
  readonly per: Per | null;
  readonly isSaved: boolean;
  /** True for what is told to be left, and is known as something else: it is the rest of a whole, or nothing. */
  readonly isRest: boolean;
  /** True for two of which the sentence says the other way than they are. */
  readonly isTurned?: (a: KnownNumber, b: KnownNumber) => boolean;
  /** Numbers that this sentence or the two before it state. */
  readonly recent: ReadonlySet<KnownNumber>;
  /** Moments that the answer states. */
  readonly moments: ReadonlySet<KnownMoment>;
  /** The sentence in small letters, and its words without plurals. */
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** The same of it and the sentences right before it. */
  readonly context: { readonly text: string; readonly words: ReadonlySet<string> };
  readonly now: number;
  readonly zone: Zone;
}

/** How people call what a field counts, by a word of its key. */
const CALLED: Readonly<Record<string, RegExp>> = {
  far: /\b(?:so far|spent|already|by now|up to now|bill|total|everything|overall|share|of (?:the |all |your |its )?(?:costs?|spend(?:ing)?|month|amount|money|expenses?)|where we are|now|today)\b/,
  charges: /\b(?:used|usage|charg\w*)\b/,
  spent: /\b(?:so far|spent|already)\b/,
  expected: /\b(?:expect\w*|forecast\w*|project\w*|will|would|heading|end)\b/,
  projected: /\b(?:expect\w*|forecast\w*|project\w*|will|would|heading|end)\b/,
  estimated: /\b(?:expect\w*|forecast\w*|project\w*|estimat\w*|will|would)\b/,
  budget: /\bbudget\b/,
  limit: /\b(?:limits?|allowance|included|quota|ceiling|capacity|full)\b/,
  used: /\b(?:used?|usage|gone|full|consum\w*)\b/,
  total:
    /\b(?:total|bill|invoice|all|whole|in all|altogether|everything|share|of (?:the |all |your |its )?(?:costs?|spend(?:ing)?|month|amount|money|expenses?))\b/,
  before: /\b(?:before|from|rose|risen|fell|grew|increas\w*|went|chang\w*|jump\w*|climb\w*|dropp\w*)\b/,
  after: /\b(?:after|to|rose|risen|fell|grew|increas\w*|went|chang\w*|jump\w*|climb\w*|dropp\w*)\b/,
  previous: /\b(?:before|previous\w*|earlier|last|than)\b/,
};

/**
 * True for a number that a sentence speaks of: it or one just before states it, names its row, or calls it as its field is
 * called. A percentage of two that nobody speaks of is one that anything can be made of.
 */
function isTied(one: KnownNumber, ground: Ground): boolean {
  // What stands above all rows is not spoken of because one of it is.
  const spoken = ground.named.has(one.row) || (ground.rows.has(one.row) && !one.row.endsWith('#'));
  return ground.recent.has(one) || spoken || isCalled(one, ground);
}

/** `That is 22 % more than last month`: what it is compared with is called, and the other stands above all rows. */
function isComparedWith(one: KnownNumber, other: KnownNumber, ground: Ground): boolean {
  return THAT.test(ground.text) && isCalled(other, ground) && one.row.endsWith('#');
}

const THAT = /^\W*(?:that|this|it|which) (?:is|was|would be|makes|means)\b.*\b(?:than|of|above|below|over|under)\b/;

/** True where the sentence has a word of the last two keys over the number: `/lastMonth/amount`. */
function isCalled({ pointer }: KnownNumber, { text, words }: Ground): boolean {
  const keys = pointer.split('/').slice(-2);
  return keys
    .flatMap((key) => wordsOfKey(key))
    .some((word) => words.has(stem(word)) || CALLED[word]?.test(text) === true);
}

/** True for two numbers of which a sentence may tell a percentage. */
export function isSpokenOf(a: KnownNumber, b: KnownNumber, ground: Ground): boolean {
  return (isTied(a, ground) && isTied(b, ground)) || isComparedWith(a, b, ground);
}
