import type { AlertBatch, AlertNotifier, AlertStep, AlertSubject } from '#main/actions/alert-notifier';
import type { Clock } from '#main/clock';
import type { Store } from '#main/store/store';
import type { Alert, AlertEvent, AlertSeverity, Delivery as DeliveryRecord } from '#shared/domain/alert';
import type { Instant } from '#shared/domain/instant';
import type { DeliveryChannel, Message } from './channel';
import { isOwed, muteReason, type NotificationPreferences, repetitionReason, staleReason, wasHandled } from './stages';

export interface DeliveryOptions {
  readonly store: Pick<Store, 'alerts'>;
  readonly channels: readonly DeliveryChannel[];
  readonly clock: Clock;
  readonly preferences: () => Promise<NotificationPreferences>;
  /** Title and one sentence for a person. `subject` is what the step handed over; null where it has to be read. */
  readonly words: (
    alert: Alert,
    event: AlertEvent,
    subject: AlertSubject | null,
  ) => Promise<{ readonly title: string; readonly body: string }>;
  /** Keeps with the alert that someone was told that it is this bad. */
  readonly markTold: (alertId: number, severity: AlertSeverity, at: Instant) => Promise<void>;
}

/** Tells people what happened, once, and keeps a record of every try and of every silence with its reason. */
export interface Delivery extends AlertNotifier {
  /** Steps in the lives of alerts, each: route, mute, dedupe, send, record. */
  notify(batch: AlertBatch): Promise<void>;
  /**
   * Tells what is still owed: notices that wait for a window, crossings that a snooze or a pause held back
   * and that still fire, and refused ones, up to three times. Run at the start and after each cycle.
   */
  catchUp(): Promise<void>;
}

/** Calls are worked off one after the other, so that no crossing is told twice. */
export function createDelivery(options: DeliveryOptions): Delivery {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
  return {
    notify: ({ steps }) =>
      inTurn(async () => {
        for (const step of steps) await notify(options, step);
      }),
    catchUp: () => inTurn(() => catchUp(options)),
  };
}

async function notify(options: DeliveryOptions, { alert: { id }, event, subject }: AlertStep): Promise<void> {
  if (!event.tells) return;
  const { alerts } = options.store;
  // Since the step was written a person may have marked it as seen, and an earlier step may have been told.
  const alert = await alerts.find(id);
  if (alert === null) return;
  const now = options.clock.now();
  const silence = muteReason(alert, event, await options.preferences(), now) ?? repetitionReason(alert, event);
  const known = await alerts.deliveries(id);
  for (const channel of options.channels) {
    if (wasHandled(known, event.id, channel.id)) continue;
    if (silence === null) await send(options, { alert, event, subject }, channel, null);
    else await record(options, alert, event, channel, 'held-back', silence);
  }
}

async function catchUp(options: DeliveryOptions): Promise<void> {
  await tellWaiting(options);
  const preferences = await options.preferences();
  for (const alert of await options.store.alerts.open()) {
    if (alert.state === 'firing') await tellOwed(options, alert, preferences);
  }
}

/** Tells of a firing alert what nobody was told yet, or keeps once why not. */
async function tellOwed(options: DeliveryOptions, alert: Alert, preferences: NotificationPreferences): Promise<void> {
  const event = await crossingOf(options, alert);
  if (event === null) return;
  const silence = muteReason(alert, event, preferences, options.clock.now());
  const known = await options.store.alerts.deliveries(alert.id);
  for (const channel of options.channels) {
    if (!isOwed(alert, known, event.id, channel.id)) continue;
    if (silence === null) await send(options, { alert, event, subject: null }, channel, null);
    else if (!wasHandled(known, event.id, channel.id)) {
      await record(options, alert, event, channel, 'held-back', silence);
    }
  }
}

/** Notices that a process without a window left behind, or that a crash cut off. */
async function tellWaiting(options: DeliveryOptions): Promise<void> {
  const { alerts } = options.store;
  const now = options.clock.now();
  const waiting = (await alerts.deliveries()).filter((delivery) => delivery.outcome === 'waiting');
  if (waiting.length === 0) return;
  const preferences = await options.preferences();
  for (const delivery of waiting) {
    const channel = options.channels.find((candidate) => candidate.id === delivery.channel);
    const alert = await alerts.find(delivery.alertId);
    const event = alert === null ? null : await eventOf(options, alert, (found) => found.id === delivery.alertEventId);
    if (channel === undefined || alert === null || event === null) continue;
    const silence = staleReason(alert, event, now) ?? muteReason(alert, event, preferences, now);
    const repetition = event.kind === 'resolved' ? null : repetitionReason(alert, event);
    const reason = silence ?? repetition;
    if (reason === null) await send(options, { alert, event, subject: null }, channel, delivery);
    else await alerts.updateDelivery(delivery.id, 'held-back', reason);
  }
}

/** A step with what it is about, where that was handed over. */
type Told = Omit<AlertStep, 'group'>;

/** Sends with a record that says `waiting` until the channel has answered, so that a crash loses nothing. */
async function send(
  options: DeliveryOptions,
  { alert, event, subject }: Told,
  channel: DeliveryChannel,
  waiting: DeliveryRecord | null,
): Promise<void> {
  const { title, body } = await options.words(alert, event, subject);
  const message: Message = {
    title,
    body,
    urgency: event.kind !== 'resolved' && event.severity === 'critical' ? 'critical' : 'normal',
    path: `/alerts/${alert.id}`,
  };
  const kept = waiting ?? (await record(options, alert, event, channel, 'waiting', ''));
  const { outcome, reason } = await channel.send(message);
  await options.store.alerts.updateDelivery(kept.id, outcome, reason);
  if (outcome === 'shown' && event.kind !== 'resolved') {
    await options.markTold(alert.id, event.severity, options.clock.now());
  }
}

function record(
  options: DeliveryOptions,
  alert: Alert,
  event: AlertEvent,
  channel: DeliveryChannel,
  outcome: DeliveryRecord['outcome'],
  reason: string,
): Promise<DeliveryRecord> {
  return options.store.alerts.recordDelivery({
    alertId: alert.id,
    alertEventId: event.id,
    channel: channel.id,
    at: options.clock.now(),
    outcome,
    reason,
  });
}

/** The step with which the alert became as bad as it is. */
function crossingOf(options: DeliveryOptions, alert: Alert): Promise<AlertEvent | null> {
  return eventOf(
    options,
    alert,
    (event) => (event.kind === 'firing' || event.kind === 'worse') && event.severity === alert.severity,
  );
}

/** The newest event of an alert that fits. */
async function eventOf(
  options: DeliveryOptions,
  alert: Alert,
  fits: (event: AlertEvent) => boolean,
): Promise<AlertEvent | null> {
  const range = { start: alert.activeAt, end: options.clock.now() + 1 };
  const own = (await options.store.alerts.events(range)).filter((event) => event.alertId === alert.id && fits(event));
  return own.reduce<AlertEvent | null>((best, event) => (best === null || event.id > best.id ? event : best), null);
}
