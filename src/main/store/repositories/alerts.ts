import { and, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { alert, alertEvent } from '../schema';
import type { AlertRepository } from '../store';

const OPEN = inArray(alert.state, ['pending', 'firing']);

/** Alerts with their time line and what was told of them. */
export function alertRepository(db: Drizzle): AlertRepository {
  const open = db.select().from(alert).where(OPEN).orderBy(desc(alert.percent), alert.id).prepare();
  return {
    async open() {
      return open.all();
    },
    /** Alerts whose life overlaps `range`, newest first. */
    async list(range) {
      return db
        .select()
        .from(alert)
        .where(and(lt(alert.activeAt, range.end), or(isNull(alert.resolvedAt), gte(alert.resolvedAt, range.start))))
        .orderBy(desc(alert.activeAt), desc(alert.id))
        .all();
    },
    async lastOf(key) {
      return db.select().from(alert).where(eq(alert.key, key)).orderBy(desc(alert.id)).limit(1).get() ?? null;
    },
    async find(id) {
      return db.select().from(alert).where(eq(alert.id, id)).get() ?? null;
    },
    async insert(one, event) {
      return db.transaction((tx) => {
        const inserted = tx.insert(alert).values(one).returning().get();
        const written = tx
          .insert(alertEvent)
          .values({ ...event, alertId: inserted.id })
          .returning()
          .get();
        return { alert: inserted, events: [written] };
      }, IMMEDIATE);
    },
    async update(id, transition) {
      return db.transaction((tx) => {
        const current = tx.select().from(alert).where(eq(alert.id, id)).get();
        if (current === undefined) {
          return null;
        }
        const step = transition(current);
        if (step === null) {
          return { alert: current, events: [] };
        }
        const events = step.events.map((event) =>
          tx
            .insert(alertEvent)
            .values({ ...event, alertId: id })
            .returning()
            .get(),
        );
        const updated = tx
          .update(alert)
          .set({ ...step.next, id })
          .where(eq(alert.id, id))
          .returning()
          .get();
        return { alert: updated, events };
      }, IMMEDIATE);
    },
    async events(range) {
      return db
        .select()
        .from(alertEvent)
        .where(and(gte(alertEvent.at, range.start), lt(alertEvent.at, range.end)))
        .orderBy(alertEvent.at, alertEvent.id)
        .all();
    },
  };
}
