import { expect, test } from 'vitest';
import { alert, deliveryOf, firing, recommendation } from './domain-rows';
import { NOON, storeWithConnection } from './temporary-store';

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
  const { alerts, deliveries } = await storeWithConnection();
  const { alert: made } = await alerts.insert(alert, firing);
  const waiting = deliveryOf({ alertId: made.id, alertEventId: 1, outcome: 'waiting' });
  const [recorded] = await deliveries.record([waiting]);
  const why = { code: 'desktop', detail: 'the desktop was away' } as const;
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
