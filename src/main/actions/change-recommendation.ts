import { type RecommendationStep, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { ActionParts } from './decision-parts';

/** A person's step in the life of a recommendation. An illegal one is refused, and nothing changes. */
export async function changeRecommendation(
  parts: ActionParts,
  id: number,
  step: RecommendationStep,
): Promise<Result<null>> {
  const now = parts.clock.now();
  let refused: string | null = null;
  const updated = await parts.store.recommendations.update(id, (current) => {
    const result = stepRecommendation(current, step, 'user', now);
    refused = result.ok ? null : result.reason;
    return result.ok ? result : null;
  });
  if (refused !== null) {
    return fail({
      code: 'conflict',
      message: refused,
      action: 'Its status has changed: look at it again.',
      retryable: false,
    });
  }
  return updated === null
    ? fail({
        code: 'not-found',
        message: 'This recommendation is gone.',
        action: 'Look at the list again.',
        retryable: false,
      })
    : succeed(null);
}
