import type { ReadStore } from '#main/store/read-store';
import { type Settings, settingsSchema } from '#shared/ipc/app';

/** The key in `setting` under which the app's settings are kept. */
export const SETTINGS_KEY = 'app';

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  intervalMinutes: 15,
  notifications: true,
  keepInTray: true,
  lastScreen: '/',
};

/** The app's settings; whatever is missing or unreadable has its default. */
export async function readSettings(store: Pick<ReadStore, 'settings'>): Promise<Settings> {
  const parsed = settingsSchema.partial().safeParse(await store.settings.get(SETTINGS_KEY));
  return { ...DEFAULT_SETTINGS, ...(parsed.success ? parsed.data : {}) };
}
