import type { ReadStore } from '#main/store/read-store';
import type { Instant } from '#shared/domain/instant';

/** The key in `setting` under which a pause of all notifications is kept, as an instant. */
export const PAUSED_UNTIL_KEY = 'notifications-paused-until';

/** Until when the person has paused all notifications, which may be over; null when they did not. */
export async function readPausedUntil({
  store,
}: {
  readonly store: Pick<ReadStore, 'settings'>;
}): Promise<Instant | null> {
  const until = await store.settings.get(PAUSED_UNTIL_KEY);
  return typeof until === 'number' ? until : null;
}
