import { localZone } from '#main/session/own-account';
import { proveAnswer } from '#shared/core/proof/prove';
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

/** Proves each sentence of a text against what was sent or read; one that holds anything else is struck, with why. */
export function prove(text: string, { documents, question, now }: Ground): readonly ProvedSentence[] {
  const evidence = {
    documents: documents.map((document, index) => ({ id: String(index), text: JSON.stringify(document) })),
    ...(question === undefined ? {} : { question }),
  };
  return proveAnswer(text, evidence, { now, zone: localZone() }).sentences.flatMap(({ text: said, struck }) =>
    said.trim() === ''
      ? []
      : [{ text: said.trim(), struck: struck !== null, why: struck === null ? '' : strikeWords(struck) }],
  );
}
