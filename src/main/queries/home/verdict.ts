import { capitalized } from '#shared/format/capitalized';
import { formatPrice } from '#shared/format/money';
import type { Verdict } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { type VerdictInput, type VerdictWords, verdictWords } from '#shared/words/verdict';

/** The verdict with what can be done about it: the recommendation for its limit, where there is one. */
export function verdictView(input: VerdictInput, recommendations: readonly RecommendationView[]): Verdict {
  const words = verdictWords(input);
  const recommendation =
    words.urgency === ''
      ? null
      : (recommendations.find((one) => one.aim === 'risk' && one.limit !== null && one.metricKey === words.key) ??
        null);
  return {
    tone: words.tone,
    headline: words.headline,
    sentence: words.sentence,
    badge: badgeOf(words, recommendation),
    metricKey: words.key,
    others: words.others,
    recommendationId: recommendation?.id ?? null,
    action: recommendation === null ? emptyAction(words) : actionOf(recommendation),
  };
}

function badgeOf({ tone, urgency }: VerdictWords, recommendation: RecommendationView | null): string {
  const word = recommendation === null ? tone : recommendation.priority.toLowerCase();
  return urgency === '' ? '' : `${capitalized(word)} · ${urgency}`;
}

function actionOf(recommendation: RecommendationView): string {
  const { currentCost, extraCost, currency } = recommendation.roi;
  const more = currentCost === 0 ? '' : ' more';
  const price =
    extraCost === null || extraCost <= 0 || recommendation.change !== 'plan'
      ? ''
      : ` for ${formatPrice(Number(extraCost.toFixed(2)), currency)}${more} a month`;
  return `${recommendation.title.replace(/^Upgrade .* to/, 'Upgrade to')}${price}`;
}

/** Where nothing can be said the button leads to where that is mended. */
const EMPTY_ACTIONS: Readonly<Record<NonNullable<VerdictWords['empty']>, string | null>> = {
  'no-account': 'Connect an account',
  refused: 'See the connections',
  unread: null,
  'no-limit': null,
};

function emptyAction({ empty }: VerdictWords): string | null {
  return empty === null ? null : EMPTY_ACTIONS[empty];
}
