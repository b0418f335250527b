import type { ConnectionBudget } from '#main/store/store';
import { type BudgetState, budgetDay, budgetState } from '#shared/core/costs/budget';
import { periodCosts } from '#shared/core/costs/period-costs';
import { type RunOut, runOut } from '#shared/core/costs/run-out';
import type { CostLine, PeriodCosts, UnknownCost } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { CostBasis } from './costs-basis';

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

/** Prices the use so far and the expected rest, with the same functions. */
export function costFigures(basis: CostBasis): CostFigures {
  const { list, period, plans, rows, accountRows, outlook } = basis;
  const usage = { period: period.days, plans };
  const soFar = periodCosts(list, { ...usage, rows });
  const end = runOut(list, { ...usage, rows }, outlook.rest('q50'));
  const cycle = cycleUnknown(basis, end.costs);
  const [low, high] = (['q10', 'q90'] as const).map((quantile) =>
    periodCosts(list, { ...usage, rows: [...accountRows, ...outlook.rest(quantile)] }),
  );
  const isKnown = cycle === null && end.costs.total !== null;
  const bounds = low === undefined || high === undefined ? null : ([low.atLeast, high.atLeast] as const);
  return {
    basis,
    soFar,
    total: cycle === null ? soFar.total : null,
    unknown: cycle === null ? soFar.unknown : [cycle, ...soFar.unknown],
    end,
    projected: isKnown ? end.costs.total : null,
    interval: isKnown && outlook.forecast.length > 0 ? bounds : null,
  };
}

/** Without its cycle a bill has no beginning; only what costs nothing at all is known even so. */
function cycleUnknown({ period }: CostBasis, costs: PeriodCosts): UnknownCost | null {
  const isFree = costs.total === 0 && costs.charges === 0;
  return period.isKnown || isFree ? null : { service: 'PLAN', metric: 'BILLING_CYCLE', reason: period.reason };
}

/** Where a budget stands, and the day on which it is passed. */
export function holdBudget(
  figures: CostFigures,
  budget: ConnectionBudget,
): { readonly state: BudgetState; readonly day: Day | null } {
  const { soFar, end, basis } = figures;
  const ofScope = (lines: readonly CostLine[]) =>
    lines.filter((line) => budget.scope === 'account' || line[budget.scope] === budget.key);
  const ahead = ofScope(end.costs.lines);
  const isKnown = budget.scope === 'account' ? figures.projected !== null : ahead.every((line) => line.amount !== null);
  const expected = ahead.reduce((sum, line) => sum + (line.amount ?? 0), 0);
  // The expected rest is of the whole account: a project's share of it is its share so far.
  const projected = budget.scope === 'project' ? projectShare(figures, budget, expected) : expected;
  return {
    state: budgetState(budget, soFar.lines, isKnown && basis.period.isKnown ? projected : null),
    day: budget.scope === 'project' ? null : budgetDay(budget, end.costs.lines),
  };
}

function projectShare({ soFar, end }: CostFigures, budget: ConnectionBudget, spent: Micros): Micros {
  const use = (lines: readonly CostLine[]) =>
    lines.reduce((sum, line) => sum + (line.tier === 'fee' || line.tier === 'credit' ? 0 : (line.amount ?? 0)), 0);
  const all = use(soFar.lines);
  const own = use(soFar.lines.filter((line) => line.project === budget.key));
  return all === 0 ? spent : Math.round((use(end.costs.lines) * own) / all);
}
