import { ALERT_SETTINGS_KEY, readAlertSettings } from '#main/queries/alerts/alert-rules';
import type { AlertSettings } from '#shared/domain/alert-settings';
import type { ActionParts } from './decision-parts';

/** Keeps what was changed of when and where a person is told. */
export async function setAlertSettings(
  { store }: Pick<ActionParts, 'store'>,
  zone: string,
  changes: Partial<AlertSettings>,
): Promise<void> {
  await store.settings.set(ALERT_SETTINGS_KEY, { ...(await readAlertSettings(store, zone)), ...changes });
}

/** Marks what was told in the window as read; null: all of it. */
export async function markMessagesRead(
  { store, clock }: Pick<ActionParts, 'store' | 'clock'>,
  keys: readonly string[] | null,
): Promise<void> {
  await store.deliveries.markRead(keys, clock.now());
}
