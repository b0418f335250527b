import { asc, desc } from 'drizzle-orm';
import type { KeptVerdict } from '#shared/domain/standing';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { VerdictRepository } from '../learned';
import { standingOrder, verdict } from '../schema';

/** What cycles said of all limits, and in which order. */
export function verdictRepository(db: Drizzle): VerdictRepository {
  const last = (reader: Pick<Drizzle, 'select'>): KeptVerdict | null => {
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
    async order() {
      return db
        .select({ key: standingOrder.limitKey })
        .from(standingOrder)
        .orderBy(asc(standingOrder.place))
        .all()
        .map(({ key }) => key);
    },
    async saveOrder(keys) {
      db.transaction((tx) => {
        tx.delete(standingOrder).run();
        if (keys.length > 0) {
          tx.insert(standingOrder)
            .values(keys.map((limitKey, place) => ({ place, limitKey })))
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
