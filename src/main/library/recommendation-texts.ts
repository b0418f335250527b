import type { Advice } from '#shared/domain/recommendation';
import { adviceWords } from '#shared/words/recommendation';
import { briefTexts } from '#shared/words/recommendation-brief';

/** A recommendation in sentences. */
export interface RecommendationTexts {
  /** Imperative: `Upgrade Redis to Pro`. */
  readonly title: string;
  readonly reason: string;
  readonly benefits: readonly string[];
  /** What happens to those who wait. */
  readonly risks: readonly string[];
  /** What really speaks against it. */
  readonly against: readonly string[];
}

/** What a recommendation says: the store keeps codes and figures. Of an upgrade at a limit in the words of the client's brief. */
export function recommendationTexts(recommendation: Advice): RecommendationTexts {
  const { title, reason, benefits, risks, against } = adviceWords(recommendation, { now: recommendation.evidence.end });
  return { title, reason, benefits, risks, ...briefTexts(recommendation), against };
}
