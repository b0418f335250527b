import { z } from 'zod';
import type { AssistantEvidence } from '#main/queries/recommendations/assistant-evidence';
import type { Masking } from '#shared/core/proof/masking/masking';
import type { AssistantCost, AssistantReason, ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { leftOutWords } from '#shared/words/assistant';
import { ASSISTANT_INSTRUCTIONS, evidenceText } from '#shared/words/assistant-prompt';
import { askForm } from './answer-form';
import { namesIn } from './masked-account';
import type { ModelCall } from './model/call-model';
import { proverOf } from './proof';
import type { RunParts } from './run-parts';

/** Enough for 25 recommendations, and for a model that thinks before it writes. */
const MOST_TOKENS = 8_000;

/** What the model is to fill in. */
const wordingForm = z.object({
  brief: z.object({ what: z.string(), why: z.string(), byWhen: z.string(), ifNot: z.string() }),
  recommendations: z.array(z.object({ id: z.number(), text: z.string() })),
});

export type Brief = Readonly<Record<'what' | 'why' | 'byWhen' | 'ifNot', readonly ProvedSentence[]>>;

/** What a model wrote of the open recommendations. */
export interface Wording {
  readonly brief: Brief | null;
  readonly texts: readonly { readonly id: number; readonly sentences: readonly ProvedSentence[] }[];
  /** That some were not sent; else empty. */
  readonly leftOut: string;
  readonly reason: AssistantReason | null;
  /** Before this nothing is answered again, where the provider said so. */
  readonly retryAt?: Instant | undefined;
  readonly cost: AssistantCost;
}

/** The summary for a co-founder and a text for each open recommendation, proved against what was sent. */
export async function writeWording(run: RunParts, evidence: AssistantEvidence, signal: AbortSignal): Promise<Wording> {
  const form = await askForm(run, wordingForm, (masking) => wordingCall(evidence, masking, signal));
  const told = { leftOut: leftOutWords(evidence), cost: form.cost };
  if (!form.ok) {
    return { brief: null, texts: [], reason: form.reason, retryAt: form.retryAt, ...told };
  }
  const names = await namesIn(run.account);
  const proved = proverOf({
    names,
    documents: [{ of: 'recommendations', value: evidence }],
    now: run.account.clock.now(),
  });
  const { what, why, byWhen, ifNot } = form.value.brief;
  const brief = { what: proved(what), why: proved(why), byWhen: proved(byWhen), ifNot: proved(ifNot) };
  const texts = evidence.recommendations.flatMap(({ id }) => {
    const sentences = proved(form.value.recommendations.find((one) => one.id === id)?.text ?? '');
    return sentences.length === 0 ? [] : [{ id, sentences }];
  });
  // A form in which nothing is said is silence: the text of the rules stands, and why is said.
  return texts.length === 0 && Object.values(brief).every((part) => part.length === 0)
    ? { brief: null, texts: [], reason: 'rubbish', ...told }
    : { brief, texts, reason: null, ...told };
}

/** The request of a wording, of which the preview shows the body. */
export function wordingCall(evidence: AssistantEvidence, masking: Masking, signal: AbortSignal): ModelCall {
  return {
    task: 'summary',
    instructions: ASSISTANT_INSTRUCTIONS.summary,
    messages: [{ role: 'user', content: evidenceText(masking.value(evidence)) }],
    schema: wordingForm,
    mostTokens: MOST_TOKENS,
    signal,
  };
}
