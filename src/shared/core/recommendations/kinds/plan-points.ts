import type { AdvicePoint } from '#shared/domain/recommendation';
import type { AccountFacts } from '../facts';
import { point } from '../finding';
import { isChargedByUse, type PlanChoice } from '../plan-choice';
import { choiceFigures } from './plan-advice';

/** What a plan that is picked has for its price; empty where its price follows the use. */
export function pricePoints(choice: PlanChoice): readonly AdvicePoint[] {
  const { picked } = choice;
  if (picked.record.basePlan !== null) {
    return [point('tier-covers', choiceFigures(choice))];
  }
  return isChargedByUse(picked) ? [] : [point('fixed-price', choiceFigures(choice))];
}

/** From or up to which use the plan that is picked is the cheaper one: what speaks for it, and against it. */
export function breakEvenPoints({ breakEven, picked }: PlanChoice): {
  readonly for: readonly AdvicePoint[];
  readonly against: readonly AdvicePoint[];
} {
  if (breakEven === null) {
    return { for: [], against: [] };
  }
  const { quantity, unit, above, below } = breakEven;
  return picked.name === above
    ? {
        for: [point('cheaper-above', { quantity, unit, plan: above })],
        against: [point('dearer-below', { quantity, unit, plan: below })],
      }
    : {
        for: [point('cheaper-below', { quantity, unit, plan: below })],
        against: [point('dearer-above', { quantity, unit, plan: above })],
      };
}

/** What is given up with today's plan: a price that stays, limits that only charge, or larger ones. */
export function lossPoints({ uses }: AccountFacts, choice: PlanChoice): readonly AdvicePoint[] {
  const { current, picked } = choice;
  const figures = choiceFigures(choice);
  const hard = picked.limits.filter(({ beyond, included, window }) => {
    return beyond === 'refused' && included !== null && window !== 'per-item';
  });
  const stopsNew = hard.some(({ service, metric }) => current.limitOf(service, metric)?.beyond !== 'refused');
  const smaller = uses.flatMap(({ service, metric, title, unit }) => {
    const [there, here] = [picked.limitOf(service, metric), current.limitOf(service, metric)];
    const isSmaller = there?.beyond === 'refused' && here?.beyond === 'refused';
    const [has, instead] = [there?.included ?? null, here?.included ?? null];
    return isSmaller && has !== null && instead !== null && has < instead
      ? [point('stops-earlier', { ...figures, metric: title, has, instead, unit })]
      : [];
  });
  const leavesTier = current.record.basePlan !== null && picked.record.basePlan === null;
  return [
    ...(leavesTier ? [point('peaks-charged')] : []),
    ...(isChargedByUse(picked) && !isChargedByUse(current) ? [point('follows-use', figures)] : []),
    ...(stopsNew ? [point('stops-there', figures)] : smaller.slice(0, 1)),
  ];
}
