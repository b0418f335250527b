import { z } from 'zod';
import type { Masking } from '#shared/core/proof/masking/masking';
import type { AssistantCost, AssistantReason, ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { leftOutWords } from '#shared/words/assistant';
import { ASSISTANT_INSTRUCTIONS, evidenceText, goalText } from '#shared/words/assistant-prompt';
import { askForm } from './answer-form';
import { type CheckedAdvice, checkFurther } from './further-advice';
import { namesIn } from './masked-account';
import type { ModelCall } from './model/call-model';
import { proverOf } from './proof';
import type { RunParts } from './run-parts';
import type { WeighingQuestion } from './weighing-question';

const MOST_TOKENS = 8_000;

const weighingForm = z.object({
  order: z.array(z.object({ id: z.number(), reason: z.string() })),
  further: z.array(z.object({ account: z.string(), change: z.string(), reason: z.string() })),
});

export interface Weighing {
  /** Every recommendation that was sent once; empty where the model failed. */
  readonly order: readonly {
    readonly id: number;
    readonly title: string;
    readonly account: string;
    readonly reason: readonly ProvedSentence[];
  }[];
  readonly further: readonly CheckedAdvice[];
  /** That some were not sent; else empty. */
  readonly leftOut: string;
  /** Proposals that the engine did not confirm. */
  readonly unconfirmed: number;
  readonly reason: AssistantReason | null;
  /** Before this nothing is answered again, where the provider said so. */
  readonly retryAt?: Instant | undefined;
  readonly cost: AssistantCost;
}

/** The open recommendations in the order in which they serve a goal, and what the model would do beyond them. */
export async function weighAdvice(run: RunParts, question: WeighingQuestion, signal: AbortSignal): Promise<Weighing> {
  const form = await askForm(run, weighingForm, (masking) => weighingCall(question, masking, signal));
  const told = { leftOut: leftOutWords(question.evidence), cost: form.cost };
  const failed = (reason: AssistantReason): Weighing => ({ order: [], further: [], unconfirmed: 0, reason, ...told });
  if (!form.ok) {
    return { ...failed(form.reason), retryAt: form.retryAt };
  }
  const { recommendations } = question.evidence;
  const proved = proverOf({
    documents: [{ of: 'recommendations', value: question.evidence }],
    names: await namesIn(run.account),
    question: question.goal,
    now: run.account.clock.now(),
  });
  const order = form.value.order.flatMap(({ id, reason }) => {
    const known = recommendations.find((one) => one.id === id);
    return known === undefined ? [] : [{ id, title: known.title, account: known.account, reason: proved(reason) }];
  });
  // An order that leaves one out, or names one twice, is none.
  if (order.length !== recommendations.length || new Set(order.map(({ id }) => id)).size !== order.length) {
    return failed('wrong-schema');
  }
  const { shown, unconfirmed } = await checkFurther(run.account, form.value.further, question);
  return { order, further: shown, unconfirmed, reason: null, ...told };
}

/** The request of a weighing, of which the preview shows the body. */
export function weighingCall(question: WeighingQuestion, masking: Masking, signal: AbortSignal): ModelCall {
  const choices = question.choices.map(({ account, regions, buildMachines, usedModels, models }) => ({
    ...{ account, regions, buildMachines, usedModels, models },
  }));
  return {
    task: 'weighing',
    instructions: ASSISTANT_INSTRUCTIONS.weighing,
    messages: [
      {
        role: 'user',
        content: `${evidenceText(masking.value({ ...question.evidence, choices }))}\n${goalText(masking.out(question.goal))}`,
      },
    ],
    schema: weighingForm,
    mostTokens: MOST_TOKENS,
    signal,
  };
}
