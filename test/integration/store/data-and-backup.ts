import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { restoreBackup } from '#main/store/maintenance/restore';
import { connectionNamed, NOON, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';

/** A data file and a backup, each in a folder of its own, that differ in a setting. */
export async function dataAndBackup() {
  const file = join(temporaryFolder(), 'headroom.db');
  const backup = join(temporaryFolder(), 'backup.db');
  for (const [path, theme] of [
    [file, 'dark'],
    [backup, 'light'],
  ] as const) {
    const store = await openedStore(path);
    await store.connections.save(connectionNamed('vercel-1'));
    await store.settings.set('theme', theme);
    store.close();
  }
  return { file, backup, restore: () => restoreBackup({ file, backup, now: NOON }) };
}

export async function themeIn(file: string): Promise<unknown> {
  const store = await openedStore(file);
  const theme = await store.settings.get('theme');
  store.close();
  return theme;
}

/** Every file below a folder with its bytes. */
export function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

export function change(file: string, work: (sqlite: SqliteDatabase) => void): void {
  const sqlite = openSqlite(file);
  sqlite.pragma('foreign_keys = OFF');
  work(sqlite);
  sqlite.close();
}
