import { DAY } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import { type AdviceKind, blankAdvice, costOf, point } from '../finding';

/** A month whose 90 % outcome is so much above its middle can surprise. */
const WIDE = 1.5;
/** Less above the middle is no surprise: main units a month. */
const LEAST = 250;
/**
 * Days of a period before which its width says only how little is known yet. Fewer than an advice lives without its
 * cause, so that one of the month before does not end by a month's beginning.
 */
const FIRST_DAYS = 5;

/** A bill that may come out far higher than expected, and nobody has set an amount at which to be told. */
export const setBudget: AdviceKind = {
  id: 'set-budget',
  find(account, facts) {
    const { today } = account;
    const projected = today?.bill.projected ?? null;
    const hasBudget = account.providerBudgets.length > 0 || account.ownBudgets > 0 || today?.parts.cap != null;
    if (today === null || projected === null || hasBudget || facts.now < today.bill.period.start + FIRST_DAYS * DAY) {
      return [];
    }
    const [middle, high] = [fromMicros(projected.q50), fromMicros(projected.q90)];
    if (high - middle < LEAST || high < WIDE * middle) {
      return [];
    }
    const to = Math.ceil(high / 10) * 10;
    const figures = { middle, high, to };
    const blank = blankAdvice(account, facts, {
      ...{ key: `${account.connectionId}/budget`, kind: 'set-budget', aim: 'risk' },
      change: { kind: 'budget', own: true, from: null, to },
      ...{ priority: 'LOW', priorityReason: point('may-surprise', figures) },
    });
    return [
      {
        after: null,
        sure: true,
        advice: {
          ...blank,
          // It moves no bill.
          cost: costOf(today, today),
          reason: [point('wide-month', figures), point('no-budget')],
          benefits: [point('told-in-time', figures)],
          risks: [point('surprise', figures)],
          against: [point('budget-only-tells')],
          evidence: { ...blank.evidence, points: [point('wide-month', figures)] },
          steps: { url: account.link('upgrade'), points: [point('set-budget-to', figures)] },
          confidence: 'medium',
          work: { hours: 0.25, who: 'account-owner' },
        },
      },
    ];
  },
};
