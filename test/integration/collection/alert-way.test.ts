import { expect, it } from 'vitest';
import type { DecisionParts } from '#main/actions/decision-parts';
import { alertDelivery } from '#main/delivery/alert-delivery';
import { SHOWN } from '#main/delivery/channel';
import { readSettings } from '#main/queries/home/settings';
import { DAY, HOUR } from '#shared/domain/instant';
import { type CountedStore, countStoreCalls } from '../support/count-store-calls';
import { settling } from '../support/settling';
import { monitored, NOW, REDIS } from './monitored';

const KEY = `${REDIS}/VERCEL_KV/STORAGE_MB`;

/** A Redis that is nearly full, with what was shown, and how often delivery asked the store for it. */
async function nearlyFull(enabled: boolean) {
  const shown: { readonly title: string; readonly body: string }[] = [];
  let counted: CountedStore | null = null;
  let delivery: ReturnType<typeof alertDelivery> | null = null;
  const notifier = (parts: DecisionParts) => {
    const own = countStoreCalls(parts.store);
    counted = own;
    delivery = alertDelivery({
      parts: { ...parts, store: own.store },
      settingsStore: parts.store,
      stays: false,
      async channels() {
        const { notifications } = await readSettings(parts.store);
        return [
          {
            id: 'desktop',
            ...(notifications ? {} : { silent: { code: 'off' } as const }),
            async send({ title, body }) {
              shown.push({ title, body });
              return SHOWN;
            },
          },
        ];
      },
    });
    return delivery;
  };
  const subject = await monitored({ notifier: settling(notifier) });
  await subject.store.settings.set('app', { notifications: enabled });
  // A week that grows towards the 30 MB of the free plan, so that there is something to say of the days ahead.
  const samples = Array.from({ length: 15 * 24 }, (_, hour) => ({
    ...{ service: 'VERCEL_KV', metric: 'STORAGE_MB', projectId: null, zone: 'UTC', source: 'redis:INFO' },
    ...{ kind: 'gauge' as const, unit: 'MB', time: NOW - 15 * DAY + hour * HOUR, value: 10 + hour * 0.043 },
  }));
  await subject.store.samples.save(REDIS, samples, NOW);
  if (counted === null || delivery === null) {
    throw new Error('The notifier was not made.');
  }
  return {
    ...subject,
    shown,
    counted: counted as CountedStore,
    delivery: delivery as ReturnType<typeof alertDelivery>,
  };
}

const readings = ({ calls }: CountedStore) =>
  [...calls.keys()].filter((call) => !/^(alerts|deliveries|settings)\./.test(call));

it('an alert is told from what its cycle knew: nothing is read a second time', async () => {
  const { service, shown, counted, store, clock } = await nearlyFull(true);
  counted.forget();
  await service.runMonitoringCycle();
  clock.set(NOW + HOUR);
  await service.runMonitoringCycle();
  expect(shown.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Redis storage/));
  expect(shown.find(({ title }) => title.startsWith('Redis storage'))?.body).toMatch(/Full between .* likely within/);
  expect(readings(counted)).toEqual([]);
  const [event] = await store.alerts.events({ start: 0, end: NOW + DAY });
  expect(event).toMatchObject({ kind: expect.any(String), alertId: expect.any(Number) });
});

it('a notice that was held back reads the one metric that it is about, with the forecasts that are known', async () => {
  const { service, shown, counted, store, clock, delivery, reads } = await nearlyFull(false);
  await service.runMonitoringCycle();
  clock.set(NOW + HOUR);
  await service.runMonitoringCycle();
  expect(shown).toEqual([]);
  await store.settings.set('app', { notifications: true });
  const made: number[] = [];
  const { get } = reads.forecasts;
  reads.forecasts.get = (series, fingerprint, input) =>
    get(series, fingerprint, () => {
      made.push(series);
      return input();
    });
  counted.forget();
  await delivery.catchUp();
  await delivery.settled();
  expect(shown.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Redis storage/));
  expect(made).toEqual([]);
  const open = (await store.alerts.open()).filter(({ state }) => state === 'firing');
  expect(open.some(({ connectionId, service: of, metric }) => `${connectionId}/${of}/${metric}` === KEY)).toBe(true);
  expect(counted.calls.get('samples.latest')).toBe(open.length);
  expect(counted.calls.get('connections.list')).toBeUndefined();
});
