import { asc, eq, inArray, sql } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { LimitHistoryRepository, PlanHistoryRepository, SeenPlan } from '../learned';
import { limitHistory, planHistory } from '../schema';

/** Figures of limits that were replaced. */
export function limitHistoryRepository(db: Drizzle): LimitHistoryRepository {
  // Prepared once: a summary asks for it with each limit that is reached.
  const ofConnection = db
    .select()
    .from(limitHistory)
    .where(eq(limitHistory.connectionId, sql.placeholder('connection')))
    .orderBy(asc(limitHistory.until), asc(limitHistory.id))
    .prepare();
  const read = (connection: string) => ofConnection.all({ connection });
  return {
    async list(connectionId) {
      return read(connectionId).map(({ id: _, connectionId: _of, ...past }) => past);
    },
    async append(connectionId, choose) {
      db.transaction((tx) => {
        for (const row of choose(read(connectionId))) {
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
  const ofConnections = db
    .select()
    .from(planHistory)
    .where(inArray(planHistory.connectionId, sql`(SELECT value FROM json_each(${sql.placeholder('connections')}))`))
    .orderBy(asc(planHistory.learnedAt), asc(planHistory.id))
    .prepare();
  const read = (connectionIds: readonly string[]) => {
    const rows = ofConnections.all({ connections: JSON.stringify(connectionIds) });
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
      return read(connectionIds);
    },
    async append(connectionId, choose) {
      db.transaction((tx) => {
        for (const row of choose(read([connectionId]).get(connectionId) ?? [])) {
          tx.insert(planHistory)
            .values({ ...row, connectionId })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
