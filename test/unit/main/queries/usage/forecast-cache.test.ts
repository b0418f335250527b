import { describe, expect, it } from 'vitest';
import { keepForecasts } from '#main/actions/keep-forecasts';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';
import { clockAtNoon, NOON, sampleOf, storeWithConnection } from '../../store/temporary-store';

const NOW = 1_795_514_400;
const CEILING: ForecastInput['limit'] = { value: 40, window: { kind: 'level' } };

function asked() {
  let count = 0;
  const input = async (): Promise<ForecastInput> => {
    count += 1;
    return {
      kind: 'gauge',
      points: Array.from({ length: 20 }, (_, i) => ({ t: NOW - (19 - i) * DAY, value: i })),
      zone: 'UTC',
      now: NOW,
      limit: null,
    };
  };
  return { input, count: () => count };
}

describe('the forecast cache', () => {
  it('works a forecast out once while its fingerprint stands, and again when it changed', async () => {
    const cache = createForecastCache();
    const { input, count } = asked();
    const first = await cache.get(1, 'a', input);
    expect(first.state).toBe('ready');
    expect(await cache.get(1, 'a', input)).toBe(first);
    expect(count()).toBe(1);
    await cache.get(1, 'b', input);
    await cache.get(2, 'b', input);
    expect(count()).toBe(3);
  });

  it('gives two who ask at once one answer', async () => {
    const cache = createForecastCache();
    const { input, count } = asked();
    const [one, other] = await Promise.all([cache.get(1, 'a', input), cache.get(1, 'a', input)]);
    expect(one).toBe(other);
    expect(count()).toBe(1);
  });

  it('forgets when the record has changed', async () => {
    const cache = createForecastCache();
    const { input, count } = asked();
    await cache.get(1, 'a', input);
    cache.forget();
    await cache.get(1, 'a', input);
    expect(count()).toBe(2);
  });

  it('outlives the process where there is a store to keep it in', async () => {
    const store = await storeWithConnection();
    await store.samples.save('vercel-1', [sampleOf()], NOON);
    const before = createForecastCache(store.keptForecasts);
    const first = await before.get(1, 'a', asked().input);
    // Of a series that is gone nothing is kept, and nothing fails.
    await before.get(99, 'a', asked().input);
    await keepForecasts({ store, clock: clockAtNoon(), forecasts: before });

    const { input, count } = asked();
    const after = createForecastCache(store.keptForecasts);
    expect(await after.get(1, 'a', input)).toEqual(first);
    expect(count()).toBe(0);
    await after.get(1, 'b', input);
    expect(count()).toBe(1);
    expect([...(await store.keptForecasts.all()).keys()]).toEqual([1]);
    after.forget();
    await after.get(1, 'a', input);
    expect(count()).toBe(2);
  });

  it('takes over what another process kept for the same data, and works nothing out for it', async () => {
    const store = await storeWithConnection();
    await store.samples.save('vercel-1', [sampleOf(), sampleOf({ metric: 'COMMANDS' })], NOON);
    const window = createForecastCache(store.keptForecasts);
    const before = await window.get(1, 'a', asked().input);
    const other = createForecastCache(store.keptForecasts);
    const towardsLimit = async () => ({ ...(await asked().input()), limit: CEILING });
    const kept = await other.get(1, 'a', towardsLimit);
    await other.get(2, 'b', towardsLimit);
    expect(kept).not.toEqual(before);
    await keepForecasts({ store, clock: clockAtNoon(), forecasts: other });

    await window.takeOver();
    const { input, count } = asked();
    expect(await window.get(1, 'a', input)).toEqual(kept);
    expect(await window.get(2, 'b', input)).toEqual(kept);
    expect(count()).toBe(0);
    await window.get(1, 'newer', input);
    await window.takeOver();
    await window.get(1, 'newer', input);
    expect(count()).toBe(1);
  });

  it('works out again what was kept in a form that it cannot read', async () => {
    const { input, count } = asked();
    const kept = new Map([[1, { fingerprint: 'a', forecast: { state: 'ready' } }]]);
    const cache = createForecastCache({ all: async () => kept });
    expect((await cache.get(1, 'a', input)).state).toBe('ready');
    expect(count()).toBe(1);
  });

  it('keeps no failure', async () => {
    const cache = createForecastCache();
    await expect(cache.get(1, 'a', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect((await cache.get(1, 'a', asked().input)).state).toBe('ready');
  });
});
