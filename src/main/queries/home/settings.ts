import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import { type Settings, settingsSchema } from '#shared/ipc/app';

/** The key in `setting` under which the app's settings are kept. */
export const SETTINGS_KEY = 'app';

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  intervalMinutes: 15,
  notifications: true,
  trayMessages: true,
  keepInTray: true,
  statusPages: false,
  lastScreen: '/',
};

/** The app's settings; each one that is missing or unreadable has its default, and takes no other along. */
export async function readSettings(store: Pick<ReadStore, 'settings'>): Promise<Settings> {
  const stored = await readStoredSettings(store);
  const sound = Object.entries(settingsSchema.shape).filter(
    ([key, schema]) => key in stored && schema.safeParse(stored[key]).success,
  );
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(sound.map(([key]) => [key, stored[key]])) };
}

/** What is stored as it is, with what this version does not know; empty when it is no set of settings at all. */
export async function readStoredSettings(
  store: Pick<ReadStore, 'settings'>,
): Promise<Readonly<Record<string, unknown>>> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(await store.settings.get(SETTINGS_KEY));
  return parsed.success ? parsed.data : {};
}
