import type { CostLine } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';

/** An amount a period that the user does not want to pass: for the account, a project or a service. */
export interface Budget {
  readonly scope: 'account' | 'project' | 'service';
  /** The project or service; null for the account. */
  readonly key: string | null;
  readonly amount: Micros;
  readonly currency: string;
}

/** Where a budget stands, on today's lines and on the projected ones. */
export interface BudgetState {
  readonly budget: Budget;
  readonly spent: Micros;
  readonly projected: Micros | null;
  /** One decimal; null for a budget of 0 with nothing spent. */
  readonly spentPercent: number | null;
  readonly verdict: 'within' | 'will-pass' | 'passed' | 'unknown';
}

/**
 * Holds lines against a budget. `projected` is what the same scope costs at the period's end; null when
 * it is not known, and the verdict then rests on what is spent.
 */
export function budgetState(budget: Budget, lines: readonly CostLine[], projected: Micros | null): BudgetState {
  const spent = lines.filter((line) => isInScope(budget, line)).reduce((sum, line) => sum + (line.amount ?? 0), 0);
  return {
    budget,
    spent,
    projected,
    spentPercent: percentOf(spent, budget.amount),
    verdict: verdictOf(budget, spent, projected),
  };
}

/** The first day on which the running cost of the scope passes the budget; null if it never does. */
export function budgetDay(budget: Budget, lines: readonly CostLine[]): Day | null {
  return dayOfCrossing(
    lines.filter((line) => isInScope(budget, line)).map((line) => ({ day: line.day, amount: line.amount ?? 0 })),
    (sum) => sum > budget.amount,
  );
}

/** The first day at whose end the running sum satisfies `crossed`; null when none does. */
export function dayOfCrossing(
  steps: readonly { readonly day: Day; readonly amount: number }[],
  crossed: (sum: number) => boolean,
): Day | null {
  const byDay = new Map<Day, number>();
  for (const { day, amount } of steps) {
    byDay.set(day, (byDay.get(day) ?? 0) + amount);
  }
  let sum = 0;
  for (const day of [...byDay.keys()].sort()) {
    sum += byDay.get(day) ?? 0;
    if (crossed(sum)) {
      return day;
    }
  }
  return null;
}

function isInScope(budget: Budget, line: CostLine): boolean {
  return budget.scope === 'account' || line[budget.scope] === budget.key;
}

function percentOf(spent: Micros, amount: Micros): number | null {
  return amount === 0 ? null : Math.round((spent / amount) * 1_000) / 10;
}

function verdictOf(budget: Budget, spent: Micros, projected: Micros | null): BudgetState['verdict'] {
  if (spent > budget.amount) {
    return 'passed';
  }
  if (projected === null) {
    return 'unknown';
  }
  return projected > budget.amount ? 'will-pass' : 'within';
}
