import type { Instant, Zone } from '#shared/domain/instant';

/** What an answer is held against: everything that was sent to the model or read by it, and what the user typed. */
export interface ProofEvidence {
  /** Each text as the model saw it: JSON (read field by field) or plain text. `id` comes back with what it proved. */
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  /** Figures that stand in no document. */
  readonly figures?: readonly KnownFigure[];
  /** Names that stand in no document. */
  readonly names?: readonly string[];
  /** What the user typed: may be repeated as the user's own (`you said …`), never as a finding. */
  readonly question?: string;
}

/** A figure told by itself. `unit` as in `--json`: `GB`, `USD`, `percent`, `share`, `requests`, `days`. */
export interface KnownFigure {
  readonly value: number;
  readonly unit: string;
  /** Whose it is: names of the metric, project or plan. */
  readonly of?: readonly string[];
}

export interface ProofOptions {
  readonly now: Instant;
  /** The account's zone: where `tomorrow` and `5 December` are read. */
  readonly zone: Zone;
}

/**
 * Why a sentence is struck. `figure`: a number that is in no evidence (nor worked out from two of it). `date`: a day or
 * time that is not. `name`: a name, product, plan or word that is not. `link`: an address. `users-own`: what only the
 * user said is told as a finding. `elsewhere`: the figure is there, but is another thing's. `others`: it tells of other
 * accounts or the market, of which nothing was read. `turned`: it says the other way of what the figure is
 * (`fell` of what rose). `unreadable`: it cannot be
 * read with certainty (hidden characters inside a number, markup, a number in pieces, another script).
 */
export type StrikeReason =
  | 'figure'
  | 'date'
  | 'name'
  | 'link'
  | 'users-own'
  | 'elsewhere'
  | 'others'
  | 'turned'
  | 'unreadable';

/** Where something that an answer says was found. */
export interface ProofSource {
  /** The claim as the answer has it: `25.5 of 30 MB`. */
  readonly claim: string;
  readonly document: string;
  /** JSON pointer of the figure in that document; empty for plain text. */
  readonly pointer: string;
}

/** A sentence of an answer. The texts of all sentences, put together, are the answer. */
export interface JudgedSentence {
  readonly text: string;
  readonly struck: null | { readonly claim: string; readonly reason: StrikeReason };
  readonly sources: readonly ProofSource[];
}

/** An answer after the proof. */
export interface Proof {
  readonly sentences: readonly JudgedSentence[];
  /** How many sentences are struck. */
  readonly struck: number;
}
