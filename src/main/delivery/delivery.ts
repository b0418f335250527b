import type { AlertBatch, AlertNotifier } from '#main/actions/alert-notifier';
import type { Period } from '#shared/domain/instant';
import { keepTold, prepareMessage, type Subjects } from './message';
import type { DeliveryOptions } from './options';
import { createOutbox, type Prepared } from './outbox';
import { owedPlans } from './owed';
import { type Plan, writeDigest, writePlans } from './plan';
import { silenceEnd } from './silence-end';
import { isUnderWay, muteReason, overReason } from './stages';

/**
 * Tells people what happened, once, and keeps a record of every try and of every silence with its reason. What is to
 * be told is written down before a call returns; it is sent beside it, so that no channel holds a cycle.
 */
export interface Delivery extends AlertNotifier {
  /** Steps in the lives of alerts: route, mute, dedupe, write down. */
  notify(batch: AlertBatch): Promise<void>;
  /**
   * Tells what is still owed: notices that wait, and what a snooze, a pause or quiet hours held back and that still
   * holds. Run at the start, after each cycle, and by itself when such a silence ends.
   */
  catchUp(): Promise<void>;
  /** Tells what has happened in a stretch of time, on every channel. */
  tellDigest(period: Period): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Sends nothing more. Harmless twice. */
  stop(): void;
}

/** Calls are worked off one after the other, so that no crossing is told twice. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const subjects: Subjects = new Map();
  const outbox = createOutbox({
    ...options,
    prepare: (rows): Promise<Prepared> => prepareMessage(options, subjects, rows),
    async onSettled(rows, outcome) {
      await keepTold(options, rows, outcome);
      options.onChange?.();
    },
  });
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run.then(() => outbox.kick());
  };
  const catchUp = (): Promise<void> =>
    inTurn(async () => {
      await writePlans(options, await owedPlans(options), options.clock.now());
      await silence.watch();
    });
  const silence = silenceEnd(options, () => void catchUp().catch(() => undefined));
  return {
    notify: (batch) =>
      inTurn(async () => {
        await notify(options, subjects, batch);
        await silence.watch();
      }),
    catchUp,
    tellDigest: (period) => inTurn(() => writeDigest(options, period)),
    async settled() {
      await last;
      await outbox.settled();
    },
    stop() {
      silence.stop();
      outbox.stop();
    },
  };
}

async function notify(options: DeliveryOptions, subjects: Subjects, { steps, catchUp }: AlertBatch): Promise<void> {
  const { store, clock } = options;
  const told = steps.filter(({ event }) => event.tells);
  if (told.length === 0) return;
  const now = clock.now();
  const preferences = await options.preferences();
  subjects.clear();
  const plans: Plan[] = [];
  for (const {
    alert: { id },
    event,
    subject,
    group,
  } of told) {
    // Since the step was written a person may have marked it as seen.
    const alert = await store.alerts.find(id);
    const known = await store.deliveries.ofAlert(id);
    if (alert === null || isUnderWay(known, event.id)) continue;
    subjects.set(event.id, { subject, at: now });
    const silence = muteReason(alert, event, preferences, now) ?? overReason(alert, event);
    plans.push({ alert, event, known, silence, message: catchUp ? 'all' : group });
  }
  await writePlans(options, plans, now);
}
