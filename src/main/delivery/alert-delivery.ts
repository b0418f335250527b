import type { AlertSubject } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import { markAlertTold } from '#main/actions/handle-alert';
import { alertMetricKey, alertView } from '#main/queries/alerts/alert-views';
import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { readSettings } from '#main/queries/home/settings';
import { readMetricState } from '#main/queries/standings/metric-states';
import { readStops } from '#main/queries/standings/provider-stops';
import type { Store } from '#main/store/store';
import { isStop } from '#shared/core/alerts/provider-stop';
import type { Alert } from '#shared/domain/alert';
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
      const subject = known ?? (await readSubject(parts, alert));
      const { title, sentence } = alertView(alert, {
        states: 'state' in subject ? [subject.state] : [],
        deliveries: [],
        stops: 'stop' in subject && subject.stop !== null ? [subject.stop] : [],
      });
      return { title, body: sentence === '' ? event.reason : sentence };
    },
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
  });
}

/** What an alert is about, read where no step handed it over: a notice that waited, or that is still owed. */
async function readSubject(parts: DecisionParts, alert: Alert): Promise<AlertSubject> {
  if (isStop(alert)) {
    return { stop: (await readStops(parts)).find(({ key }) => key === alert.key) ?? null };
  }
  const state = await readMetricState(parts, alertMetricKey(alert));
  return state === null ? { stop: null } : { state };
}
