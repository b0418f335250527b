import { eq, inArray } from 'drizzle-orm';
import type { Drizzle } from '../database/drizzle';
import { setting } from '../schema';
import type { SettingRepository } from '../store';

/** Settings as JSON by key. An unknown key answers `undefined`. */
export function settingRepository(db: Drizzle): SettingRepository {
  return {
    async get(key) {
      const row = db.select().from(setting).where(eq(setting.key, key)).get();
      return row === undefined ? undefined : JSON.parse(row.value);
    },
    async set(key, value) {
      if (value === undefined) {
        db.delete(setting).where(eq(setting.key, key)).run();
        return;
      }
      const text = JSON.stringify(value);
      db.insert(setting)
        .values({ key, value: text })
        .onConflictDoUpdate({ target: setting.key, set: { value: text } })
        .run();
    },
    async all() {
      const rows = db.select().from(setting).orderBy(setting.key).all();
      return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]));
    },
  };
}

/** What a person told of one account: the key is the name and the connection's id. */
const OF_CONNECTION = ['prepaid', 'assumptions', 'answers'];

/** Removes what a person told of a connection, in the transaction that removes the connection. */
export function removeSettingsOf(tx: Pick<Drizzle, 'delete'>, connectionId: string): void {
  const keys = OF_CONNECTION.map((name) => `${name}:${connectionId}`);
  tx.delete(setting).where(inArray(setting.key, keys)).run();
}
