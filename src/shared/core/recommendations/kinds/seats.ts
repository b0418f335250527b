import { toMicros } from '#shared/domain/money';
import type { AccountFacts, AdviceFacts, PlanWorld } from '../facts';
import { type AdviceKind, answerTo, blankAdvice, costOf, money, planSources, point } from '../finding';
import { misfitOf } from '../fits';
import { ONE_DEVELOPER, planKey } from '../plan-choice';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf } from '../weigh';
import { monthly, monthParts, seatFees, withSeats } from '../worlds';

/** Below this share of the included credit a team of several seats hardly uses what it pays for. */
const IDLE = 0.25;
/** From so many seats on they are asked about where they are half of the bill, however busy the team. */
const MANY = 4;
const HALF = 0.5;

/** Seats that nobody may be deploying with: no provider tells who does, so it is a question. */
export const seats: AdviceKind = {
  id: 'seats',
  find(account, facts) {
    const { today, connectionId } = account;
    const paid = today?.bill.seats ?? null;
    const fees = today === null ? null : seatFees(today);
    // Seats that were given back are paid to the period's end: that is done already.
    const isDone = paid !== null && (account.seatsTold ?? paid) < paid;
    if (today === null || paid === null || paid < 2 || isDone || fees === null || !isAskedFor(account, fees, paid)) {
      return [];
    }
    const key = `${connectionId}/seats`;
    const told = answerTo(facts, key, 'deploying-seats', 1);
    const needed = Math.min(paid, Math.max(1, Math.round(told.value)));
    const after = withSeats(today, needed);
    const gain = gainOf(today, after);
    if (gain.amount <= 0) {
      return [];
    }
    const priority = priorityOfSaving(gain.amount);
    const { use, credit } = monthParts(today);
    const each = money(fees) / paid;
    const free = freePlan(account, facts);
    const current = account.plans.find(({ isCurrent }) => isCurrent);
    const blank = blankAdvice(account, facts, {
      ...{ key, kind: 'seats', aim: 'saving' },
      change: { kind: 'seats', from: paid, to: needed },
      ...{ priority: priority.value, priorityReason: priority.reason },
    });
    const figures = { seats: paid, freed: paid - needed, each, saving: money(gain.amount) };
    return [
      {
        after,
        sure: !told.assumed,
        advice: {
          ...blank,
          ...{ cost: costOf(today, after), gain, effect: effectOf(today, after, ['seats']) },
          names: { ...blank.names, metric: '' },
          alternatives: [
            {
              id: 'stay',
              name: String(paid),
              cost: toMicros(monthly(today)),
              lost: point('dearer', { by: money(gain.amount) }),
            },
            { id: 'seats', name: String(needed), cost: toMicros(monthly(after)), lost: null },
            ...(free === undefined || misfitOf(free, account, facts.now) !== null
              ? []
              : [
                  {
                    id: free.record.plan,
                    name: free.name,
                    cost: toMicros(monthly(free.worked)),
                    lost: point('only-if', { condition: ONE_DEVELOPER, cost: monthly(free.worked) }),
                  },
                ]),
          ],
          reason: [point('seats-cost', figures), point('nobody-tells-who-deploys'), point('viewers-free', figures)],
          benefits: [point('saves-seats', figures)],
          risks: [point('nothing-stops'), point('seats-paid-on', figures)],
          against: [point('viewers-cannot-deploy')],
          evidence: {
            ...blank.evidence,
            points: [
              use < credit
                ? point('credit-lapses', { used: money(use), credit: money(credit) })
                : point('seats-share', { fees: money(fees), bill: monthly(today) }),
            ],
          },
          sources: planSources([current]),
          steps: { url: account.link('upgrade'), points: [point('change-roles', { seats: paid - needed })] },
          confidence: told.assumed ? 'low' : 'high',
          work: { hours: 0.5, who: 'account-owner' },
          question: {
            code: 'how-many-deploy',
            figures: [
              {
                name: 'deploying-seats',
                unit: 'seats',
                ...{ value: needed, assumed: told.assumed, least: 1, most: paid },
              },
            ],
          },
        },
      },
    ];
  },
};

/** Hobby, as long as the person has not said that the work is commercial or of several. */
function freePlan(account: AccountFacts, { answers }: AdviceFacts): PlanWorld | undefined {
  return answers[planKey(account)]?.[ONE_DEVELOPER] === 0
    ? undefined
    : account.plans.find(({ record }) => record.provider === 'vercel' && record.plan === 'hobby');
}

function isAskedFor({ today }: AccountFacts, fees: number, paid: number): boolean {
  if (today === null) {
    return false;
  }
  const { use, credit } = monthParts(today);
  const isIdle = credit > 0 && use < IDLE * credit;
  return isIdle || (paid >= MANY && fees >= HALF * toMicros(monthly(today)));
}
