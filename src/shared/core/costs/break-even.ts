import type { Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import { findLimit, plansOf } from '../pricing/look-up';
import { calculatePlanCosts } from './plan-costs';
import type { PlanChoice } from './terms';

/** Two plans, the metric that varies, and the usage that stays. */
export interface BreakEvenQuestion {
  readonly provider: string;
  readonly day: PlanChoice['day'];
  readonly service: string;
  readonly metric: string;
  /** The other quantities of the period, by `SERVICE_METRIC`. */
  readonly usage: Readonly<Record<string, number>>;
  readonly buildMachine?: string;
  readonly region?: string;
}

/** From which quantity on the dearer-looking plan is the cheaper one. */
export interface BreakEven {
  readonly plans: readonly [string, string];
  /** Whole units at which `above` costs no more than `below`; null when one plan is always cheaper. */
  readonly quantity: number | null;
  /** The cheaper plan below that quantity, or at any, where there is no break-even. */
  readonly below: string | null;
  readonly above: string | null;
  readonly reason: string;
}

/** No account uses more of anything that is priced by the unit. */
const MOST = 1e15;

/**
 * The quantity of one metric at which two plans cost the same, all other usage staying. The cost of a
 * plan only rises with the quantity; plans cross once at most between a fixed fee and pay per use, and
 * that crossing is found to the unit. A plan that sells no more than it includes cannot take part
 * beyond it: that comparison is one of lost revenue, not of prices.
 */
export function breakEven(list: PriceList, question: BreakEvenQuestion, a: string, b: string): BreakEven {
  const plans = [a, b] as const;
  const top = Math.min(ceilingOf(list, question, a), ceilingOf(list, question, b));
  const difference = (quantity: number): Micros | null => {
    const [costA, costB] = [costAt(list, question, a, quantity), costAt(list, question, b, quantity)];
    return costA === null || costB === null ? null : costA - costB;
  };
  const [start, end] = [difference(0), difference(top)];
  if (start === null || end === null) {
    return { plans, quantity: null, below: null, above: null, reason: 'one of the plans has no known price here' };
  }
  const cheaper = start === 0 ? end : start;
  if (cheaper === 0) {
    return { plans, quantity: null, below: null, above: null, reason: 'both cost the same' };
  }
  const [below, above] = cheaper < 0 ? [a, b] : [b, a];
  if (start === 0 || Math.sign(start) === Math.sign(end)) {
    const reason = top < MOST ? `up to ${top} units, where one of the plans sells no more` : 'at any quantity';
    return { plans, quantity: null, below, above: null, reason };
  }
  return { plans, quantity: firstCrossing(difference, top, Math.sign(start)), below, above, reason: '' };
}

/** Every pair of a provider's plans on sale that both list the metric. */
export function breakEvens(list: PriceList, question: BreakEvenQuestion): BreakEven[] {
  const { provider, day, service, metric } = question;
  const plans = plansOf(list, provider, day)
    .map(({ plan }) => plan)
    .filter((plan) => findLimit(list, { provider, plan, service, metric }, day) !== null);
  return plans.flatMap((a, at) => plans.slice(at + 1).map((b) => breakEven(list, question, a, b)));
}

function costAt(list: PriceList, question: BreakEvenQuestion, plan: string, quantity: number): Micros | null {
  const { provider, day, buildMachine, region, service, metric } = question;
  const usage = { ...question.usage, [summaryKey(service, metric)]: quantity };
  return calculatePlanCosts(list, { provider, plan, day, buildMachine, region, usage }).total;
}

/** The most that a plan lets one use: its hard limit, or no bound. */
function ceilingOf(list: PriceList, question: BreakEvenQuestion, plan: string): number {
  const limit = findLimit(list, { ...question, plan }, question.day);
  return limit?.beyond === 'refused' && limit.included !== null ? Math.floor(limit.included) : MOST;
}

/** The smallest whole quantity at which the sign is no longer `sign`, by bisection. */
function firstCrossing(difference: (quantity: number) => Micros | null, top: number, sign: number): number {
  let low = 0;
  let high = top;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (Math.sign(difference(middle) ?? 0) === sign) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
