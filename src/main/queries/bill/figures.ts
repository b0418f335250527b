import type { ConnectionBudget } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import { type BudgetState, budgetDay, budgetState } from '#shared/core/costs/budget';
import { periodCosts } from '#shared/core/costs/period-costs';
import { type RunOut, runOut } from '#shared/core/costs/run-out';
import type { CostLine, PeriodCosts, UnknownCost } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { CostBasis } from './basis';

/** A period's costs so far and at its end, from one basis. */
export interface CostFigures {
  readonly basis: CostBasis;
  readonly soFar: PeriodCosts;
  /** Null while a part is unknown, or while the billing cycle is. */
  readonly total: Micros | null;
  readonly unknown: readonly UnknownCost[];
  /** The period with its expected rest. */
  readonly end: RunOut;
  readonly projected: Micros | null;
  /** 80 %: the lower and the upper use, priced the same way; null without a forecast or with an unknown part. */
  readonly interval: readonly [Micros, Micros] | null;
}

const worked = new WeakMap<CostBasis, Promise<CostFigures>>();

/** Prices the use so far and the expected rest, with the same functions; once for each basis. */
export function costFigures(basis: CostBasis): Promise<CostFigures> {
  const known = worked.get(basis) ?? workOut(basis);
  worked.set(basis, known);
  return known;
}

/**
 * The lines of the days so far. The fee is spread over days that are still to come, whose share is not
 * used yet; use is never ahead of now, though a series that counts in UTC may be in its next day already.
 */
export function linesSoFar({ basis, soFar }: CostFigures): readonly CostLine[] {
  const today = dayOf(basis.now, basis.period.zone);
  return soFar.lines.filter((line) => line.tier !== 'fee' || line.day <= today);
}

async function workOut(basis: CostBasis): Promise<CostFigures> {
  const { list, period, plans, rows, accountRows, outlook } = basis;
  const usage = { period: period.days, plans };
  const soFar = periodCosts(list, { ...usage, rows });
  // Of the end only sums are asked, so that it needs no attribution.
  const end = runOut(list, { ...usage, rows: accountRows }, outlook.rest('q50'));
  const low = periodCosts(list, { ...usage, rows: [...accountRows, ...outlook.rest('q10')] });
  const high = periodCosts(list, { ...usage, rows: [...accountRows, ...outlook.rest('q90')] });
  const cycle = cycleUnknown(basis, end.costs);
  const isKnown = cycle === null && end.costs.total !== null;
  return {
    basis,
    soFar,
    total: cycle === null ? soFar.total : null,
    unknown: cycle === null ? soFar.unknown : [cycle, ...soFar.unknown],
    end,
    projected: isKnown ? end.costs.total : null,
    interval: isKnown && outlook.forecast.length > 0 ? [low.atLeast, high.atLeast] : null,
  };
}

/** Without its cycle a bill has no beginning; only what costs nothing at all is known even so. */
function cycleUnknown({ period }: CostBasis, costs: PeriodCosts): UnknownCost | null {
  const isFree = costs.total === 0 && costs.charges === 0;
  return period.isKnown || isFree ? null : { service: 'PLAN', metric: 'BILLING_CYCLE', reason: period.reason };
}

/** Where a budget stands, and the day on which it is passed. A project's day is not known: its rest is not. */
export function holdBudget(
  figures: CostFigures,
  budget: ConnectionBudget,
): { readonly state: BudgetState; readonly day: Day | null } {
  const { soFar, end, basis } = figures;
  const projected = basis.period.isKnown ? expectedIn(figures, budget) : null;
  return {
    state: budgetState(budget, soFar.lines, projected),
    day: budget.scope === 'project' ? null : budgetDay(budget, end.costs.lines),
  };
}

/** What a budget's scope comes to by the period's end; null while a part of it is not known. */
function expectedIn({ soFar, end, projected }: CostFigures, { scope, key }: ConnectionBudget): Micros | null {
  switch (scope) {
    case 'account':
      return projected;
    case 'service':
      return knownSum(end.costs.lines.filter((line) => line.service === key));
    case 'project': {
      // The expected rest is of the whole account: a project's part of it is its part so far.
      const own = knownSum(soFar.lines.filter((line) => line.project === key));
      const [before, after] = [soFar.charges, end.costs.charges];
      return own === null || before === 0 ? own : Math.round((own * after) / before);
    }
  }
}

function knownSum(lines: readonly CostLine[]): Micros | null {
  return lines.some((line) => line.amount === null) ? null : lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
}
