import { readSettings, readStoredSettings, SETTINGS_KEY } from '#main/queries/settings';
import type { Store } from '#main/store/store';
import type { Settings } from '#shared/ipc/app';

/** Keeps what was changed, beside what another version may have stored, and answers the settings as they are now. */
export async function saveSettings(store: Pick<Store, 'settings'>, changes: Partial<Settings>): Promise<Settings> {
  const next = { ...(await readSettings(store)), ...changes };
  await store.settings.set(SETTINGS_KEY, { ...(await readStoredSettings(store)), ...next });
  return next;
}
