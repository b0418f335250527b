import type { AlertSubject } from '#main/actions/alert-notifier';
import type { Alert, AlertEvent, AlertSeverity } from '#shared/domain/alert';
import type { Delivery, DeliveryAttempt, DeliveryReason, DigestDelivery } from '#shared/domain/delivery';
import type { Instant } from '#shared/domain/instant';
import type { ChannelOutcome, Message } from './channel';
import type { DeliveryOptions, Told } from './options';
import type { Prepared } from './outbox';
import { muteReason, staleReason } from './stages';

/**
 * What the steps of the last batch were about, by the number of the step. It is of that moment: what is told later, as
 * after a silence, is read anew.
 */
export type Subjects = Map<number, { readonly subject: AlertSubject | null; readonly at: Instant }>;

/** The message that rows with one key stand for, as it is true now; or why it is not sent any more. */
export async function prepareMessage(
  options: DeliveryOptions,
  subjects: Subjects,
  rows: readonly DeliveryAttempt[],
): Promise<Prepared> {
  const [first] = rows;
  const at = options.clock.now();
  if (first === undefined) return dropped({ code: 'channel-gone' });
  if (isDigest(first)) {
    const words = await options.digest(first.period);
    return { message: { ...words, key: first.key, kind: 'digest', severity: null, path: '/alerts', at, alerts: [] } };
  }
  const found = await stepsOf(options, rows.filter(isOfAlert));
  const due = found.filter(({ silence }) => silence === null);
  const silence = found[0]?.silence ?? null;
  if (due.length === 0) return dropped(silence ?? { code: 'over-long-ago' });
  const told = due.map(({ alert, event, writtenAt }) => {
    const known = subjects.get(event.id);
    return { alert, event, subject: known?.at === writtenAt ? known.subject : null };
  });
  return { message: { ...(await options.words(told)), ...frameOf(told), key: first.key, at } };
}

function dropped(why: DeliveryReason): Prepared {
  return { drop: { outcome: 'held-back', why } };
}

function frameOf(told: readonly Told[]): Pick<Message, 'kind' | 'severity' | 'path' | 'alerts'> {
  const [first] = told;
  const single = told.length === 1 ? first : undefined;
  return {
    kind: single === undefined ? 'summary' : kindOf(single.event),
    severity: worst(told),
    path: single === undefined ? '/alerts' : `/alerts/${single.alert.id}`,
    alerts: told.map(({ alert, event }) => ({
      id: alert.id,
      condition: alert.condition,
      service: alert.service,
      metric: alert.metric,
      percent: event.percent,
      value: event.value,
      limit: event.limit,
      unit: alert.unit,
      since: alert.activeAt,
    })),
  };
}

function kindOf({ kind }: AlertEvent): Message['kind'] {
  return kind === 'worse' || kind === 'resolved' || kind === 'notice' ? kind : 'firing';
}

function worst(told: readonly Told[]): AlertSeverity | null {
  const open = told.filter(({ event: { kind } }) => kind !== 'resolved' && kind !== 'notice');
  if (open.some(({ event }) => event.severity === 'critical')) return 'critical';
  return open.length > 0 ? 'warning' : null;
}

interface Found {
  readonly alert: Alert;
  readonly event: AlertEvent;
  readonly silence: DeliveryReason | null;
  /** When it was written down to be told. */
  readonly writtenAt: Instant;
}

async function stepsOf(options: DeliveryOptions, rows: readonly Delivery[]): Promise<readonly Found[]> {
  const { store, clock } = options;
  const now = clock.now();
  const preferences = await options.preferences();
  const found: Found[] = [];
  for (const row of rows) {
    const alert = await store.alerts.find(row.alertId);
    if (alert === null) continue;
    const own = await store.alerts.events({ start: alert.activeAt, end: now + 1 });
    const events = own.filter(({ alertId }) => alertId === alert.id);
    const event = events.find(({ id }) => id === row.alertEventId);
    if (event === undefined) continue;
    const stale = staleReason(alert, event, await toldRung(options, row, events), now);
    found.push({ alert, event, silence: stale ?? muteReason(alert, event, preferences, now), writtenAt: row.at });
  }
  return found;
}

/** The highest rung that this channel has told of since another message. */
async function toldRung({ store }: DeliveryOptions, row: Delivery, events: readonly AlertEvent[]): Promise<number> {
  const others = (await store.deliveries.ofAlert(row.alertId)).filter(
    ({ channel, outcome, key }) => channel === row.channel && outcome === 'shown' && key !== row.key,
  );
  const rungs = others.flatMap(({ alertEventId }) => events.filter(({ id }) => id === alertEventId));
  return Math.max(0, ...rungs.filter(({ kind }) => kind !== 'resolved').map(({ rung }) => rung));
}

/** Keeps with each alert that somebody was told of it. */
export async function keepTold(
  { store, clock, markTold }: DeliveryOptions,
  rows: readonly DeliveryAttempt[],
  { outcome }: ChannelOutcome,
): Promise<void> {
  if (outcome !== 'shown') return;
  const now = clock.now();
  for (const row of rows.filter(isOfAlert)) {
    const alert = await store.alerts.find(row.alertId);
    if (alert === null) continue;
    const events = await store.alerts.events({ start: alert.activeAt, end: now + 1 });
    const event = events.find(({ id }) => id === row.alertEventId);
    if (event !== undefined && event.kind !== 'resolved') await markTold(alert.id, event.severity, now);
  }
}

function isDigest(row: DeliveryAttempt): row is DigestDelivery {
  return 'period' in row;
}

function isOfAlert(row: DeliveryAttempt): row is Delivery {
  return 'alertId' in row;
}
