import { expect, it } from 'vitest';
import { saveSettings } from '#main/actions/save-settings';
import { readSettings, SETTINGS_KEY } from '#main/queries/settings';
import { storeWithConnection } from '../store/temporary-store';

it('one setting that cannot be read takes no other along, and what a newer version keeps stays', async () => {
  const store = await storeWithConnection();
  await store.settings.set(SETTINGS_KEY, { theme: 'dark', intervalMinutes: 1, notifications: false, ofTomorrow: 7 });
  expect(await readSettings(store)).toMatchObject({ theme: 'dark', intervalMinutes: 15, notifications: false });
  await saveSettings(store, { lastScreen: '/usage' });
  expect(await store.settings.get(SETTINGS_KEY)).toMatchObject({
    theme: 'dark',
    notifications: false,
    lastScreen: '/usage',
    ofTomorrow: 7,
  });
});
