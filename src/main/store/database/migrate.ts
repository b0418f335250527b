import { readMigrationFiles } from 'drizzle-orm/migrator';
import { IN_MEMORY, openSqlite, type SqliteDatabase } from './sqlite';

/** Marks a file as Headroom's (`HDRM`), so that no other program's database is taken for one. */
const APPLICATION_ID = 0x48_44_52_4d;

/** Where Drizzle notes what it applied; kept under its own name so that its tools understand the file. */
const JOURNAL = '__drizzle_migrations';
const CREATE_JOURNAL = `CREATE TABLE IF NOT EXISTS ${JOURNAL} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

/** How a file stands against the migrations that this app knows. */
export type SchemaState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'current'; readonly version: number }
  | { readonly kind: 'older'; readonly version: number }
  | { readonly kind: 'newer' }
  | { readonly kind: 'foreign' };

/** Compares the file with the migrations in `folder`; `version` counts the migrations it has had. Only reads. */
export function schemaState(sqlite: SqliteDatabase, folder: string): SchemaState {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = appliedStamps(sqlite);
  if (applied.length === 0) {
    const tables = sqlite.prepare<[], number>('SELECT count(*) FROM sqlite_master').pluck().get() ?? 0;
    return { kind: tables === 0 || hasJournalOnly(sqlite) ? 'empty' : 'foreign' };
  }
  const stamps = new Set(known.map((migration) => migration.folderMillis));
  if (applied.some((stamp) => !stamps.has(stamp))) {
    return { kind: 'newer' };
  }
  return { kind: applied.length < known.length ? 'older' : 'current', version: applied.length };
}

/** An empty database in memory with the first `version` migrations of `folder`: what a file of that age looks like. */
export function emptyDatabaseAt(folder: string, version: number): SqliteDatabase {
  const sqlite = openSqlite(IN_MEMORY);
  sqlite.exec(CREATE_JOURNAL);
  for (const { sql } of readMigrationFiles({ migrationsFolder: folder }).slice(0, version)) {
    for (const statement of sql) {
      sqlite.exec(statement);
    }
  }
  return sqlite;
}

/**
 * Applies what is missing in one transaction that holds the write lock from the start, so that two
 * processes never migrate at once. Foreign keys are off meanwhile, since Drizzle's table rebuild
 * drops parents, and every reference is checked before the commit (drizzle-team/drizzle-orm #5782).
 * Drizzle's own runner is not used: it switches foreign keys inside the transaction, where SQLite
 * ignores that, and reads what is applied before it holds the lock. With `version` only the first so many are
 * applied. Throws and leaves the file as it was.
 */
export function applyMigrations(sqlite: SqliteDatabase, folder: string, version?: number): void {
  const known = readMigrationFiles({ migrationsFolder: folder }).slice(0, version);
  sqlite.pragma('foreign_keys = OFF');
  try {
    sqlite
      .transaction(() => {
        sqlite.exec(CREATE_JOURNAL);
        const applied = new Set(appliedStamps(sqlite));
        const note = sqlite.prepare(`INSERT INTO ${JOURNAL} (hash, created_at) VALUES (?, ?)`);
        for (const migration of known.filter((one) => !applied.has(one.folderMillis))) {
          for (const statement of migration.sql) {
            sqlite.exec(statement);
          }
          note.run(migration.hash, migration.folderMillis);
        }
        sqlite.pragma(`application_id = ${APPLICATION_ID}`);
        const broken = sqlite.prepare('PRAGMA foreign_key_check').all();
        if (broken.length > 0) {
          throw new Error(`A migration left ${broken.length} rows that refer to nothing.`);
        }
      })
      .immediate();
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}

function hasJournalOnly(sqlite: SqliteDatabase): boolean {
  const names = sqlite.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  return names.every((name) => name === JOURNAL);
}

function appliedStamps(sqlite: SqliteDatabase): number[] {
  const found = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(JOURNAL);
  if (found === undefined) {
    return [];
  }
  return sqlite.prepare<[], number>(`SELECT created_at FROM ${JOURNAL} ORDER BY created_at`).pluck().all().map(Number);
}
