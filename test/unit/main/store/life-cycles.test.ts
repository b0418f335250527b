import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { DAY, HOUR } from '#shared/domain/instant';
import type { RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import { alert, deliveryOf, firing, recommendation } from './domain-rows';
import { connectionNamed, NOON, openedStore, sampleOf, storeWithConnection, temporaryFolder } from './temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

test('a recommendation changes by a transition, which is written with its event or not at all', async () => {
  const { recommendations } = await storeWithConnection();
  const made = await recommendations.insert(recommendation);
  expect(made).toEqual({ id: made.id, ...recommendation });
  expect(await recommendations.list()).toEqual([made]);
  expect(await recommendations.update(made.id, () => null)).toEqual(made);
  const step = {
    recommendationId: made.id,
    at: NOON + 1,
    from: 'PENDING',
    to: 'APPROVED',
    actor: 'user',
    reason: { code: 'said', text: 'yes' },
  } as const;
  const approved = await recommendations.update(made.id, (current) => ({
    next: { ...current, status: 'APPROVED' },
    event: step,
  }));
  expect(approved?.status).toBe('APPROVED');
  expect(await recommendations.events(made.id)).toEqual([{ id: 1, ...step }]);
  await expect(
    recommendations.update(made.id, (current) => ({
      next: { ...current, status: 'NONSENSE' as 'PENDING' },
      event: step,
    })),
  ).rejects.toThrow('CHECK constraint failed');
  expect(await recommendations.find(made.id)).toEqual(approved);
  expect(await recommendations.events(made.id)).toHaveLength(1);
  expect(await recommendations.list(['PENDING', 'REVIEWED'])).toEqual([]);
  expect(await recommendations.list(['APPROVED'])).toHaveLength(1);
  expect(await recommendations.update(999, () => null)).toBeNull();
});

test('what came of a change is kept by days, and said anew in its place', async () => {
  const { recommendations, connections } = await storeWithConnection();
  const { id } = await recommendations.insert(recommendation);
  const saved = { q10: 29_000_000, q50: 41_000_000, q90: 53_000_000 };
  const week: RecommendationOutcome = {
    ...{ recommendationId: id, changedAt: NOON, days: 7, measuredAt: NOON + 9, currency: 'USD' },
    ...{ promised: 60_000_000, saved: null, limitHeld: true, verdict: 'too-early' },
  };
  const month = { ...week, days: 30, saved, limitHeld: null, verdict: 'partly' } as const;
  await recommendations.saveOutcome(month);
  await recommendations.saveOutcome(week);
  expect(await recommendations.outcomes(id)).toEqual([week, month]);
  await recommendations.saveOutcome({ ...week, saved, verdict: 'worked' });
  expect(await recommendations.outcomes()).toEqual([{ ...week, saved, verdict: 'worked' }, month]);
  expect(await recommendations.outcomes(id + 1)).toEqual([]);
  await connections.remove('vercel-1');
  expect(await recommendations.outcomes()).toEqual([]);
});

test('an alert lives through its events, and one key has one open alert at most', async () => {
  const { alerts } = await storeWithConnection();
  const {
    alert: made,
    events: [opened],
  } = await alerts.insert(alert, firing);
  expect(opened).toEqual({ ...firing, id: 1, alertId: made.id });
  expect(await alerts.open()).toEqual([made]);
  await expect(alerts.insert(alert, firing)).rejects.toThrow('UNIQUE');
  const resolved = await alerts.update(made.id, (current) => ({
    next: { ...current, state: 'resolved', resolvedAt: NOON + 60 },
    events: [{ ...firing, at: NOON + 60, kind: 'resolved' }],
  }));
  expect(resolved).toMatchObject({
    alert: { state: 'resolved', resolvedAt: NOON + 60 },
    events: [{ id: 2, alertId: made.id, at: NOON + 60, kind: 'resolved' }],
  });
  expect(await alerts.update(made.id, () => null)).toEqual({ alert: resolved?.alert, events: [] });
  expect(await alerts.update(999, () => null)).toBeNull();
  expect(await alerts.open()).toEqual([]);
  expect((await alerts.events(FAR)).map((event) => event.kind)).toEqual(['firing', 'resolved']);
  expect(await alerts.list({ start: NOON + 30, end: NOON + 40 })).toHaveLength(1);
  expect(await alerts.list({ start: NOON + 61, end: NOON + 90 })).toEqual([]);
  await alerts.insert(alert, firing);
  expect(await alerts.open()).toHaveLength(1);
});

test('a delivery is recorded before it is sent and told its outcome after', async () => {
  const { alerts, deliveries } = await storeWithConnection();
  const { alert: made } = await alerts.insert(alert, firing);
  const waiting = deliveryOf({ alertId: made.id, alertEventId: 1, outcome: 'waiting' });
  const [recorded] = await deliveries.record([waiting]);
  const why = { code: 'refused', detail: 'the desktop was away' } as const;
  expect(await deliveries.claim(waiting, 'one', NOON, NOON + 120)).toBe(true);
  expect(await deliveries.claim(waiting, 'two', NOON, NOON + 120)).toBe(false);
  await deliveries.settle(waiting, { outcome: 'failed', why, at: NOON + 1, nextAt: NOON + 60 });
  expect(await deliveries.claim(waiting, 'two', NOON + 59, NOON + 120)).toBe(false);
  expect(await deliveries.claim(waiting, 'two', NOON + 60, NOON + 120)).toBe(true);
  await deliveries.settle(waiting, { outcome: 'shown', why: null, at: NOON + 61, nextAt: null });
  expect(await deliveries.failures(waiting)).toBe(1);
  expect(await deliveries.ofAlert(made.id)).toEqual([
    { ...recorded, outcome: 'failed', why },
    { ...recorded, id: 2, at: NOON + 1, outcome: 'shown', sentAt: NOON + 61, nextAt: NOON + 60 },
  ]);
  expect(await deliveries.ofAlert(77)).toEqual([]);
  expect(await deliveries.waiting()).toEqual([]);
});

test('a delivery and a stretch of history that an earlier version kept with a sentence are told with it', async () => {
  const store = await openedStore(join(temporaryFolder(), 'headroom.db'));
  await store.connections.save(connectionNamed('vercel-1'));
  const { alert: made, events } = await store.alerts.insert(alert, firing);
  await store.deliveries.record([deliveryOf({ alertId: made.id, alertEventId: events[0]?.id ?? 0 })]);
  const trouble = { since: NOON, tries: 1, nextAt: NOON, code: 'timeout', message: null } as const;
  const usage = { reached: 5, complete: false, trouble, gaps: [] };
  await store.backfills.save('vercel-1', { reached: 5, complete: false, capabilities: { usage } });
  const sqlite = openSqlite(store.file);
  expect(sqlite.prepare('SELECT message FROM backfill_capability').pluck().get()).toBeNull();
  sqlite.prepare("UPDATE delivery SET why = NULL, reason = 'You have marked this alert as seen.'").run();
  sqlite.prepare("UPDATE backfill_capability SET message = 'No answer.'").run();
  sqlite.close();
  const [kept] = await store.deliveries.ofAlert(made.id);
  expect(kept).toMatchObject({ why: null, reason: 'You have marked this alert as seen.' });
  const history = (await store.backfills.list(['vercel-1'])).get('vercel-1');
  expect(history?.capabilities['usage']?.trouble).toEqual({ ...trouble, message: 'No answer.' });
});

test('what came true of a forecast is written once: a later score, such as of another process, changes nothing', async () => {
  const store = await storeWithConnection();
  await store.samples.save('vercel-1', [sampleOf()], NOON);
  const { id: seriesId, service, metric } = defined((await store.samples.listSeries())[0]);
  const step = { t: NOON, q025: 1, q10: 1, q25: 1, q50: 1, q75: 1, q90: 1, q975: 1 };
  const key = { seriesId, connectionId: 'vercel-1', service, metric };
  await store.forecasts.save([{ ...key, madeAt: NOON - DAY, replayed: false, step }]);
  const { id } = defined((await store.forecasts.due(NOON))[0]);
  await store.forecasts.score([{ id, actual: 5 }], NOON);
  await store.forecasts.score([{ id, actual: 9 }], NOON + HOUR);
  expect(await store.forecasts.scored()).toMatchObject([{ id, actual: 5, scoredAt: NOON }]);
});

function defined<T>(found: T | undefined): T {
  if (found === undefined) {
    throw new Error('Nothing was kept.');
  }
  return found;
}
