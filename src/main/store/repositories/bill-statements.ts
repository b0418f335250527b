import { asc, eq } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { BillStatementRepository } from '../learned';
import { billStatement } from '../schema';

/** What was said of billing periods while they ran. */
export function billStatementRepository(db: Drizzle): BillStatementRepository {
  const read = (reader: Pick<Drizzle, 'select'>, connectionId: string) =>
    reader
      .select()
      .from(billStatement)
      .where(eq(billStatement.connectionId, connectionId))
      .orderBy(asc(billStatement.at), asc(billStatement.mark))
      .all()
      .map(({ connectionId: _, ...statement }) => statement);
  return {
    async list(connectionId) {
      return read(db, connectionId);
    },
    async append(connectionId, choose) {
      db.transaction((tx) => {
        for (const row of choose(read(tx, connectionId))) {
          tx.insert(billStatement)
            .values({ ...row, connectionId })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
