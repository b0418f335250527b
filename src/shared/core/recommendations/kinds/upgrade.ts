import { classOf } from '#shared/core/standing/at-limit';
import { type AdviceKind, daysUntil, point, rounded } from '../finding';
import { choosePlan, type Need } from '../plan-choice';
import { choiceFigures, planAdvice } from './plan-advice';

/** A limit at which something stops is reached or in sight, and another plan lifts it. */
export const upgrade: AdviceKind = {
  id: 'upgrade',
  find(account, facts) {
    const choice = choosePlan(account, facts);
    const [need] = choice?.needs ?? [];
    if (choice === null || need === undefined) {
      return [];
    }
    const figures = choiceFigures(choice);
    const larger = choice.picked.limitOf(need.use.service, need.use.metric);
    const isCharged = larger === null || larger.beyond !== 'refused';
    const room =
      larger?.included == null
        ? point('no-such-limit', { plan: choice.picked.name, metric: need.use.title })
        : point(isCharged ? 'more-included' : 'more-room', {
            ...{ plan: choice.picked.name, metric: need.use.title, limit: larger.included, unit: need.use.unit },
          });
    const isReached = (need.use.standing.percent ?? 0) >= 100;
    const cost = Number(figures['to']) - Number(figures['from']);
    return [
      planAdvice(account, facts, choice, {
        kind: 'upgrade',
        reason: [needReason(need, facts.now), room, point(cost > 0.005 ? 'costs-more' : 'costs-no-more', figures)],
        benefits: [
          room,
          point(isReached ? 'works-again' : 'keeps-working', { metric: need.use.title }),
          ...(choice.breakEven === null ? [] : [point('fixed-price', figures)]),
        ],
        risks: [
          point(`at-limit-${need.use.standing.atLimit}`, { metric: need.use.title }),
          ...(classOf(need.use.standing.atLimit) === 'stops' ? [point('revenue-at-risk')] : []),
        ],
        against: [
          point(cost > 0.005 ? 'costs-more' : 'plan-change', figures),
          ...(larger?.included == null || isCharged
            ? []
            : [point('ends-too', { plan: choice.picked.name, limit: larger.included, unit: need.use.unit })]),
        ],
      }),
    ];
  },
};

/** How the limit stands that asks for it. */
function needReason({ use }: Need, now: number) {
  const { percent, expected, limit, used, reachedAt } = use.standing;
  const figures = {
    ...{ metric: use.title, used: rounded(used ?? 0), limit: limit ?? 0, unit: use.unit },
    percent: Math.round((percent ?? 0) * 10) / 10,
  };
  if ((percent ?? 0) >= 100) {
    return reachedAt === null ? point('is-reached', figures) : point('reached-since', { ...figures, at: reachedAt });
  }
  return expected?.q50 == null
    ? point('is-near', figures)
    : point('is-reached-in', { ...figures, days: daysUntil(expected.q50, now) });
}
