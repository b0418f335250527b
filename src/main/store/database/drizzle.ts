import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { SqliteDatabase } from './sqlite';

/** The typed query builder over one connection; for everything but samples, where speed counts. */
export type Drizzle = BetterSQLite3Database;

/** Statements that stay compiled; beyond it the oldest is given up. */
const MOST_COMPILED = 500;

/** Speaks over the given connection; closing it stays with whoever opened it. A statement is compiled once. */
export function drizzleOver(sqlite: SqliteDatabase): Drizzle {
  const compiled = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  const prepare = (source: string) => {
    const known = compiled.get(source);
    if (known !== undefined && !known.busy) {
      return known.reader ? known.raw(false) : known;
    }
    const statement = sqlite.prepare(source);
    compiled.set(source, statement);
    if (compiled.size > MOST_COMPILED) {
      compiled.delete(compiled.keys().next().value as string);
    }
    return statement;
  };
  return drizzle(Object.create(sqlite, { prepare: { value: prepare } }) as SqliteDatabase);
}

/** What a write transaction begins with, so that what it reads cannot change before it writes. */
export const IMMEDIATE = { behavior: 'immediate' } as const;
