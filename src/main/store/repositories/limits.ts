import { and, eq } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { infrastructureLimit as limit } from '../schema';
import type { LimitRepository } from '../store';

/** Limits in force, one per (connection, project, service, metric, limit). */
export function limitRepository(db: Drizzle): LimitRepository {
  return {
    async list(connectionId) {
      return db
        .select()
        .from(limit)
        .where(connectionId === undefined ? undefined : eq(limit.connectionId, connectionId))
        .orderBy(limit.connectionId, limit.service, limit.metric, limit.projectId, limit.limitId)
        .all();
    },
    async save(limits) {
      db.transaction((tx) => {
        for (const one of limits) {
          tx.insert(limit)
            .values(one)
            .onConflictDoUpdate({
              target: [limit.connectionId, limit.projectId, limit.service, limit.metric, limit.limitId],
              set: one,
            })
            .run();
        }
      }, IMMEDIATE);
    },
    async remove(connectionId, service, metric) {
      db.delete(limit)
        .where(and(eq(limit.connectionId, connectionId), eq(limit.service, service), eq(limit.metric, metric)))
        .run();
    },
  };
}
