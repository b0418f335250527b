import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Delivery } from '#shared/domain/delivery';
import { DAY } from '#shared/domain/instant';
import type { DeliveryOptions } from './options';
import type { Plan } from './plan';
import { isUnderWay, muteReason } from './stages';

/** Seconds for which what is over, or was told once, is still news when a silence ends. */
const NEWS_FOR = DAY;

/**
 * What a snooze, a pause or quiet hours held back and nobody was told since: of each firing alert the step with which it
 * became as bad as it is, and what ended or was to be told once meanwhile. Several come as one message.
 */
export async function owedPlans(options: DeliveryOptions): Promise<readonly Plan[]> {
  const now = options.clock.now();
  const preferences = await options.preferences();
  const owed = [...(await firing(options)), ...(await heldBack(options))];
  return owed.map(({ alert, event, known }) => {
    const silence = muteReason(alert, event, preferences, now);
    return { alert, event, known, silence, message: 'owed', owed: true as const };
  });
}

type Owed = Pick<Plan, 'alert' | 'event' | 'known'>;

async function firing({ store, clock }: DeliveryOptions): Promise<readonly Owed[]> {
  const alerts = (await store.alerts.open()).filter(({ state }) => state === 'firing');
  if (alerts.length === 0) return [];
  const start = Math.min(...alerts.map(({ activeAt }) => activeAt));
  const events = await store.alerts.events({ start, end: clock.now() + 1 });
  const owed: Owed[] = [];
  for (const alert of alerts) {
    const event = newest(events.filter((one) => one.alertId === alert.id && isCrossing(one)));
    const known = await store.deliveries.ofAlert(alert.id);
    if (event !== null && !isUnderWay(known, event.id)) owed.push({ alert, event, known });
  }
  return owed;
}

function isCrossing({ kind, tells }: AlertEvent): boolean {
  return tells && (kind === 'firing' || kind === 'worse');
}

/** What is over by now, or was told once, and was held back at its time. */
async function heldBack({ store, clock }: DeliveryOptions): Promise<readonly Owed[]> {
  const range = { start: clock.now() - NEWS_FOR, end: clock.now() + 1 };
  const silent = (await store.deliveries.list(range)).filter(({ outcome }) => outcome === 'held-back');
  if (silent.length === 0) return [];
  const events = (await store.alerts.events(range)).filter(({ kind }) => kind === 'resolved' || kind === 'notice');
  const owed: Owed[] = [];
  for (const event of events) {
    const reasons = silent.filter(({ alertEventId }) => alertEventId === event.id);
    const alert = reasons.length === 0 ? null : await store.alerts.find(event.alertId);
    if (alert === null || !reasons.some((row) => isNews(row, event, alert))) continue;
    const known = await store.deliveries.ofAlert(alert.id);
    if (!isUnderWay(known, event.id)) owed.push({ alert, event, known });
  }
  return owed;
}

/** What began and ended in quiet hours belongs into the digest after them; else only who knew of it is told of its end. */
function isNews({ why }: Delivery, { kind }: AlertEvent, { lastSentSeverity }: Alert): boolean {
  if (why?.code === 'quiet-hours') return true;
  return why?.code === 'paused' && (kind === 'notice' || lastSentSeverity !== null);
}

function newest(events: readonly AlertEvent[]): AlertEvent | null {
  return events.reduce<AlertEvent | null>((best, event) => (best === null || event.id > best.id ? event : best), null);
}
