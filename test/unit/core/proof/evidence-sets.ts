import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Proof } from '#shared/core/proof/proof';
import { proverOf } from '#shared/core/proof/prove';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/proof');

/** A sentence of the lists, and the set of evidence that it is held against. */
export interface ListedSentence {
  readonly evidence: string;
  readonly text: string;
  /** What is wrong with a hostile one. */
  readonly why?: string;
}

interface EvidenceSet {
  readonly now: string;
  readonly zone: string;
  readonly question?: string;
  readonly documents: readonly { readonly id: string; readonly value: unknown }[];
}

export function listed(name: 'true-sentences' | 'hostile-sentences'): readonly ListedSentence[] {
  return JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8'));
}

const sets = JSON.parse(readFileSync(resolve(FOLDER, 'evidence.json'), 'utf8')) as Record<string, EvidenceSet>;
const provers = new Map<string, (text: string) => Proof>();

/** Sentences that one author wrote over the accounts of `test/accounts`, before the code met them. */
export interface Batch {
  readonly true: readonly ListedSentence[];
  readonly invented: readonly ListedSentence[];
}

export function batch(name: string): Batch {
  const read = JSON.parse(readFileSync(resolve(FOLDER, 'batches', `${name}.json`), 'utf8')) as Batch;
  const ofAccount = (one: ListedSentence) => ({ ...one, evidence: `accounts/${one.evidence}` });
  return { true: read.true.map(ofAccount), invented: read.invented.map(ofAccount) };
}

/** What the tools read of an account, as Ask keeps it. */
function accountSet(name: string): EvidenceSet {
  return JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8'));
}

/** An answer to a question, as a model under our instructions gives it to what was read of an account. */
export interface Answer extends ListedSentence {
  readonly question: string;
}

export function answers(): readonly Answer[] {
  return JSON.parse(readFileSync(resolve(FOLDER, 'answers.json'), 'utf8'));
}

/** Proves a text against a set of test/fixtures/proof/evidence.json, or an account of test/fixtures/proof/accounts. */
export function proveAgainst(set: string, text: string, question?: string): Proof {
  const key = question === undefined ? set : `${set}: ${question}`;
  let prover = provers.get(key);
  if (prover === undefined) {
    const found = sets[set] ?? accountSet(set);
    const documents = found.documents.map(({ id, value }) => ({ id, text: JSON.stringify(value) }));
    prover = proverOf(
      { documents, question: question ?? found.question },
      { now: Math.floor(Date.parse(found.now) / 1000), zone: found.zone },
    );
    provers.set(key, prover);
  }
  return prover(text);
}

/** The reason for which a text's first struck sentence is struck; null where all stand. */
export function reasonOf(set: string, text: string): string | null {
  return proveAgainst(set, text).sentences.find(({ struck }) => struck !== null)?.struck?.reason ?? null;
}
