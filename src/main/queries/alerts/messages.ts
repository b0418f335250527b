import { DAY } from '#shared/domain/instant';
import type { MessageView } from '#shared/ipc/channels';
import type { PricedParts, ReadParts } from '../read-parts';
import { readDigest } from './alert-digest';
import { readAlerts } from './alert-views';

const WINDOW = 'window';
const SHOWN_DAYS = 30;

/** What was told in the window within 30 days, newest first; several steps that came as one message are one. */
export async function readMessages(parts: PricedParts): Promise<MessageView[]> {
  const range = { start: parts.clock.now() - SHOWN_DAYS * DAY, end: parts.clock.now() + 1 };
  const rows = (await parts.store.deliveries.list(range)).filter(
    ({ channel, outcome }) => channel === WINDOW && outcome === 'shown',
  );
  const digests = (await parts.store.deliveries.digests(range)).filter(
    ({ channel, outcome }) => channel === WINDOW && outcome === 'shown',
  );
  const { history } = await readAlerts(parts);
  const events = new Map(history.map((event) => [event.id, event]));
  const messages = new Map<string, MessageView>();
  for (const { key, at, readAt, alertEventId } of rows) {
    const event = events.get(alertEventId);
    if (event === undefined) continue;
    const isOver = event.kind === 'resolved';
    const known = messages.get(key);
    messages.set(
      key,
      known === undefined
        ? {
            ...{ key, at, readAt, isOver, title: event.title, sentence: event.sentence },
            severity: isOver || event.kind === 'notice' ? null : event.severity,
            path: `/alerts/${event.alertId}`,
          }
        : { ...known, sentence: `${known.sentence} ${event.title}: ${event.sentence}`, path: '/alerts' },
    );
  }
  for (const { key, at, readAt, period } of digests) {
    const { title, body } = await readDigest(parts, period);
    messages.set(key, { key, at, readAt, title, sentence: body, severity: null, isOver: false, path: '/alerts' });
  }
  return [...messages.values()].sort((a, b) => b.at - a.at);
}

/** How many messages in the window were not read yet. */
export async function countUnread({ store }: ReadParts): Promise<number> {
  const rows = [...(await store.deliveries.unread()), ...(await store.deliveries.unreadDigests())];
  return new Set(rows.map(({ key }) => key)).size;
}
