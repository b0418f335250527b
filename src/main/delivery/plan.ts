import { randomUUID } from 'node:crypto';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Delivery, DeliveryReason } from '#shared/domain/delivery';
import type { Instant, Period } from '#shared/domain/instant';
import type { DeliveryOptions } from './options';
import { hasTold, isRouted } from './stages';

/** One step that is to be told, or about which to be silent. */
export interface Plan {
  readonly alert: Alert;
  readonly event: AlertEvent;
  /** Deliveries of the alert so far. */
  readonly known: readonly Delivery[];
  readonly silence: DeliveryReason | null;
  /** Steps with the same come as one message. */
  readonly message: string;
  /** It was held back, also from those who then never knew of it. */
  readonly owed?: true;
}

/** Writes down, for every channel in use, what it is to tell and what it is silent about; all of it or nothing. */
export async function writePlans(options: DeliveryOptions, plans: readonly Plan[], now: Instant): Promise<void> {
  if (plans.length === 0) return;
  const { routes } = await options.preferences();
  const channels = await options.channels();
  const keys = new Map<string, string>();
  const keyOf = (message: string): string => {
    const key = keys.get(message) ?? randomUUID();
    keys.set(message, key);
    return key;
  };
  const rows = plans.flatMap((plan) =>
    channels
      .map(({ id, silent }) => ({ id, silence: plan.silence ?? silent ?? null }))
      .filter(({ id, silence }) => isRouted(routes, id, plan.event, plan.alert) && isDue(plan, id, silence))
      .map(({ id, silence }) => ({
        alertId: plan.alert.id,
        alertEventId: plan.event.id,
        channel: id,
        at: now,
        outcome: silence === null ? ('waiting' as const) : ('held-back' as const),
        why: silence,
        reason: '',
        key: keyOf(silence === null ? plan.message : `silence ${plan.event.id}`),
        sentAt: null,
        nextAt: null,
        readAt: null,
      })),
  );
  await options.store.deliveries.record(rows);
}

/** That something is over goes to those who were told that it began. What is written already is left out by the store. */
function isDue({ event, known, owed }: Plan, channel: string, silence: DeliveryReason | null): boolean {
  return silence !== null || event.kind !== 'resolved' || owed === true || hasTold(known, channel);
}

/** Writes down a digest for every channel in use. */
export async function writeDigest(options: DeliveryOptions, period: Period): Promise<void> {
  const now = options.clock.now();
  const key = randomUUID();
  const inUse = (await options.channels()).filter(({ silent }) => silent === undefined);
  const rows = inUse.map(({ id }) => ({
    period,
    channel: id,
    at: now,
    outcome: 'waiting' as const,
    why: null,
    key,
    sentAt: null,
    nextAt: null,
    readAt: null,
  }));
  await options.store.deliveries.recordDigest(rows);
}
