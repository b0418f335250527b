import { describe, expect, it } from 'vitest';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { cyclesBegan } from '../../unit/main/store/temporary-store';
import { casesOf } from '../support/all-cases';
import { monitored, NOW, OPTION_CONNECTION, REDIS } from './monitored';

const YEAR = 365 * DAY;
const ALL = { start: 0, end: NOW + 3 * YEAR };

/** An account that was read twice as it should, then once under a clock that stood `ahead`, and whose clock came back. */
async function clockThatWas(ahead: number) {
  const all = await monitored();
  const { service, clock, store } = all;
  await service.runMonitoringCycle();
  clock.set(NOW + 15 * MINUTE);
  await service.runMonitoringCycle();
  const figures = async () => {
    const summary = await service.getUsageSummary();
    return Object.fromEntries(Object.entries(summary).map(([key, { asOf }]) => [key, asOf]));
  };
  const days = async () =>
    Promise.all(
      (await store.samples.listSeries()).map(async ({ id, metric, projectId }) => [
        metric,
        projectId,
        (await store.samples.days(id, ALL)).length,
        (await store.samples.range(id, ALL, 5_000)).points.at(-1)?.t,
      ]),
    );
  const before = { days: await days(), alerts: await store.alerts.open() };
  clock.set(NOW + ahead);
  await service.runMonitoringCycle();
  clock.set(NOW + 20 * MINUTE);
  return { ...all, figures, days, before };
}

describe.each(
  casesOf(
    [
      ['two hours', 2 * HOUR],
      ['a year', YEAR],
    ] as const,
    ([, ahead]) => ahead === YEAR,
  ),
)('a clock that stood %s ahead and came back', (_words, ahead) => {
  it('leaves nothing of that time in any figure, and says what was set aside', async () => {
    const { service, store, clock, figures, days, before, reads } = await clockThatWas(ahead);
    expect(await store.setAside.recognise(clock.now())).toBeGreaterThan(10);
    // A day total of today may have a part of what was spread over days that never were: it is told anew.
    for (const [index, [metric, project, count, last]] of (await days()).entries()) {
      const [, , countBefore, lastBefore] = before.days[index] ?? [];
      expect([metric, project, Number(countBefore) - Number(count)]).toEqual([
        metric,
        project,
        expect.toSatisfy((gone) => gone === 0 || gone === 1),
      ]);
      expect(last ?? 0).toBeLessThanOrEqual(Number(lastBefore ?? 0));
    }
    await service.runMonitoringCycle();
    for (const asOf of Object.values(await figures())) {
      expect(asOf ?? 0).toBeLessThanOrEqual(clock.now());
    }
    expect(cyclesBegan(store)).toEqual([NOW, NOW + 15 * MINUTE, NOW + 20 * MINUTE]);
    expect((await store.alerts.open()).map(({ id }) => id)).toEqual(before.alerts.map(({ id }) => id));
    const health = await readCollectionHealth(reads, {
      running: false,
      nextAt: null,
      intervalMinutes: 15,
      progress: null,
    });
    expect(health.lastCycleAt).toBe(NOW + 20 * MINUTE);
    const status = await store.setAside.status(clock.now());
    expect(status).toMatchObject({ at: expect.any(Number), clockIsBehind: false });
    expect(status.last).toBeGreaterThanOrEqual(NOW + ahead);
  });

  it('is not taken for real once that time has come, and goes for good when a person says so', async () => {
    const { service, store, clock } = await clockThatWas(ahead);
    await service.runMonitoringCycle();
    const { rows } = await store.setAside.status(clock.now());
    clock.set(NOW + ahead + HOUR);
    await service.runMonitoringCycle();
    const redis = (await store.samples.listSeries(REDIS)).find(({ metric }) => metric === 'STORAGE_MB');
    const times = (await store.samples.raw(redis?.id ?? 0, ALL)).map(({ time }) => time);
    expect(times).not.toContain(NOW + ahead);
    expect(times).toContain(NOW + ahead + HOUR);
    expect(await store.setAside.remove()).toBe(rows);
    expect(await store.setAside.status(clock.now())).toMatchObject({ rows: 0, first: null });
  });

  it('can be put back where it was the clock that had been wrong when it came back', async () => {
    const { service, store, clock } = await clockThatWas(ahead);
    await service.runMonitoringCycle();
    clock.set(NOW + ahead + HOUR);
    expect(await store.setAside.putBack(clock.now())).toBeGreaterThan(5);
    const redis = (await store.samples.listSeries(REDIS)).find(({ metric }) => metric === 'STORAGE_MB');
    expect((await store.samples.latest([redis?.id ?? 0])).get(redis?.id ?? 0)?.time).toBe(NOW + ahead);
  });
});

describe('a clock that was a little ahead, then a year, and came back', () => {
  it('leaves the year out at once, and what was read within the tolerance where it is', async () => {
    const { service, store, clock } = await monitored({ redis: true });
    const read = async (at: number) => {
      clock.set(at);
      await service.runMonitoringCycle({ connectionIds: [REDIS] });
    };
    await read(NOW);
    await read(NOW + 10 * MINUTE);
    await read(NOW + YEAR);
    await read(NOW + YEAR + 15 * MINUTE);
    clock.set(NOW + MINUTE);
    expect(await store.setAside.recognise(clock.now())).toBeGreaterThan(2);
    const redis = (await store.samples.listSeries(REDIS)).find(({ metric }) => metric === 'STORAGE_MB');
    expect((await store.samples.raw(redis?.id ?? 0, ALL)).map(({ time }) => time)).toEqual([NOW, NOW + 10 * MINUTE]);
    expect(cyclesBegan(store)).toEqual([NOW, NOW + 10 * MINUTE]);
    expect((await store.setAside.status(clock.now())).last).toBeGreaterThanOrEqual(NOW + YEAR);
  });
});

describe('a clock that stands behind', () => {
  it.each([
    ['a day, with readings every quarter of an hour', DAY],
    ['years, as with an empty battery', 6 * YEAR],
  ])(
    'by %s takes nothing out, and all is there when it is right again',
    async (_words, behind) => {
      const { service, clock, store } = await monitored({ redis: true });
      for (let step = 0; step <= 100; step += 1) {
        clock.set(NOW + step * 15 * MINUTE);
        await service.runMonitoringCycle({ connectionIds: [REDIS], evaluate: 'none' });
      }
      const end = clock.now();
      const id = (await store.samples.listSeries(REDIS)).find(({ metric }) => metric === 'STORAGE_MB')?.id ?? 0;
      clock.set(end - behind);
      await service.runMonitoringCycle({ connectionIds: [REDIS], evaluate: 'none' });
      clock.set(end + 15 * MINUTE);
      await service.runMonitoringCycle({ connectionIds: [REDIS] });
      const kept = await store.samples.raw(id, { start: NOW, end: end + DAY });
      expect(kept.length).toBeGreaterThanOrEqual(102);
      expect((await store.setAside.status(clock.now())).rows).toBe(0);
    },
    60_000,
  );
});

describe('a monitor that remembers a time to come', () => {
  it('asks again at once, and for the days that it has missed', async () => {
    const { service, clock, store } = await clockThatWas(YEAR);
    await service.runMonitoringCycle();
    const attempts = (await store.cycles.lastAttempts()).filter(
      ({ attempt }) => attempt.connectionId === OPTION_CONNECTION,
    );
    for (const { attempt } of attempts) {
      expect(attempt.startedAt).toBe(clock.now());
    }
    expect(attempts.length).toBeGreaterThan(8);
  });
});

describe('forecasts', () => {
  it('invent no days between now and a reading that was set aside', async () => {
    const { service, reads } = await clockThatWas(YEAR);
    await service.runMonitoringCycle();
    for (const { forecast, asOf } of await readMetricStates(reads)) {
      expect(asOf ?? 0).toBeLessThanOrEqual(NOW + 20 * MINUTE);
      expect(forecast.path[0]?.t ?? 0).toBeLessThan(NOW + 3 * DAY);
    }
  });
});
