import { nextLookAt } from '#shared/core/recommendations/looks';
import { sumOfOutcomes } from '#shared/core/recommendations/outcome';
import { fromMicros } from '#shared/domain/money';
import type { Recommendation } from '#shared/domain/recommendation';
import type { RecommendationOutcome, SavedAmount } from '#shared/domain/recommendation-outcome';
import type { RecommendationList, RecommendationView } from '#shared/ipc/recommendations';
import { kindTitle } from '#shared/words/recommendation-kind';
import { outcomeWords, sumWords } from '#shared/words/recommendation-outcome';

/** What came of one change, as it is shown. */
export function outcomeView(outcome: RecommendationOutcome): RecommendationView['outcomes'][number] {
  const { days, currency, promised, saved, limitHeld, verdict } = outcome;
  return {
    ...{ days, currency, limitHeld, verdict },
    promised: fromMicros(promised),
    saved: saved === null ? null : savedView(saved),
    text: outcomeWords(outcome),
  };
}

function savedView({ q10, q50, q90 }: SavedAmount) {
  return { low: fromMicros(q10), middle: fromMicros(q50), high: fromMicros(q90) };
}

/**
 * What all changes that were measured saved and were to save: over all of them, then by kind, each by its longest look. Sums are of one
 * currency, that of most of them.
 */
export function recordOf(
  rows: readonly Pick<Recommendation, 'id' | 'kind'>[],
  outcomes: readonly RecommendationOutcome[],
): RecommendationList['record'] {
  const longest = new Map<string, RecommendationOutcome>();
  for (const outcome of outcomes) {
    longest.set(`${outcome.recommendationId} ${outcome.changedAt}`, outcome);
  }
  const told = [...longest.values()].filter(({ saved }) => saved !== null);
  const currency = told[0]?.currency ?? 'USD';
  const ofOne = told.filter((one) => one.currency === currency);
  if (ofOne.length === 0) {
    return [];
  }
  const kindOf = new Map(rows.map(({ id, kind }) => [id, kind]));
  const kinds = [...new Set(ofOne.map(({ recommendationId }) => kindOf.get(recommendationId) ?? ''))];
  const sum = (kind: string | null, own: readonly RecommendationOutcome[]) => {
    const { promised, saved, count } = sumOfOutcomes(own);
    return {
      ...{ kind, title: kind === null ? 'All' : kindTitle(kind), currency, count },
      ...{ promised: fromMicros(promised), saved: savedView(saved) },
      text: `${sumWords({ promised, saved, count }, currency)}.`,
    };
  };
  return [
    sum(null, ofOne),
    ...kinds.map((kind) =>
      sum(
        kind,
        ofOne.filter(({ recommendationId }) => kindOf.get(recommendationId) === kind),
      ),
    ),
  ];
}

/** When it is looked next at what a change did; null where no look is ahead. */
export function nextLook(changedAt: number | null, outcomes: readonly RecommendationOutcome[]): number | null {
  return changedAt === null ? null : nextLookAt(changedAt, outcomes);
}
