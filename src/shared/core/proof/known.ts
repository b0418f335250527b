import type { Instant } from '#shared/domain/instant';
import type { Event } from './events';
import type { Per, Role } from './figure';
import type { Direction } from './near-time';
import type { StateKind } from './states/state';

/** An object of a document: whose figures those in it are. */
export interface KnownRecord {
  readonly parent: KnownRecord | null;
  /** Names by what they name: a metric, a project, a product, an account. In small letters. */
  readonly names: Map<NameKind, string[]>;
  /** What its figures count, without plurals. */
  readonly nouns: Set<string>;
  /** Days in it, for figures of a day or month. */
  readonly moments: Instant[];
  /** Names of what is in it. */
  readonly below: Set<string>;
  /** When the one thing happened that it tells of, or the day that it is: an entry of a history, a day of a series. */
  readonly dated: Instant[];
  /** For how long its limit holds: `day`, `month`. */
  readonly every: Set<string>;
  /** Words beside its figures that say what they are: `so far`, `balance left`. */
  readonly labels: string[];
  /** Titles of what its figures are of. */
  readonly titles: string[];
}

/** Which names of a kind have a word, without plurals: `credit` is in `included credit at vercel`. */
export type NamesByWord = ReadonlyMap<NameKind, ReadonlyMap<string, ReadonlySet<string>>>;

export type NameKind = 'metric' | 'project' | 'product' | 'account';

/** Where something known stands. */
export interface Place {
  readonly document: string;
  readonly pointer: string;
}

/** A figure of the evidence, in its family's smallest unit. */
export interface KnownNumber extends Place {
  readonly family: string;
  readonly value: number;
  /** As it was told, in the unit in which it was told. */
  readonly raw: number;
  /** Of a count: what it counts, from its key and its unit. Those of its record come to it. */
  readonly nouns: readonly string[];
  readonly record: KnownRecord;
  /** The row of a list in which it stands, as `rowOf` tells it. */
  readonly row: string;
  /** Its field, with places in lists left out: accounts, any, soFar, amount. */
  readonly field: string;
  readonly key: string;
  /** Of a percentage in a text: what the text says it to be. */
  readonly role?: Role | null;
  /** True where a text says that something grows by it. */
  readonly grows?: boolean;
  /** Of a figure in a text: for each day, month, … */
  readonly per?: Per | null;
  /** Of one in a text: true for what is saved, or more or less. */
  readonly gain?: boolean;
  /** True for how long work takes. */
  readonly effort?: boolean;
  /** True where a text only supposes it: `if 70 % can be read from cache`. */
  readonly supposed?: boolean;
  /** Of a stretch of time in a text: where it lies. */
  readonly lies?: Direction;
  /** Of one in a text: what stands around it, in small letters. */
  readonly said?: string;
  /** Of a number by itself in a text: that text, which says what it counts: `Each format … If two are on`. */
  readonly text?: string;
  /** True behind `instead of`: what is, not what is proposed. */
  readonly instead?: boolean;
  /** True for the whole in `$3 of $20`. */
  readonly whole?: boolean;
}

/** A moment of the evidence. */
export interface KnownMoment extends Place {
  readonly at: Instant;
  /** True where only a day is told, not a time. */
  readonly day: boolean;
  /** True where only a month is told: none of its days is. */
  readonly month?: boolean;
  /** What a text says that happens then; null or missing where none does. */
  readonly told?: ReadonlySet<Event> | null;
  /** The text that tells of it, in small letters. */
  readonly said?: string;
  readonly record: KnownRecord;
  readonly row: string;
  /** True in a list of more than a dozen: a series has every day. */
  readonly series: boolean;
}

/** Everything that an answer may say. */
export interface Known {
  /** Numbers by family, by size without sign; `raw`: all but money and percentages, as they were told. */
  readonly numbers: ReadonlyMap<string, readonly KnownNumber[]>;
  /** Oldest first. */
  readonly moments: readonly KnownMoment[];
  readonly names: NameBook;
  readonly byWord: NamesByWord;
  /** Accounts of a model. */
  readonly accountsOf: ReadonlyMap<string, readonly string[]>;
  /** Connections of a provider. */
  readonly connectionsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Plans of an account, in small letters. */
  readonly plansOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is only proposed: a plan or model that nobody uses yet. */
  readonly proposed: ReadonlySet<string>;
  /** True where a number of a family (`moment`: a moment) is of what is called so. */
  hasFamily(name: string, family: string): boolean;
  /** Words of keys and sentences, in small letters. */
  readonly words: ReadonlySet<string>;
  /** Every text, in small letters and as it is read, to look for what is quoted. */
  readonly texts: string;
  /** What is told without a figure: what happens at a limit, which alerts fire, on which plan an account is. */
  readonly states: KnownStates;
  /** True for a sentence that stands in a text of ours word for word. */
  isSaidByUs(sentence: string): boolean;
  /** The longest list. */
  readonly longest: number;
  /** The rows of lists that have one of `names`. */
  rowsOf(names: ReadonlySet<string>): Set<string>;
  /** The rows whose title has one of `words`, without plurals. */
  rowsCounting(words: ReadonlySet<string>): Set<string>;
}

/** Names by the word that they begin with. */
export interface NameBook {
  /** By first word: how long names are, longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>;
  readonly names: ReadonlyMap<string, KnownName>;
}

export interface KnownName {
  readonly kinds: readonly (NameKind | 'other')[];
  /** False for a name that reads like a figure: it is one only where it is quoted or said to be a project. */
  readonly free: boolean;
  /** True for what people named. */
  readonly people: boolean;
}

/** A state that a row of the evidence tells, of all that it names. */
export interface StateFact {
  readonly value: string;
  readonly record: KnownRecord;
}

/** What our texts say is refused. */
export interface Refusal {
  readonly thing: string;
  /** True where it is so now, false where it is at a limit. */
  readonly now: boolean;
  readonly record: KnownRecord;
}

/** Everything that the evidence tells without a figure. */
export interface KnownStates {
  readonly facts: ReadonlyMap<StateKind, readonly StateFact[]>;
  readonly refusals: readonly Refusal[];
  /** Words of the plans that are told of, in small letters. */
  readonly planWords: ReadonlySet<string>;
  /** Providers that can be connected and are not, in small letters. */
  readonly absent: ReadonlySet<string>;
}
