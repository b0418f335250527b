import { onTestFinished } from 'vitest';
import type { AlertStep } from '#main/actions/alert-notifier';
import { markAlertTold } from '#main/actions/handle-alert';
import { type SettableClock, settableClock } from '#main/clock';
import { type ChannelOutcome, type DeliveryChannel, type Message, SHOWN } from '#main/delivery/channel';
import { createDelivery, type Delivery } from '#main/delivery/delivery';
import type { TellingPreferences } from '#main/delivery/stages';
import type { Store } from '#main/store/store';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Delivery as DeliveryRow } from '#shared/domain/delivery';
import { connectionNamed, openedStore } from '../store/temporary-store';

const ALERT: Omit<Alert, 'id'> = {
  key: 'redis-1/VERCEL_KV/STORAGE_MB',
  connectionId: 'redis-1',
  projectId: '',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  limitId: 'plan',
  state: 'firing',
  severity: 'warning',
  basis: 'level',
  condition: 'limit',
  rung: 2,
  announced: 1,
  announcedAt: 1000,
  percent: 85,
  value: 25.5,
  limit: 30,
  unit: 'MB',
  judgedAt: 1000,
  streak: 0,
  reason: null,
  activeAt: 1000,
  firedAt: 1000,
  resolvedAt: null,
  lastSentAt: null,
  lastSentSeverity: null,
  acknowledgedAt: null,
  acknowledgedReason: '',
  snoozedUntil: null,
  updatedAt: 1000,
};

/** A real store with alerts in it, and deliveries over it. */
export class ToldStore {
  readonly clock: SettableClock = settableClock(1000);
  preferences: TellingPreferences = { pausedUntil: null, quiet: null, routes: [] };
  /** What `show` got, and what it answers. */
  shown: Message[] = [];
  answer: ChannelOutcome = SHOWN;

  private constructor(readonly store: Store) {}

  static async open(): Promise<ToldStore> {
    const store = await openedStore(':memory:');
    await store.connections.save(connectionNamed('redis-1'));
    return new ToldStore(store);
  }

  /** A channel that keeps what it gets. */
  channel(id = 'desktop'): DeliveryChannel {
    return {
      id,
      send: async (message) => {
        this.shown.push(message);
        return this.answer;
      },
    };
  }

  deliver(channels: readonly DeliveryChannel[] = [this.channel()], owner = 'one'): Delivery {
    const { store, clock } = this;
    const delivery = createDelivery({
      store,
      clock,
      owner,
      stays: false,
      channels: async () => channels,
      preferences: async () => this.preferences,
      words: async (told) => ({
        title: told.map(({ event }) => `Redis storage ${event.kind} ${event.severity}`).join(' + '),
        body: `${told[0]?.event.percent} %`,
      }),
      digest: async ({ start, end }) => ({ title: `From ${start} to ${end}`, body: '' }),
      markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
    });
    onTestFinished(() => delivery.stop());
    return delivery;
  }

  /** An alert that has begun to fire, with its first step. */
  async firing(change: Partial<Alert> = {}): Promise<{ readonly alert: Alert; readonly event: AlertEvent }> {
    const written = await this.store.alerts.insert(
      { ...ALERT, ...change },
      eventOf({ ...ALERT, ...change }, 'firing', this.clock.now()),
    );
    const [event] = written.events;
    if (event === undefined) throw new Error('No step was written.');
    return { alert: written.alert, event };
  }

  async change(id: number, change: Partial<Alert>): Promise<Alert> {
    const written = await this.store.alerts.update(id, (alert) => ({ next: { ...alert, ...change }, events: [] }));
    if (written === null) throw new Error(`No alert ${id}`);
    return written.alert;
  }

  /** The next step of an alert at `at`, told by `delivery`. */
  async step(
    delivery: Delivery,
    id: number,
    kind: AlertEvent['kind'],
    at: number,
    change: Partial<Alert> & { readonly tells?: boolean } = {},
  ): Promise<void> {
    this.clock.set(at);
    const { tells, ...rest } = change;
    const written = await this.store.alerts.update(id, (alert) => {
      const next = { ...alert, ...rest };
      const event = eventOf(next, kind, at);
      return { next, events: [{ ...event, tells: tells ?? event.tells }] };
    });
    const [event] = written?.events ?? [];
    if (written === null || event === undefined) throw new Error(`No alert ${id}`);
    await this.tell(delivery, { alert: written.alert, event });
  }

  async tell(delivery: Delivery, ...steps: readonly Pick<AlertStep, 'alert' | 'event'>[]): Promise<void> {
    await delivery.notify({
      catchUp: false,
      steps: steps.map((one) => ({ ...one, subject: null, group: 'redis-1/limit' })),
    });
    await delivery.settled();
  }

  async catchUp(delivery: Delivery): Promise<void> {
    await delivery.catchUp();
    await delivery.settled();
  }

  /** All that was written down. */
  rows(): Promise<readonly DeliveryRow[]> {
    return this.store.deliveries.list({ start: 0, end: 4_000_000_000 });
  }

  async outcomes(): Promise<readonly string[]> {
    return (await this.rows()).map(({ channel, outcome, why }) =>
      [channel, outcome, why?.code].filter(Boolean).join(' '),
    );
  }
}

/** An alert like that of the store, with what a test says of it. */
export function alertOf(change: Partial<Alert>): Omit<Alert, 'id'> {
  return { ...ALERT, ...change };
}

/** The step that an alert takes at `at`, as it stands. */
export function stepOf(alert: Omit<Alert, 'id'>, kind: AlertEvent['kind'], at: number) {
  return eventOf(alert, kind, at);
}

function eventOf(alert: Omit<Alert, 'id'>, kind: AlertEvent['kind'], at: number): Omit<AlertEvent, 'id' | 'alertId'> {
  const { severity, basis, rung, percent, value, limit } = alert;
  const tells = kind === 'firing' || kind === 'worse' || kind === 'resolved' || kind === 'notice';
  return { at, kind, severity, basis, rung, tells, percent, value, limit, reason: { code: 'seen' } };
}
