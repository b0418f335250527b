import type { Day, Instant, Zone } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { dayOf } from '../calendar/calendar';

/** The metrics of what is used of the plan's included credit, and of what is spent. */
const CREDIT = 'INCLUDED_CREDIT_USD';
const SPEND = 'SPEND_USD';
const OWN_BUDGET = 'own';

/** The days on which an account's credit, budget and included amounts are used up within its period; null: not in it. */
interface UsedUp {
  readonly credit: Day | null;
  /** The credit is expected to last; false also where nobody can tell. */
  readonly creditLasts: boolean;
  readonly budget: Day | null;
  readonly allowances: { title: string; day: Day }[];
}

interface BilledAccount {
  readonly connectionId: string;
  readonly periodEnd: Instant;
  /** As its bill alone has it. */
  readonly runOut: UsedUp;
}

/**
 * The days of an account's costs on which its credit, its budget and its included amounts are used up, as its standings
 * tell them, in the reader's `zone`. Where there is no standing of one, the bill's own day stays.
 */
export function usedUp(view: BilledAccount, all: readonly Standing[], zone: Zone): UsedUp {
  const on = (standing: Standing) => usedUpOn(standing, view.periodEnd, zone);
  const own = all.filter(({ scope }) => scope.kind === 'connection' && scope.connectionId === view.connectionId);
  const credit = own.find(({ metric }) => metric === CREDIT);
  const budget = own.find(({ metric, limitId }) => metric === SPEND && limitId === OWN_BUDGET);
  const allowances = own.filter((one) => one.atLimit === 'bill' && one.metric !== CREDIT && one.metric !== SPEND);
  const { runOut } = view;
  const days = allowances.flatMap((one) => {
    const day = on(one);
    return day === null ? [] : [{ title: one.title, day }];
  });
  const others = runOut.allowances.filter(({ title }) => !allowances.some((one) => one.title === title));
  return {
    credit: credit === undefined ? runOut.credit : (on(credit) ?? past(credit, runOut.credit)),
    creditLasts: credit === undefined ? runOut.creditLasts : isExpectedToLast(credit),
    budget: budget === undefined ? runOut.budget : (on(budget) ?? past(budget, runOut.budget)),
    allowances: [...days, ...others].sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

/**
 * The reader's day on which it was or will be reached within the account's period, as every moment of a standing is
 * told; null: not in it, or nobody can tell.
 */
function usedUpOn({ reachedAt, expected }: Standing, periodEnd: Instant, zone: Zone): Day | null {
  const at = reachedAt ?? expected?.q50 ?? null;
  return at === null || at >= periodEnd ? null : dayOf(at, zone);
}

/** Of what is over already, without a reading that tells since when, the day that the bill's rows tell. */
function past({ severity }: Standing, day: Day | null): Day | null {
  return severity === 'over' ? day : null;
}

/** Whether it is known well enough to be said that it is not reached before the window's end. */
function isExpectedToLast({ outlook, probability }: Standing): boolean {
  return outlook.state === 'ready' && (probability?.beforeReset ?? 1) < 0.5;
}
