import type { ProvedSentence } from '#shared/domain/assistant';
import { plainText } from '#shared/format/plain-text';

/** Provisional until the proof of shared/core is there. */
export function prove(text: string, evidence: readonly unknown[]): readonly ProvedSentence[] {
  const known = JSON.stringify(evidence);
  return plainText(text)
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const missing = (one.match(/\d[\d.,]*\d|\d/g) ?? []).find((figure) => !known.includes(figure));
      return {
        text: one,
        struck: missing !== undefined,
        why: missing === undefined ? '' : `${missing} is in nothing that was read`,
      };
    });
}
