import type { AlertSubject } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { markAlertTold } from '#main/actions/handle-alert';
import { alertMetricKey, alertView, standingOfAlert } from '#main/queries/alerts/alert-views';
import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { readSettings } from '#main/queries/home/settings';
import { readMetricState } from '#main/queries/standings/metric-states';
import { readStops } from '#main/queries/standings/provider-stops';
import { readOtherStandings } from '#main/queries/standings/read-standings';
import type { Store } from '#main/store/store';
import type { Alert } from '#shared/domain/alert';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { Standing } from '#shared/domain/standing';
import { findingOf } from '#shared/words/alert';
import { alertReason } from '#shared/words/alert-reason';
import { isStop } from '#shared/words/provider-stop';
import type { DeliveryChannel } from './channel';
import { createDelivery, type Delivery } from './delivery';

export interface AlertDeliveryOptions {
  /** What the cycles work with whose alerts are told. */
  readonly parts: DecisionParts;
  /** Where the person's settings are: the own file, also for the sample account. */
  readonly settingsStore: Pick<Store, 'settings'>;
  readonly channel: DeliveryChannel;
}

/** Tells a person of the alerts of one store, in the words of the window, as the person's settings allow. */
export function alertDelivery({ parts, settingsStore, channel }: AlertDeliveryOptions): Delivery {
  const { store, clock } = parts;
  return createDelivery({
    store,
    clock,
    channels: [channel],
    async preferences() {
      return {
        enabled: (await readSettings(settingsStore)).notifications,
        pausedUntil: await readPausedUntil({ store: settingsStore }),
      };
    },
    async words(alert, event, known) {
      const subject = known ?? (findingOf(alert) === null ? await readSubject(parts, alert) : { stop: null });
      const around = {
        states: 'state' in subject ? [subject.state] : [],
        deliveries: [],
        stops: 'stop' in subject && subject.stop !== null ? [subject.stop] : [],
        standings: standingsIn(subject),
      };
      const { title, sentence, metricTitle } = alertView(alert, around, clock.now());
      return { title, body: sentence === '' ? alertReason(event, { name: metricTitle, unit: alert.unit }) : sentence };
    },
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
  });
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
