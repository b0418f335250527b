import type { Delivery } from '#shared/domain/delivery';
import { DAY } from '#shared/domain/instant';
import type { MessageView } from '#shared/ipc/channels';
import { severalWords } from '#shared/words/delivery';
import type { PricedParts, ReadParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';
import { readDigest } from './alert-digest';
import { type AlertsView, placeOfAlert, readAlerts } from './alert-views';

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
  const [{ history }, alerts, standings] = await Promise.all([
    readAlerts(parts),
    parts.store.alerts.list({ start: range.start - SHOWN_DAYS * DAY, end: range.end }),
    readStandings(parts),
  ]);
  const events = new Map(history.map((event) => [event.id, event]));
  const placeOf = (id: number) => placeOfAlert(alerts.find((alert) => alert.id === id) ?? null, standings.list);
  const messages = new Map<string, MessageView>();
  for (const key of new Set(rows.map((row) => row.key))) {
    const own = rows.filter((row) => row.key === key);
    const told = own
      .flatMap(({ alertEventId }) => events.get(alertEventId) ?? [])
      .sort((a, b) => placeOf(a.alertId) - placeOf(b.alertId));
    const [first] = own;
    if (first !== undefined && told.length > 0) messages.set(key, messageOf(first, told));
  }
  for (const { key, at, readAt, period } of digests) {
    const { title, body } = await readDigest(parts, period);
    messages.set(key, { key, at, readAt, title, sentence: body, severity: null, isOver: false, path: '/alerts' });
  }
  return [...messages.values()].sort((a, b) => b.at - a.at);
}

type Step = AlertsView['history'][number];

/** What was told in one message, what presses most first, in the words of the notice itself. */
function messageOf({ key, at, readAt }: Delivery, told: readonly Step[]): MessageView {
  const { title, body } = severalWords(told.map((event) => ({ title: event.title, body: event.sentence })));
  const open = told.filter(({ kind }) => kind !== 'resolved' && kind !== 'notice');
  const worst = open.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
  return {
    ...{ key, at, readAt, title, sentence: body.replaceAll('\n', ' ') },
    isOver: told.every(({ kind }) => kind === 'resolved'),
    severity: open.length === 0 ? null : worst,
    path: told.length === 1 ? `/alerts/${told[0]?.alertId}` : '/alerts',
  };
}

/** How many messages in the window were not read yet. */
export async function countUnread({ store }: ReadParts): Promise<number> {
  const rows = [...(await store.deliveries.unread()), ...(await store.deliveries.unreadDigests())];
  return new Set(rows.map(({ key }) => key)).size;
}
