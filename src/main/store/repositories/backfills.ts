import { eq, inArray } from 'drizzle-orm';
import type { CapabilityHistory, HistoryProgress } from '#shared/domain/backfill';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { BackfillRepository } from '../learned';
import { backfill, backfillCapability } from '../schema';

/** How far back the history of each connection was fetched. */
export function backfillRepository(db: Drizzle): BackfillRepository {
  return {
    async list(connectionIds) {
      const ids = [...connectionIds];
      const marks = db.select().from(backfill).where(inArray(backfill.connectionId, ids)).all();
      const rows = db.select().from(backfillCapability).where(inArray(backfillCapability.connectionId, ids)).all();
      return new Map(
        marks.map(({ connectionId, reached, complete }): [string, HistoryProgress] => {
          const own = rows.filter((row) => row.connectionId === connectionId);
          const capabilities = Object.fromEntries(own.map((row) => [row.capability, historyIn(row)]));
          return [connectionId, { reached, complete, capabilities }];
        }),
      );
    },
    async save(connectionId, { reached, complete, capabilities }) {
      db.transaction((tx) => {
        tx.insert(backfill)
          .values({ connectionId, reached, complete })
          .onConflictDoUpdate({ target: backfill.connectionId, set: { reached, complete } })
          .run();
        tx.delete(backfillCapability).where(eq(backfillCapability.connectionId, connectionId)).run();
        for (const [capability, { trouble, ...history }] of Object.entries(capabilities)) {
          tx.insert(backfillCapability)
            .values({
              connectionId,
              capability,
              ...history,
              troubleSince: trouble?.since,
              troubleTries: trouble?.tries,
              nextAt: trouble?.nextAt,
              code: trouble?.code,
              message: trouble?.message,
            })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}

function historyIn({
  reached,
  complete,
  gaps,
  troubleSince: since,
  troubleTries: tries,
  nextAt,
  code,
  message,
}: typeof backfillCapability.$inferSelect): CapabilityHistory {
  const isKnown = since !== null && tries !== null && nextAt !== null && code !== null;
  return { reached, complete, gaps, trouble: isKnown ? { since, tries, nextAt, code, message } : null };
}
