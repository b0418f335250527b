import { type AdviceKind, point } from '../finding';
import { choosePlan } from '../plan-choice';
import { choiceFigures, planAdvice } from './plan-advice';
import { lossPoints } from './plan-points';
import { isDowngrade } from './switch-plan';

/** A smaller plan takes all that is used, at its 97.5 % quantile. */
export const downgrade: AdviceKind = {
  id: 'downgrade',
  find(account, facts) {
    const choice = choosePlan(account, facts);
    if (choice === null || choice.needs.length > 0 || !isDowngrade(choice)) {
      return [];
    }
    const figures = choiceFigures(choice);
    return [
      planAdvice(account, facts, choice, {
        kind: 'downgrade',
        reason: [
          point('fits-smaller', figures),
          ...(choice.onlyIf === null ? [] : [point('only-if', choice.onlyIf.figures)]),
        ],
        benefits: [point('saves', figures)],
        risks: [point('nothing-stops'), point('pays-on', figures)],
        against: [...lossPoints(account, choice), point('loses-features', figures)],
      }),
    ];
  },
};
