import { isOpen } from '#shared/core/recommendations/life-cycle';
import { choosePlan, planKey, weighPlans } from '#shared/core/recommendations/plan-choice';
import { fromMicros } from '#shared/domain/money';
import type { AdvicePoint, WeighedAlternative } from '#shared/domain/recommendation';
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

/** Why a way is not taken; null for the one that stays. Of what a person said no to: that, and when. */
function lostWords(
  { id, lost }: Pick<WeighedAlternative, 'id' | 'lost'>,
  winner: string | null,
  note: string,
  say: (point: AdvicePoint) => string,
): string | null {
  if (winner !== null && (id === winner || id === 'stay')) {
    return id === winner ? note : null;
  }
  return lost === null ? null : say(lost);
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
    // What would be advised, had nobody said no to it: no other reason may stand beside it.
    const refused = views.find(({ key, status }) => key === planKey(account) && !isOpen(status));
    const choice = refused === undefined ? null : choosePlan(account, facts);
    const plans = choice?.alternatives ?? weighPlans(account, facts);
    const winner = choice?.picked.record.plan ?? null;
    const say = (point: AdvicePoint) => pointSentence(point, currency, { now: facts.now });
    const stays: WeighedQuestion = {
      ...{ account: account.title, question: `${account.serviceTitle} plan`, recommendation: null, currency },
      alternatives: plans.map(({ id, name, cost, lost }) => ({
        ...{ id, name: id === 'stay' ? `${name}, as it is` : name, cost: cost === null ? null : fromMicros(cost) },
        lost: lostWords({ id, lost }, winner, refused?.note ?? '', say),
      })),
    };
    return plans.length < 2 ? advised : [...advised, stays];
  });
}
