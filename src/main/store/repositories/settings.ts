import { eq } from 'drizzle-orm';
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
