import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { SqliteDatabase } from './sqlite';

/** The typed query builder over one connection; for everything but samples, where speed counts. */
export type Drizzle = BetterSQLite3Database;

/** Speaks over the given connection; closing it stays with whoever opened it. */
export function drizzleOver(sqlite: SqliteDatabase): Drizzle {
  return drizzle(sqlite);
}

/** What a write transaction begins with, so that what it reads cannot change before it writes. */
export const IMMEDIATE = { behavior: 'immediate' } as const;
