import type { AdviceKind } from '../finding';
import { point } from '../finding';
import { choosePlan, type PlanChoice } from '../plan-choice';
import { choiceFigures, planAdvice } from './plan-advice';

/** Nothing is about to stop, and another plan or tier does the same work for less. */
export const switchPlan: AdviceKind = {
  id: 'switch-plan',
  find(account, facts) {
    const choice = choosePlan(account, facts);
    if (choice === null || choice.needs.length > 0 || isDowngrade(choice)) {
      return [];
    }
    const figures = choiceFigures(choice);
    const { breakEven, picked } = choice;
    const isTier = picked.record.basePlan !== null;
    return [
      planAdvice(account, facts, choice, {
        kind: 'switch-plan',
        reason: [
          point('same-for-less', figures),
          ...(breakEven === null
            ? []
            : [point('cheaper-above', { quantity: breakEven.quantity, unit: breakEven.unit, plan: breakEven.above })]),
        ],
        benefits: [point('saves', figures), point('fixed-price', figures)],
        risks: [point('nothing-stops'), point('pays-on', figures)],
        against: [
          ...(breakEven === null
            ? []
            : [point('dearer-below', { quantity: breakEven.quantity, unit: breakEven.unit, plan: breakEven.below })]),
          ...(isTier ? [point('tier-moves-up'), point('not-for-files')] : [point('plan-change', figures)]),
        ],
      }),
    ];
  },
};

/** Whether a choice goes to a smaller plan of the same ladder: its fee is lower, and less is included. */
export function isDowngrade({ current, picked }: PlanChoice): boolean {
  const [from, to] = [current.record.monthlyFee, picked.record.monthlyFee];
  return (
    picked.record.basePlan === null && current.record.basePlan === null && from !== null && to !== null && to < from
  );
}
