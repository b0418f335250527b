import { asc, eq, inArray } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { LimitHistoryRepository, PlanHistoryRepository, SeenPlan } from '../learned';
import { limitHistory, planHistory } from '../schema';

type Reader = Pick<Drizzle, 'select'>;

/** Figures of limits that were replaced. */
export function limitHistoryRepository(db: Drizzle): LimitHistoryRepository {
  const read = (reader: Reader, connectionId: string) =>
    reader
      .select()
      .from(limitHistory)
      .where(eq(limitHistory.connectionId, connectionId))
      .orderBy(asc(limitHistory.until), asc(limitHistory.id))
      .all();
  return {
    async list(connectionId) {
      return read(db, connectionId).map(({ id: _, connectionId: _of, ...past }) => past);
    },
    async append(connectionId, choose) {
      db.transaction((tx) => {
        for (const row of choose(read(tx, connectionId))) {
          tx.insert(limitHistory)
            .values({ ...row, connectionId })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}

/** Plans that were seen. */
export function planHistoryRepository(db: Drizzle): PlanHistoryRepository {
  const read = (reader: Reader, connectionIds: readonly string[]) => {
    const rows = reader
      .select()
      .from(planHistory)
      .where(inArray(planHistory.connectionId, [...connectionIds]))
      .orderBy(asc(planHistory.learnedAt), asc(planHistory.id))
      .all();
    const histories = new Map<string, readonly SeenPlan[]>();
    for (const { id: _, connectionId, ...seen } of rows) {
      // What was learned later is right about its day and all after it.
      const earlier = (histories.get(connectionId) ?? []).filter(({ from }) => from < seen.from);
      histories.set(connectionId, [...earlier, seen]);
    }
    return histories;
  };
  return {
    async list(connectionIds) {
      return read(db, connectionIds);
    },
    async append(connectionId, choose) {
      db.transaction((tx) => {
        for (const row of choose(read(tx, [connectionId]).get(connectionId) ?? [])) {
          tx.insert(planHistory)
            .values({ ...row, connectionId })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
