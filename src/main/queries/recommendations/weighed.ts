import { isOpen } from '#shared/core/recommendations/life-cycle';
import { planKey, weighPlans } from '#shared/core/recommendations/plan-choice';
import { fromMicros } from '#shared/domain/money';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { pointSentence } from '#shared/words/recommendation';
import type { PricedParts } from '../read-parts';
import { readAdviceFacts } from './facts/read-advice-facts';
import { readRecommendations } from './recommendation-views';

/** One question of one account: the ways that were weighed, and why each lost. Amounts in main units a month. */
export interface WeighedQuestion {
  readonly account: string;
  /** What is asked: `plan`, or what the recommendation is about. */
  readonly question: string;
  /** What won; null: all stays as it is. */
  readonly recommendation: string | null;
  readonly currency: string;
  readonly alternatives: RecommendationView['alternatives'];
}

/** For each account what was weighed: every open recommendation, and the plan where it stays. */
export async function readWeighed(parts: PricedParts): Promise<readonly WeighedQuestion[]> {
  const [facts, views] = await Promise.all([readAdviceFacts(parts), readRecommendations(parts)]);
  const open = views.filter(({ status }) => isOpen(status));
  return facts.accounts.flatMap((account): WeighedQuestion[] => {
    const own = open.filter(({ connectionId }) => connectionId === account.connectionId);
    const advised = own.map(
      (view): WeighedQuestion => ({
        ...{ account: account.title, question: view.subject, recommendation: view.title },
        ...{ currency: view.roi.currency, alternatives: view.alternatives },
      }),
    );
    if (own.some(({ key }) => key === planKey(account))) {
      return advised;
    }
    const currency = account.today?.bill.currency ?? 'USD';
    const plans = weighPlans(account, facts);
    const say = (point: Parameters<typeof pointSentence>[0]) => pointSentence(point, currency, { now: facts.now });
    const stays: WeighedQuestion = {
      ...{ account: account.title, question: `${account.serviceTitle} plan`, recommendation: null, currency },
      alternatives: plans.map(({ id, name, cost, lost }) => ({
        ...{ id, name: id === 'stay' ? `${name}, as it is` : name, cost: cost === null ? null : fromMicros(cost) },
        lost: lost === null ? null : say(lost),
      })),
    };
    return plans.length < 2 ? advised : [...advised, stays];
  });
}
