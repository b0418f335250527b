import { describe, expect, it } from 'vitest';
import { keepForecasts } from '#main/actions/keep-forecasts';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';
import { clockAtNoon, NOON, sampleOf, storeWithConnection } from '../../store/temporary-store';

const NOW = 1_795_514_400;
const CEILING: ForecastInput['limit'] = { value: 40, window: { kind: 'level' } };
const INPUT: ForecastInput = {
  kind: 'gauge',
  points: Array.from({ length: 20 }, (_, i) => ({ t: NOW - (19 - i) * DAY, value: i })),
  zone: 'UTC',
  now: NOW,
  limit: null,
};

function asked() {
  let count = 0;
  const answer = async () => {
    count += 1;
    return forecastAgainstLimit(INPUT);
  };
  return { answer, count: () => count };
}

describe('the forecast cache', () => {
  it('works a forecast out once while its fingerprint stands, and again when it changed', async () => {
    const cache = createForecastCache();
    const { answer, count } = asked();
    const first = await cache.get(1, 'a', answer);
    expect(first.state).toBe('ready');
    expect(await cache.get(1, 'a', answer)).toBe(first);
    expect(count()).toBe(1);
    await cache.get(1, 'b', answer);
    await cache.get(2, 'b', answer);
    expect(count()).toBe(3);
  });

  it('gives two who ask at once one answer', async () => {
    const cache = createForecastCache();
    const { answer, count } = asked();
    const [one, other] = await Promise.all([cache.get(1, 'a', answer), cache.get(1, 'a', answer)]);
    expect(one).toBe(other);
    expect(count()).toBe(1);
  });

  it('forgets when the record has changed', async () => {
    const cache = createForecastCache();
    const { answer, count } = asked();
    await cache.get(1, 'a', answer);
    cache.forget();
    await cache.get(1, 'a', answer);
    expect(count()).toBe(2);
  });

  it('outlives the process where there is a store to keep it in', async () => {
    const store = await storeWithConnection();
    await store.samples.save('vercel-1', [sampleOf()], NOON);
    const before = createForecastCache(store.keptForecasts);
    const first = await before.get(1, 'a', asked().answer);
    // Of a series that is gone nothing is kept, and nothing fails.
    await before.get(99, 'a', asked().answer);
    await keepForecasts({ store, clock: clockAtNoon(), forecasts: before });

    const { answer, count } = asked();
    const after = createForecastCache(store.keptForecasts);
    expect(await after.get(1, 'a', answer)).toEqual(first);
    expect(count()).toBe(0);
    await after.get(1, 'b', answer);
    expect(count()).toBe(1);
    expect([...(await store.keptForecasts.all()).keys()]).toEqual([1]);
    after.forget();
    await after.get(1, 'a', answer);
    expect(count()).toBe(2);
  });

  it('takes over what another process kept for the same data, and works nothing out for it', async () => {
    const store = await storeWithConnection();
    await store.samples.save('vercel-1', [sampleOf(), sampleOf({ metric: 'COMMANDS' })], NOON);
    const window = createForecastCache(store.keptForecasts);
    const before = await window.get(1, 'a', asked().answer);
    const other = createForecastCache(store.keptForecasts);
    const towardsLimit = async () => forecastAgainstLimit({ ...INPUT, limit: CEILING });
    const kept = await other.get(1, 'a', towardsLimit);
    await other.get(2, 'b', towardsLimit);
    expect(kept).not.toEqual(before);
    await keepForecasts({ store, clock: clockAtNoon(), forecasts: other });

    await window.takeOver();
    const { answer, count } = asked();
    expect(await window.get(1, 'a', answer)).toEqual(kept);
    expect(await window.get(2, 'b', answer)).toEqual(kept);
    expect(count()).toBe(0);
    await window.get(1, 'newer', answer);
    await window.takeOver();
    await window.get(1, 'newer', answer);
    expect(count()).toBe(1);
  });

  it('works out again what was kept in a form that it cannot read', async () => {
    const { answer, count } = asked();
    const kept = new Map([[1, { fingerprint: 'a', forecast: { state: 'ready' } }]]);
    const cache = createForecastCache({ all: async () => kept });
    expect((await cache.get(1, 'a', answer)).state).toBe('ready');
    expect(count()).toBe(1);
  });

  it('keeps no failure', async () => {
    const cache = createForecastCache();
    await expect(cache.get(1, 'a', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect((await cache.get(1, 'a', asked().answer)).state).toBe('ready');
  });

  it('keeps the others where one could not be worked out', async () => {
    const cache = createForecastCache();
    await cache.get(1, 'a', asked().answer);
    let fail = (_: Error): void => undefined;
    const pending = cache.get(2, 'a', () => new Promise((_, reject) => (fail = reject)));
    pending.catch(() => undefined);
    const taken = cache.takeChanged();
    await Promise.resolve();
    fail(new Error('the thread died'));
    expect([...((await taken) ?? new Map()).keys()]).toEqual([1]);
  });
});
