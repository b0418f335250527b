import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PastLimit, SeenPlan } from '#main/store/learned';
import type { Store } from '#main/store/store';
import { DAY, HOUR } from '#shared/domain/instant';
import { connectionNamed, NOON, openedStore, storeWithConnection, temporaryFolder } from './temporary-store';

const ID = 'vercel-1';

/** Two processes on one file. */
async function twoOnOneFile(): Promise<readonly [Store, Store]> {
  const file = join(temporaryFolder(), 'headroom.db');
  const one = await openedStore(file);
  await one.connections.save(connectionNamed(ID));
  return [one, await openedStore(file)];
}

/** A cycle long ago, so that the clock of the tests is believed, and one that a clock in the future ran. */
async function afterALeap(store: Store): Promise<void> {
  await store.cycles.begin('schedule', NOON - DAY);
  await store.cycles.begin('schedule', NOON + DAY);
}

const past = (value: number, until: number): PastLimit => ({
  projectId: '',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  limitId: 'plan',
  value,
  unit: 'MB',
  until,
  learnedAt: until,
});
const seen = (from: string, plan: string, learnedAt: number): SeenPlan => ({
  from,
  provider: 'vercel',
  plan,
  planName: null,
  learnedAt,
});

describe('limits that were replaced', () => {
  test('no row is lost where two processes append at once', async () => {
    const [one, other] = await twoOnOneFile();
    const values = Array.from({ length: 20 }, (_, at) => at);
    await Promise.all(
      values.map((value) => {
        const store = value % 2 === 0 ? one : other;
        return store.limitHistory.append(ID, (known) => [past(known.length, NOON + value)]);
      }),
    );
    expect((await one.limitHistory.list(ID)).map(({ value }) => value).sort((a, b) => a - b)).toEqual(values);
  });

  test('what a clock in the future kept is set aside', async () => {
    const store = await storeWithConnection();
    await store.limitHistory.append(ID, () => [past(30, NOON - HOUR), past(50, NOON + DAY)]);
    await afterALeap(store);
    await store.setAside.recognise(NOON);
    expect((await store.limitHistory.list(ID)).map(({ value }) => value)).toEqual([30]);
    expect((await store.setAside.status(NOON)).tables).toContainEqual({ table: 'limit_history', rows: 1 });
  });
});

describe('plans that were seen', () => {
  test('what is learned later takes the place of what begins on its day or after, and is kept all the same', async () => {
    const store = await storeWithConnection();
    const learn = (from: string, plan: string, at: number) =>
      store.planHistory.append(ID, () => [seen(from, plan, at)]);
    await learn('2026-11-01', 'hobby', NOON - 9 * DAY);
    await learn('2026-11-21', 'pro', NOON - 3 * DAY);
    await learn('2026-11-21', 'enterprise', NOON - 3 * DAY + HOUR);
    await learn('2026-11-20', 'hobby', NOON - 2 * DAY);
    const plans = (await store.planHistory.list([ID])).get(ID) ?? [];
    expect(plans.map(({ from, plan }) => [from, plan])).toEqual([
      ['2026-11-01', 'hobby'],
      ['2026-11-20', 'hobby'],
    ]);
    await store.planHistory.append(ID, (known) => {
      expect(known).toEqual(plans);
      return [];
    });
  });

  test('what a clock in the future kept is set aside', async () => {
    const store = await storeWithConnection();
    await store.planHistory.append(ID, () => [
      seen('2026-11-01', 'hobby', NOON - HOUR),
      seen('2026-11-25', 'pro', NOON + DAY),
    ]);
    await afterALeap(store);
    await store.setAside.recognise(NOON);
    expect((await store.planHistory.list([ID])).get(ID)).toMatchObject([{ plan: 'hobby' }]);
  });

  test('of each connection its own, and none once it is removed', async () => {
    const store = await storeWithConnection();
    await store.connections.save(connectionNamed('other'));
    await store.planHistory.append(ID, () => [seen('2026-11-01', 'hobby', NOON)]);
    await store.planHistory.append('other', () => [seen('2026-11-01', 'pro', NOON)]);
    await store.connections.remove(ID);
    expect([...(await store.planHistory.list([ID, 'other'])).keys()]).toEqual(['other']);
  });
});
