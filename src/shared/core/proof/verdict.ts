import type { Place } from './known';
import type { JudgedSentence, ProofSource, StrikeReason } from './proof';
import type { Reading } from './reading';
import { spanOf } from './said';

/** How a sentence is judged. */
export type Verdict = Pick<JudgedSentence, 'struck' | 'sources'>;

/** A sentence that is struck. */
export type Struck = Verdict & { readonly struck: object };

export const GOOD: Verdict = { struck: null, sources: [] };

/** Strikes a sentence for a piece of it. */
export function struck(claim: string, reason: StrikeReason): Struck {
  return { struck: { claim, reason }, sources: [] };
}

/** Where a piece of a sentence was found. */
export function source(claim: string, { document, pointer }: Place): ProofSource {
  return { claim, document, pointer };
}

/** A piece of a sentence as it stands there. */
export function textOf(reading: Reading, claim: { readonly from: number; readonly to: number }): string {
  const { start, end } = spanOf(reading, claim);
  return reading.text.slice(start, end);
}
