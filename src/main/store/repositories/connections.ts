import { eq, sql } from 'drizzle-orm';
import type { Connection } from '#shared/domain/connection';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { connection } from '../schema';
import type { ConnectionRepository } from '../store';
import { removeConnection } from './remove-connection';

type Row = typeof connection.$inferSelect;

/** Accounts and stores that are watched. `onRemoved` runs after everything of one is gone. */
export function connectionRepository(db: Drizzle, onRemoved: () => void): ConnectionRepository {
  const all = db.select().from(connection).orderBy(connection.createdAt, connection.id).prepare();
  const cursorsOf = db
    .select({ cursors: connection.cursors })
    .from(connection)
    .where(eq(connection.id, sql.placeholder('id')))
    .prepare();
  return {
    async list() {
      return all.all().map(toConnection);
    },
    async find(id) {
      const row = db.select().from(connection).where(eq(connection.id, id)).get();
      return row === undefined ? null : toConnection(row);
    },
    async save(one) {
      const values = toRow(one);
      db.insert(connection)
        .values({ ...values, cursors: {} })
        .onConflictDoUpdate({ target: connection.id, set: values })
        .run();
    },
    async remove(id) {
      db.transaction((tx) => removeConnection(tx, id), IMMEDIATE);
      onRemoved();
    },
    async cursors(id) {
      return cursorsOf.get({ id })?.cursors ?? {};
    },
    async saveCursors(id, cursors) {
      db.update(connection).set({ cursors }).where(eq(connection.id, id)).run();
    },
  };
}

function toRow(one: Connection): Omit<Row, 'cursors'> {
  return {
    id: one.id,
    provider: one.provider,
    title: one.title,
    settings: one.settings,
    billing: one.billing,
    billingAnchorDay: one.billingAnchor?.day ?? null,
    billingAnchorZone: one.billingAnchor?.zone ?? null,
    expiresAt: one.expiresAt,
    createdAt: one.createdAt,
  };
}

function toConnection(row: Row): Connection {
  const { billingAnchorDay: day, billingAnchorZone: zone } = row;
  return {
    id: row.id,
    provider: row.provider,
    title: row.title,
    settings: row.settings,
    billing: row.billing,
    billingAnchor: day === null || zone === null ? null : { day, zone },
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
  };
}
