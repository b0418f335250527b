import { eq, inArray, is, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Connection } from '#shared/domain/connection';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import * as schema from '../schema';
import { connection } from '../schema';
import type { ConnectionRepository } from '../store';
import { removeSettingsOf } from './settings';

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

interface Reference {
  readonly child: SQLiteTable;
  readonly column: SQLiteColumn;
  readonly parent: SQLiteTable;
  readonly target: SQLiteColumn;
}

const REFERENCES = Object.values<unknown>(schema).flatMap((table): Reference[] =>
  is(table, SQLiteTable)
    ? getTableConfig(table).foreignKeys.flatMap((key) => {
        const { columns, foreignColumns, foreignTable } = key.reference();
        const [column, target] = [columns[0], foreignColumns[0]];
        return column && target ? [{ child: table, column, parent: foreignTable, target }] : [];
      })
    : [],
);

/**
 * Deletes a connection with everything that belongs to it: what refers to it by the foreign keys of the schema,
 * children first, and the few tables without one. The schema has no cascades: those empty tables when a migration
 * rebuilds a parent. A test fills every table.
 */
function removeConnection(tx: Pick<Drizzle, 'delete' | 'select' | 'run'>, id: string): void {
  const { series, infrastructureMetric, sampleHour, sampleDay, budget, setAside, connection } = schema;
  const seriesIds = tx.select({ id: series.id }).from(series).where(eq(series.connectionId, id));
  for (const table of [infrastructureMetric, sampleHour, sampleDay]) {
    tx.delete(table).where(inArray(table.seriesId, seriesIds)).run();
  }
  removeSettingsOf(tx, id);
  for (const table of [budget, setAside]) {
    tx.delete(table).where(eq(table.connectionId, id)).run();
  }
  removeRows(tx, connection, eq(connection.id, id));
}

function removeRows(tx: Pick<Drizzle, 'run'>, table: SQLiteTable, where: SQL): void {
  for (const { child, column, target } of REFERENCES.filter(({ parent }) => parent === table)) {
    removeRows(tx, child, sql`${column} IN (SELECT ${target} FROM ${table} WHERE ${where})`);
  }
  tx.run(sql`DELETE FROM ${table} WHERE ${where}`);
}
