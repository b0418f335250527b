import { localZone } from '#main/clock';
import { proverOf as coreProver } from '#shared/core/proof/prove';
import type { ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { plainText } from '#shared/format/plain-text';
import { strikeWords } from '#shared/words/assistant-proof';

/** Something that was sent to the model or read by it, as this account has it: names unmasked. */
export interface ReadDocument {
  /** What it tells of, by the name of its tool: a list in it is called so. */
  readonly of: string;
  readonly value: unknown;
}

/** What an answer is held against. */
export interface Ground {
  readonly documents: readonly ReadDocument[];
  /** What people named in the account. */
  readonly names: readonly string[];
  /** What the person typed: may be said again as theirs, never as a finding. */
  readonly question?: string;
  readonly now: Instant;
}

/**
 * Proves each sentence of a text against what was sent or read; one that holds anything else is struck, with why. The
 * ground is read once, however many texts, or ever longer beginnings of one, are proved on it.
 */
export function proverOf({ documents, names, question, now }: Ground): (text: string) => readonly ProvedSentence[] {
  const evidence = {
    documents: documents.map(({ of, value }, index) => ({ id: `${of} ${index}`, text: JSON.stringify(value) })),
    names,
    ...(question === undefined ? {} : { question }),
  };
  const judged = coreProver(evidence, { now, zone: localZone() });
  return (text) =>
    judged(text).sentences.flatMap(({ text: said, struck }) => {
      // Judged as it came; shown without marks that would turn around the figures of the sentences behind it.
      const plain = plainText(said).trim();
      const why = struck === null ? '' : plainText(strikeWords(struck));
      return plain === '' ? [] : [{ text: plain, struck: struck !== null, why }];
    });
}
