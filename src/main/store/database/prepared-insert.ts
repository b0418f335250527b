import { getTableColumns, sql } from 'drizzle-orm';
import type { IndexColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Drizzle } from './drizzle';

/** What happens to a row whose key is taken; `target` are the columns of the key. */
export type OnConflict = { readonly replace: IndexColumn[] } | 'keep-first';

/**
 * One statement that inserts rows of `table`, built and compiled once, with the first row: built anew for each row, the statement takes
 * many times what SQLite does. Columns that a row leaves out get their default. Answers how many rows were written.
 */
export function preparedInsert<T extends SQLiteTable>(
  db: Drizzle,
  table: T,
  onConflict?: OnConflict,
): (row: T['$inferInsert']) => number {
  // A key that SQLite counts up is its own business.
  const columns = Object.entries(getTableColumns(table)).filter(
    ([name, { dataType }]) => name !== 'id' || dataType !== 'number',
  );
  let statement: ReturnType<typeof prepare> | null = null;

  const prepare = () => {
    const values = Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]));
    const insert = db.insert(table).values(values as T['$inferInsert']);
    if (onConflict === undefined) {
      return insert.prepare();
    }
    if (onConflict === 'keep-first') {
      return insert.onConflictDoNothing().prepare();
    }
    const set = Object.fromEntries(
      columns.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
    );
    return insert.onConflictDoUpdate({ target: onConflict.replace, set: set as never }).prepare();
  };

  return (row) => {
    const given = row as Readonly<Record<string, unknown>>;
    const bound = columns.map(([name, column]) => {
      const value = given[name] ?? column.default ?? null;
      return [name, value === null ? null : column.mapToDriverValue(value)] as const;
    });
    statement ??= prepare();
    return statement.run(Object.fromEntries(bound)).changes;
  };
}
