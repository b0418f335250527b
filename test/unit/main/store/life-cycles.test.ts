import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { DAY, HOUR } from '#shared/domain/instant';
import { alert, firing, recommendation } from './domain-rows';
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
    reason: 'yes',
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
  const { alerts } = await storeWithConnection();
  const { alert: made } = await alerts.insert(alert, firing);
  const waiting = {
    alertId: made.id,
    alertEventId: 1,
    channel: 'desktop',
    at: NOON,
    outcome: 'waiting',
    reason: null,
  } as const;
  const recorded = await alerts.recordDelivery(waiting);
  expect(recorded).toMatchObject(waiting);
  const reason = { code: 'snoozed', until: NOON + 1 } as const;
  await alerts.updateDelivery(recorded.id, 'held-back', reason);
  expect(await alerts.deliveries(made.id)).toEqual([{ ...recorded, outcome: 'held-back', reason }]);
  expect(await alerts.deliveries(77)).toEqual([]);
});

test('a delivery and a stretch of history that an earlier version kept with a sentence are told with it', async () => {
  const store = await openedStore(join(temporaryFolder(), 'headroom.db'));
  await store.connections.save(connectionNamed('vercel-1'));
  const { alert: made, events } = await store.alerts.insert(alert, firing);
  const told = { alertId: made.id, alertEventId: events[0]?.id ?? 0, channel: 'desktop', at: NOON } as const;
  await store.alerts.recordDelivery({ ...told, outcome: 'held-back', reason: { code: 'seen' } });
  const trouble = { since: NOON, tries: 1, nextAt: NOON, code: 'timeout', message: null } as const;
  const usage = { reached: 5, complete: false, trouble, gaps: [] };
  await store.backfills.save('vercel-1', { reached: 5, complete: false, capabilities: { usage } });
  const sqlite = openSqlite(store.file);
  expect(sqlite.prepare('SELECT message FROM backfill_capability').pluck().get()).toBeNull();
  sqlite.prepare("UPDATE delivery SET reason = 'You have marked this alert as seen.'").run();
  sqlite.prepare("UPDATE backfill_capability SET message = 'No answer.'").run();
  sqlite.close();
  expect((await store.alerts.deliveries())[0]?.reason).toEqual({
    code: 'told',
    text: 'You have marked this alert as seen.',
  });
  const kept = (await store.backfills.list(['vercel-1'])).get('vercel-1');
  expect(kept?.capabilities['usage']?.trouble).toEqual({ ...trouble, message: 'No answer.' });
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
