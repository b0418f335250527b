import { localZone } from '#main/clock';
import { dayOf } from '#shared/core/calendar/calendar';
import type { Day } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import type { CostsView } from '#shared/ipc/costs';
import { readBilledCosts } from '../bill/billed-costs';
import type { ConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { SPEND } from '../usage/told-limits';
import { readStandings } from './read-standings';

/** The metric of what is used of the plan's included credit. */
const CREDIT = 'INCLUDED_CREDIT_USD';
const OWN_BUDGET = 'own';

/**
 * The costs of each account. The days on which its credit, its budget and its included amounts are used up are those of
 * their standings, so that no screen names another day; where there is no standing of one, the bill's own day stays.
 */
export async function readAccountCosts(parts: PricedParts, rows?: ConnectionRows): Promise<readonly CostsView[]> {
  const [views, { list }] = await Promise.all([readBilledCosts(parts, rows), readStandings(parts)]);
  return views.map((view) => ({ ...view, runOut: runOutOf(view, list) }));
}

function runOutOf(view: CostsView, all: readonly Standing[]): CostsView['runOut'] {
  const own = all.filter(({ scope }) => scope.kind === 'connection' && scope.connectionId === view.connectionId);
  const credit = own.find(({ metric }) => metric === CREDIT);
  const budget = own.find(({ metric, limitId }) => metric === SPEND && limitId === OWN_BUDGET);
  const allowances = own.filter((one) => one.atLimit === 'bill' && one.metric !== CREDIT && one.metric !== SPEND);
  const { runOut } = view;
  const days = allowances.flatMap((one) => {
    const day = usedUpOn(one, view);
    return day === null ? [] : [{ title: one.title, day }];
  });
  const others = runOut.allowances.filter(({ title }) => !allowances.some((one) => one.title === title));
  return {
    credit: credit === undefined ? runOut.credit : (usedUpOn(credit, view) ?? past(credit, runOut.credit)),
    creditLasts: credit === undefined ? runOut.creditLasts : isExpectedToLast(credit),
    budget: budget === undefined ? runOut.budget : (usedUpOn(budget, view) ?? past(budget, runOut.budget)),
    allowances: [...days, ...others].sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

/**
 * The reader's day on which it was or will be reached within the account's period, as every moment of a standing is
 * told; null: not in it, or nobody can tell.
 */
function usedUpOn({ reachedAt, expected }: Standing, { periodEnd }: CostsView): Day | null {
  const at = reachedAt ?? expected?.q50 ?? null;
  return at === null || at >= periodEnd ? null : dayOf(at, localZone());
}

/** Of what is over already, without a reading that tells since when, the day that the bill's rows tell. */
function past({ severity }: Standing, day: Day | null): Day | null {
  return severity === 'over' ? day : null;
}

/** Whether it is known well enough to be said that it is not reached before the window's end. */
function isExpectedToLast({ outlook, probability }: Standing): boolean {
  return outlook.state === 'ready' && (probability?.beforeReset ?? 1) < 0.5;
}
