import { answersKey, readAnswersOf } from '#main/queries/recommendations/answers';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { AskedQuestion } from '#shared/domain/recommendation';
import { ASKS_NOTHING, OUT_OF_BOUNDS } from '#shared/words/recommendation-life';
import type { DecisionParts } from './decision-parts';
import { RecommendationEngine } from './recommendation-engine';

/**
 * Keeps what a person answered to the question of a recommendation, and advises anew. Refused with `not-found` where
 * it asks nothing (any more), with `invalid-input` for a figure that it does not ask for or that is out of its bounds.
 */
export async function answerQuestion(
  parts: DecisionParts,
  id: number,
  figures: Readonly<Record<string, number>>,
): Promise<Result<null>> {
  const recommendation = await parts.store.recommendations.find(id);
  const question = recommendation?.question ?? null;
  if (recommendation === null || question === null) {
    return fail({ code: 'not-found', ...ASKS_NOTHING, retryable: false });
  }
  if (!isAnswer(question, figures)) {
    return fail({ code: 'invalid-input', ...OUT_OF_BOUNDS, retryable: false });
  }
  const { connectionId, key } = recommendation;
  const before = await readAnswersOf(parts, connectionId);
  await parts.store.settings.set(answersKey(connectionId), { ...before, [key]: { ...before[key], ...figures } });
  const engine = new RecommendationEngine(parts);
  await engine.saveRecommendations(await engine.generateRecommendations());
  return succeed(null);
}

function isAnswer({ figures: asked }: AskedQuestion, figures: Readonly<Record<string, number>>): boolean {
  return Object.entries(figures).every(([name, value]) => {
    const figure = asked.find((one) => one.name === name);
    return figure !== undefined && value >= figure.least && value <= figure.most;
  });
}
