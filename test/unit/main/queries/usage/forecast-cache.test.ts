import { describe, expect, it } from 'vitest';
import { keepForecasts } from '#main/actions/keep-forecasts';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Store } from '#main/store/store';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';

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

  it('outlives the process where there are settings to keep it in', async () => {
    const stored = new Map<string, unknown>();
    const settings = {
      get: async (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, JSON.parse(JSON.stringify(value))),
    };
    const before = createForecastCache(settings);
    const first = await before.get(1, 'a', asked().answer);
    await keepForecasts({ store: { settings } as Store, forecasts: before });

    const { answer, count } = asked();
    const after = createForecastCache(settings);
    expect(await after.get(1, 'a', answer)).toEqual(first);
    expect(count()).toBe(0);
    await after.get(1, 'b', answer);
    expect(count()).toBe(1);
    after.forget();
    await after.get(1, 'a', answer);
    expect(count()).toBe(2);
  });

  it('takes over what another process kept for the same data, and works nothing out for it', async () => {
    const stored = new Map<string, unknown>();
    const settings = {
      get: async (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, JSON.parse(JSON.stringify(value))),
    };
    const window = createForecastCache(settings);
    const before = await window.get(1, 'a', asked().answer);
    const other = createForecastCache(settings);
    const towardsLimit = async () => forecastAgainstLimit({ ...INPUT, limit: CEILING });
    const kept = await other.get(1, 'a', towardsLimit);
    await other.get(2, 'b', towardsLimit);
    expect(kept).not.toEqual(before);
    await keepForecasts({ store: { settings } as Store, forecasts: other });

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
    const cache = createForecastCache({ get: async () => ({ 1: { fingerprint: 'a' } }) });
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
    expect(Object.keys((await taken) ?? {})).toEqual(['1']);
  });
});
