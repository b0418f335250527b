import { localZone } from '#main/session/own-account';
import { proverOf as coreProver } from '#shared/core/proof/prove';
import type { ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { strikeWords } from '#shared/words/assistant-proof';

/** What an answer is held against. */
export interface Ground {
  /** Everything that was sent to the model or read by it, as this account has it: names unmasked. */
  readonly documents: readonly unknown[];
  /** What the person typed: may be said again as theirs, never as a finding. */
  readonly question?: string;
  readonly now: Instant;
}

/**
 * Proves each sentence of a text against what was sent or read; one that holds anything else is struck, with why. The
 * ground is read once, however many texts, or ever longer beginnings of one, are proved on it.
 */
export function proverOf({ documents, question, now }: Ground): (text: string) => readonly ProvedSentence[] {
  const evidence = {
    documents: documents.map((document, index) => ({ id: String(index), text: JSON.stringify(document) })),
    ...(question === undefined ? {} : { question }),
  };
  const judged = coreProver(evidence, { now, zone: localZone() });
  return (text) =>
    judged(text).sentences.flatMap(({ text: said, struck }) =>
      said.trim() === ''
        ? []
        : [{ text: said.trim(), struck: struck !== null, why: struck === null ? '' : strikeWords(struck) }],
    );
}
