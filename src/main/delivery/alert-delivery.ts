import { markAlertTold } from '#main/actions/handle-alert';
import type { Clock } from '#main/clock';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { alertView } from '#main/queries/alerts/alert-views';
import { readSettings } from '#main/queries/home/settings';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readStops } from '#main/queries/standings/provider-stops';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Store } from '#main/store/store';
import type { DeliveryChannel } from './channel';
import { createDelivery, type Delivery } from './delivery';

/** The key in `setting` under which a pause of all notifications is kept, as an instant. */
export const PAUSED_UNTIL_KEY = 'notifications-paused-until';

export interface AlertDeliveryOptions {
  /** Where the alerts are. */
  readonly store: Store;
  /** Where the person's settings are: the own file, also for the sample account. */
  readonly settingsStore: Store;
  readonly clock: Clock;
  readonly channel: DeliveryChannel;
}

/** Tells a person of the alerts of one store, in the words of the window, as the person's settings allow. */
export function alertDelivery({ store, settingsStore, clock, channel }: AlertDeliveryOptions): Delivery {
  const parts = { store, clock, catalog: createCatalog(registry), forecasts: createForecastCache() };
  return createDelivery({
    store,
    clock,
    channels: [channel],
    async preferences() {
      const until = await settingsStore.settings.get(PAUSED_UNTIL_KEY);
      return {
        enabled: (await readSettings(settingsStore)).notifications,
        pausedUntil: typeof until === 'number' ? until : null,
      };
    },
    async words(alert, event) {
      const [states, stops] = await Promise.all([
        readMetricStates(parts, { connectionIds: [alert.connectionId] }),
        readStops(parts),
      ]);
      const { title, sentence } = alertView(alert, { states, deliveries: [], stops });
      return { title, body: sentence === '' ? event.reason : sentence };
    },
    markTold: (id, severity, at) => markAlertTold({ store }, id, severity, at),
  });
}
