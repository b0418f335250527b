import { eq, inArray, is, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Drizzle } from '../database/drizzle';
import * as schema from '../schema';
import { removeSettingsOf } from './settings';

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
export function removeConnection(tx: Pick<Drizzle, 'delete' | 'select' | 'run'>, id: string): void {
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
