import type { AdvicePoint } from '#shared/domain/recommendation';
import type { AdviceFacts, MeasuredUse } from '../facts';
import { type AdviceKind, daysUntil, needReason, point } from '../finding';
import { choosePlan, isChargedByUse, type Need, type PlanChoice } from '../plan-choice';
import { choiceFigures, lastsUntil, planAdvice } from './plan-advice';
import { pricePoints } from './plan-points';

/** A limit at which something stops is reached or in sight, and another plan lifts it. */
export const upgrade: AdviceKind = {
  id: 'upgrade',
  find(account, facts) {
    const choice = choosePlan(account, facts);
    const [need] = choice?.needs ?? [];
    return choice === null || need === undefined
      ? []
      : [planAdvice(account, facts, choice, { kind: 'upgrade', ...words(choice, need, facts) })];
  },
};

function words(choice: PlanChoice, { use }: Need, { now }: AdviceFacts) {
  const figures = choiceFigures(choice);
  const { metric, standing } = { metric: use.title, standing: use.standing };
  const isDearer = Number(figures['to']) - Number(figures['from']) > 0.005;
  const room = roomOf(choice, use);
  const lasts = lastsUntil(choice, use, now);
  const isReached = (standing.percent ?? 0) >= 100;
  return {
    reason: [
      needReason(use, now),
      room,
      ...(lasts === null ? [] : [point('lasts', { days: daysUntil(lasts, now) })]),
      point(isDearer ? 'costs-more' : 'costs-no-more', figures),
    ],
    benefits: [
      room,
      point(isReached ? 'works-again' : 'keeps-working', { metric }),
      ...(choice.breakEven === null ? [] : pricePoints(choice)),
    ],
    risks: [point(`at-limit-${standing.atLimit}`, { metric }), point('revenue-at-risk')],
    against: [
      point(isDearer ? 'costs-more' : 'plan-change', figures),
      ...(isChargedByUse(choice.picked) && !isChargedByUse(choice.current) ? [point('follows-use', figures)] : []),
      ...(choice.unpriced === null ? [] : [choice.unpriced]),
      ...(room.code === 'more-room' ? [point('ends-too', room.figures)] : []),
    ],
  };
}

/** How much more the other plan takes. */
function roomOf({ picked }: PlanChoice, use: MeasuredUse): AdvicePoint {
  const larger = picked.limitOf(use.service, use.metric);
  const figures = { plan: picked.name, metric: use.title, unit: use.unit };
  if (larger?.included == null) {
    return point('no-such-limit', figures);
  }
  if (larger.beyond !== 'refused' && larger.included === 0) {
    return point('charges-each', figures);
  }
  return point(larger.beyond === 'refused' ? 'more-room' : 'more-included', { ...figures, limit: larger.included });
}
