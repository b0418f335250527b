import { eq, sql } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { preparedInsert } from '../database/prepared-insert';
import { infrastructureLimit as limit } from '../schema';
import type { LimitRepository } from '../store';

/** Limits in force, one per (connection, project, service, metric, limit). */
export function limitRepository(db: Drizzle): LimitRepository {
  const order = [limit.connectionId, limit.service, limit.metric, limit.projectId, limit.limitId];
  const all = db
    .select()
    .from(limit)
    .orderBy(...order)
    .prepare();
  const ofConnection = db
    .select()
    .from(limit)
    .where(eq(limit.connectionId, sql.placeholder('connection')))
    .orderBy(...order)
    .prepare();
  const write = preparedInsert(db, limit, {
    replace: [limit.connectionId, limit.projectId, limit.service, limit.metric, limit.limitId],
  });
  return {
    async list(connectionId) {
      return connectionId === undefined ? all.all() : ofConnection.all({ connection: connectionId });
    },
    async save(limits) {
      db.transaction(() => {
        for (const one of limits) {
          write(one);
        }
      }, IMMEDIATE);
    },
  };
}
