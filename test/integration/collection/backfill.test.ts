import { describe, expect, it } from 'vitest';
import { backfillStep } from '#main/collection/backfill';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { monitored, NOW, OPTION_CONNECTION, reachedHistory } from './monitored';

const ALL = { start: 0, end: NOW + DAY };
/** Thirteen months in steps of thirty days, after the thirty that the first cycle reads. */
const STEPS = 13;

/** A Hobby account whose past is fetched step by step. */
async function past() {
  const { store, clock, simulator, service } = await monitored({ scenario: 'hobby', redis: false });
  await service.runMonitoringCycle();
  const { token } = simulator.credentials.vercel;
  const parts = await monitoringParts(store, {}, { clock, credentials: { read: async () => succeed({ token }) } });
  const requests = async () => {
    const series = (await store.samples.listSeries(OPTION_CONNECTION)).find(
      ({ metric, projectId }) => metric === 'EDGE_REQUESTS' && projectId === null,
    );
    return store.samples.days(series?.id ?? 0, ALL);
  };
  return { store, simulator, step: (signal?: AbortSignal) => backfillStep(parts, signal), requests };
}

describe('the history of an account', () => {
  it('is fetched thirty days at a time, each kept before the next, for thirteen months and no further', async () => {
    const { store, step, requests } = await past();
    expect(await requests()).toHaveLength(30);
    const decided = async () => [await store.recommendations.list(), await store.alerts.events(ALL)];
    const before = await decided();
    for (let done = 1; done <= STEPS; done += 1) {
      expect(await step()).toBe(true);
      expect(await reachedHistory(store, OPTION_CONNECTION)).toEqual({
        reached: NOW - (1 + done) * 30 * DAY,
        complete: done === STEPS,
      });
    }
    expect(await step()).toBe(false);
    const days = await requests();
    expect(days.length).toBeGreaterThan(STEPS * 30);
    expect(days.length).toBeLessThanOrEqual((1 + STEPS) * 30 + 1);
    // A past that comes in late decides nothing: neither alerts nor advice.
    expect(await decided()).toEqual(before);
  }, 60_000);

  it('is asked for again where the provider did not answer, which is no end of it', async () => {
    const { store, simulator, step, requests } = await past();
    expect(await step()).toBe(true);
    const before = await reachedHistory(store, OPTION_CONNECTION);
    simulator.setFault({ kind: 'server-error', path: '/vercel/*' });
    expect(await step()).toBe(false);
    expect(await reachedHistory(store, OPTION_CONNECTION)).toEqual(before);
    simulator.clearFaults();
    const known = (await requests()).length;
    expect(await step()).toBe(true);
    expect((await requests()).length).toBe(known + 30);
  });

  it('waits where the app closes', async () => {
    const { store, step } = await past();
    expect(await step(AbortSignal.abort())).toBe(false);
    expect(await reachedHistory(store, OPTION_CONNECTION)).toBeNull();
  });
});
