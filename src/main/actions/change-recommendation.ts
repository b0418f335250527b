import { type LifeRefusal, type RecommendationStep, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { refusalWords } from '#shared/words/recommendation-life';
import type { ActionParts } from './decision-parts';

/** A person's step in the life of a recommendation. An illegal one is refused, and nothing changes. */
export async function changeRecommendation(
  parts: ActionParts,
  id: number,
  step: RecommendationStep,
): Promise<Result<null>> {
  const now = parts.clock.now();
  let refused: { readonly refusal: LifeRefusal; readonly words: string } | null = null;
  const updated = await parts.store.recommendations.update(id, (current) => {
    const result = stepRecommendation(current, step, 'user', now);
    refused = result.ok
      ? null
      : { refusal: result.refusal, words: refusalWords(result.refusal, step.step, current.status) };
    return result.ok ? result : null;
  });
  return answerOf(refused, updated === null);
}

function answerOf(
  refused: { readonly refusal: LifeRefusal; readonly words: string } | null,
  isGone: boolean,
): Result<null> {
  if (refused !== null) {
    return fail({
      code: refused.refusal === 'past' ? 'invalid-input' : 'conflict',
      message: refused.words,
      action: 'Look at where it stands now.',
      retryable: false,
    });
  }
  return isGone
    ? fail({
        code: 'not-found',
        message: 'There is no recommendation with this number.',
        action: 'Look at the list again.',
        retryable: false,
      })
    : succeed(null);
}
