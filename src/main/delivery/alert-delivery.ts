import { randomUUID } from 'node:crypto';
import type { AlertSubject } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { markAlertTold } from '#main/actions/handle-alert';
import { readDigest } from '#main/queries/alerts/alert-digest';
import { readAlertSettings } from '#main/queries/alerts/alert-rules';
import { alertMetricKey, alertView, placeOfAlert, standingOfAlert } from '#main/queries/alerts/alert-views';
import { noDeliveries } from '#main/queries/alerts/delivery-views';
import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { readMetricState } from '#main/queries/standings/metric-states';
import { readStops } from '#main/queries/standings/provider-stops';
import { readOtherStandings, readStandings } from '#main/queries/standings/read-standings';
import type { Store } from '#main/store/store';
import { digestPeriod, quietAt } from '#shared/core/alerts/quiet';
import type { Alert } from '#shared/domain/alert';
import type { AlertSettings } from '#shared/domain/alert-settings';
import { DAY } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { Standing } from '#shared/domain/standing';
import { findingOf } from '#shared/words/alert';
import { sinceSentence } from '#shared/words/alert-finding';
import { alertReason } from '#shared/words/alert-reason';
import { severalWords } from '#shared/words/delivery';
import { isStop } from '#shared/words/provider-stop';
import type { DeliveryChannel } from './channel';
import { createDelivery, type Delivery } from './delivery';
import type { Told, Words } from './options';

export interface AlertDeliveryOptions {
  /** What the cycles work with whose alerts are told. */
  readonly parts: DecisionParts;
  /** Where the person's settings are: the own file, also for the sample account. */
  readonly settingsStore: Pick<Store, 'settings'>;
  readonly channels: () => Promise<readonly DeliveryChannel[]>;
  /** Whether this process stays, so that it may try again later. */
  readonly stays: boolean;
  readonly onChange?: () => void;
}

/** A digest that was due longer ago, as while the computer was off, is passed over: the next one comes. */
const DIGEST_WITHIN = 3 * DAY;

/** Tells a person of the alerts of one store, in the words of the window, as the person's settings allow. */
export function alertDelivery(options: AlertDeliveryOptions): Delivery {
  const { parts, settingsStore, channels, stays, onChange } = options;
  const { store, clock } = parts;
  const delivery = createDelivery({
    store,
    clock,
    channels,
    owner: randomUUID(),
    async preferences() {
      const settings = await settingsOf(settingsStore);
      const pausedUntil = await readPausedUntil({ store: settingsStore });
      return { pausedUntil, quiet: quietAt(settings, clock.now()), routes: settings.routes };
    },
    words: (told) => wordsOf(parts, told),
    digest: (period) => readDigest(parts, period),
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
    stays,
    ...(onChange === undefined ? {} : { onChange }),
  });
  return {
    ...delivery,
    async catchUp() {
      await delivery.catchUp();
      const period = digestPeriod(await settingsOf(settingsStore), clock.now());
      if (period === null || clock.now() - period.end > DIGEST_WITHIN) return;
      const told = await store.deliveries.digests({ start: period.end, end: clock.now() + 1 });
      if (told.length === 0) await delivery.tellDigest(period);
    },
  };
}

function settingsOf(store: Pick<Store, 'settings'>): Promise<AlertSettings> {
  return readAlertSettings(store, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** What one message says of all that it tells, in the order of every surface: what presses most names it. */
async function wordsOf(parts: DecisionParts, told: readonly Told[]): Promise<Words> {
  const standings = told.length > 1 ? (await readStandings(parts)).list : [];
  const placed = told.map((one) => ({ one, place: placeOfAlert(one.alert, standings) }));
  const all: Words[] = [];
  for (const { one } of placed.sort((a, b) => a.place - b.place)) all.push(await wordsOfOne(parts, one));
  return severalWords(all);
}

async function wordsOfOne(parts: DecisionParts, { alert, event, subject: known }: Told): Promise<Words> {
  const subject = known ?? (findingOf(alert) === null ? await readSubject(parts, alert) : { stop: null });
  const around = {
    states: 'state' in subject ? [subject.state] : [],
    deliveries: noDeliveries,
    stops: 'stop' in subject && subject.stop !== null ? [subject.stop] : [],
    standings: standingsIn(subject),
  };
  const { title, sentence, metricTitle } = alertView(alert, around, parts.clock.now());
  // A finding says itself since when it is.
  const since = findingOf(alert) === null && alert.state !== 'resolved' ? sinceSentence(alert.activeAt) : '';
  const body = sentence === '' ? alertReason(event, { name: metricTitle, unit: alert.unit }) : sentence;
  return { title, body: `${body} ${since}`.trim() };
}

/** What an alert is about, read where no step handed it over: a notice that waited, or that is still owed. */
async function readSubject(parts: DecisionParts, alert: Alert): Promise<AlertSubject> {
  if (isStop(alert)) {
    return { stop: (await readStops(parts)).find(({ key }) => key === alert.key) ?? null };
  }
  if (alert.projectId !== '' || alert.limitId !== PLAN_LIMIT) {
    const standing = standingOfAlert(alert, await readOtherStandings(parts));
    return standing === null ? { stop: null } : { standing };
  }
  const state = await readMetricState(parts, alertMetricKey(alert));
  return state === null ? { stop: null } : { state };
}

/** The one limit that a notice is about: nothing else is read for it. */
function standingsIn(subject: AlertSubject): readonly Standing[] {
  if ('standing' in subject) {
    return [subject.standing];
  }
  return 'state' in subject ? [subject.state.standing] : [];
}
