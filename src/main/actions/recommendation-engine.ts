import { readAdviceFacts } from '#main/queries/recommendations/facts/read-advice-facts';
import type { MetricState } from '#main/queries/standings/metric-states';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import type { Advice } from '#shared/domain/recommendation';
import type { DecisionParts } from './decision-parts';
import { keepRecommendations } from './keep-recommendations';

/** Turns standings and bills into recommendations, and keeps their life. */
export class RecommendationEngine {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** Looks at every account: one decision a question. Reads only; `saveRecommendations` keeps the result. */
  async generateRecommendations(states?: readonly MetricState[]): Promise<readonly Advice[]> {
    const { catalog } = this.#parts;
    const ofProviders = catalog.descriptors.flatMap(({ advice }) => advice?.kinds ?? []);
    return generate(await readAdviceFacts(this.#parts, states), [...KINDS, ...ofProviders]);
  }

  /** Keeps what was generated, each finding as one row with its life. Answers how many are told anew. */
  async saveRecommendations(advice: readonly Advice[]): Promise<number> {
    return keepRecommendations(this.#parts, advice);
  }
}
