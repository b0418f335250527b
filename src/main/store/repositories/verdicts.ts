import { desc } from 'drizzle-orm';
import type { PriorVerdict } from '#shared/core/forecasting/verdict';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { VerdictRepository } from '../learned';
import { verdict } from '../schema';

/** What cycles said of the queue of limits. */
export function verdictRepository(db: Drizzle): VerdictRepository {
  const last = (reader: Pick<Drizzle, 'select'>): PriorVerdict | null => {
    const row = reader.select().from(verdict).orderBy(desc(verdict.id)).limit(1).get();
    return row === undefined ? null : { state: row.state, id: row.limitKey, days: row.days };
  };
  return {
    async last() {
      return last(db);
    },
    async append({ state, id, days }, at) {
      db.transaction((tx) => {
        const before = last(tx);
        if (before === null || before.state !== state || before.id !== id || before.days !== days) {
          tx.insert(verdict).values({ at, state, limitKey: id, days }).run();
        }
      }, IMMEDIATE);
    },
  };
}
