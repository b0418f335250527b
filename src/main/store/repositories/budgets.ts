import { and, eq } from 'drizzle-orm';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { BudgetRepository, ConnectionBudget } from '../billed';
import type { Drizzle } from '../database/drizzle';
import { budget } from '../schema';

/** Budgets, one per (connection, service or project, currency). */
export function budgetRepository(db: Drizzle): BudgetRepository {
  return {
    async list(connectionId) {
      const rows = db
        .select()
        .from(budget)
        .where(connectionId === undefined ? undefined : eq(budget.connectionId, connectionId))
        .orderBy(budget.connectionId, budget.service, budget.projectId)
        .all();
      return rows.map(toBudget);
    },
    async save(one, at) {
      const place = placeOf(one);
      const amount = { monthlyMicros: one.amount, updatedAt: at };
      db.insert(budget)
        .values({
          connectionId: one.connectionId,
          ...place,
          ...amount,
          currency: one.currency,
          warningPercent: DEFAULT_WARNING_PERCENT,
          criticalPercent: DEFAULT_CRITICAL_PERCENT,
          enabled: true,
          createdAt: at,
        })
        .onConflictDoUpdate({
          target: [budget.connectionId, budget.service, budget.projectId, budget.currency],
          set: amount,
        })
        .run();
    },
    async remove(scope) {
      const { service, projectId } = placeOf(scope);
      db.delete(budget)
        .where(
          and(
            eq(budget.connectionId, scope.connectionId),
            eq(budget.service, service),
            eq(budget.projectId, projectId),
          ),
        )
        .run();
    },
  };
}

function placeOf({ scope, key }: Pick<ConnectionBudget, 'scope' | 'key'>): { service: string; projectId: string } {
  return {
    service: scope === 'service' ? (key ?? '') : '',
    projectId: scope === 'project' ? (key ?? '') : '',
  };
}

function toBudget(row: typeof budget.$inferSelect): ConnectionBudget {
  const { connectionId, service, projectId, monthlyMicros: amount, currency } = row;
  if (service !== '') {
    return { connectionId, scope: 'service', key: service, amount, currency };
  }
  return projectId === ''
    ? { connectionId, scope: 'account', key: null, amount, currency }
    : { connectionId, scope: 'project', key: projectId, amount, currency };
}
