import type { AdviceKind } from '../finding';
import { point } from '../finding';
import { choosePlan, isChargedByUse, type PlanChoice } from '../plan-choice';
import { choiceFigures, planAdvice } from './plan-advice';
import { breakEvenPoints, lossPoints, pricePoints } from './plan-points';

/** Nothing is about to stop, and another plan or tier does the same work for less. */
export const switchPlan: AdviceKind = {
  id: 'switch-plan',
  find(account, facts) {
    const choice = choosePlan(account, facts);
    if (choice === null || choice.needs.length > 0 || isDowngrade(choice)) {
      return [];
    }
    const figures = choiceFigures(choice);
    const isTier = choice.picked.record.basePlan !== null;
    const breakEven = breakEvenPoints(choice);
    return [
      planAdvice(account, facts, choice, {
        kind: 'switch-plan',
        reason: [point('same-for-less', figures), ...breakEven.for],
        benefits: [point('saves', figures), ...pricePoints(choice)],
        risks: [point('nothing-stops'), point('pays-on', figures)],
        against: [
          ...breakEven.against,
          ...lossPoints(account, choice),
          ...(isTier ? [point('tier-moves-up'), point('not-for-files')] : [point('plan-change', figures)]),
        ],
      }),
    ];
  },
};

/** Whether a choice goes to a smaller plan of the same ladder: its fee is lower, and no price by use takes its place. */
export function isDowngrade({ current, picked }: PlanChoice): boolean {
  const [from, to] = [current.record.monthlyFee, picked.record.monthlyFee];
  const isTier = picked.record.basePlan !== null || current.record.basePlan !== null;
  const isOtherLadder = isChargedByUse(picked) && !isChargedByUse(current);
  return !isTier && !isOtherLadder && from !== null && to !== null && to < from;
}
