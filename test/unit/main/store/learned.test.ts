import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import type { AnsweredLimit, BillStatement, ModelDay, PastLimit, SeenPlan } from '#main/store/learned';
import type { Store } from '#main/store/store';
import { DAY, HOUR } from '#shared/domain/instant';
import { connectionNamed, NOON, openedStore, sampleOf, storeWithConnection, temporaryFolder } from './temporary-store';

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

describe('what was said of billing periods', () => {
  const START = NOON - 8 * DAY;
  const said = (mark: number, at: number, q50 = 62_000_000): BillStatement => ({
    ...{ periodStart: START, mark, day: mark + 1, at, soFar: 12_500_000, q10: 58_000_000, q50, q90: 66_000_001 },
    ...{ complete: false, lines: { 'Build CPU Minutes': 42.5, 'Seats "Pro"': 20 } },
  });

  test('comes back as it was said, in that order', async () => {
    const store = await storeWithConnection();
    await store.billStatements.append(ID, () => [said(14, NOON), said(7, NOON - DAY)]);
    expect(await store.billStatements.list(ID)).toEqual([said(7, NOON - DAY), said(14, NOON)]);
    expect(await store.billStatements.list('other')).toEqual([]);
  });

  test('what two processes say at once is there once, and what the first said stands', async () => {
    const [one, other] = await twoOnOneFile();
    const say = (store: Store, at: number) =>
      store.billStatements.append(ID, (known) => (known.length > 0 ? [] : [said(7, at)]));
    await Promise.all([say(one, NOON), say(other, NOON + 1)]);
    expect(await one.billStatements.list(ID)).toEqual([said(7, NOON)]);
    await expect(other.billStatements.append(ID, () => [said(7, NOON + HOUR)])).rejects.toThrow();
  });

  test('what a clock in the future said is set aside, and what is removed with its connection is gone', async () => {
    const store = await storeWithConnection();
    await store.billStatements.append(ID, () => [said(7, NOON - HOUR), said(14, NOON + DAY)]);
    await afterALeap(store);
    await store.setAside.recognise(NOON);
    expect(await store.billStatements.list(ID)).toEqual([said(7, NOON - HOUR)]);
    await store.connections.remove(ID);
    await store.connections.save(connectionNamed(ID));
    expect(await store.billStatements.list(ID)).toEqual([]);
  });
});

const STORAGE = { projectId: '', service: 'VERCEL_KV', metric: 'STORAGE_MB', limitId: 'plan' };
const answered = (value: number, limitId = 'plan'): AnsweredLimit => ({
  ...STORAGE,
  limitId,
  value,
  unit: 'MB',
  window: 'point-in-time',
  atLimit: 'hard',
  place: 'INFO maxmemory',
});

describe('limits that a provider names', () => {
  test('the same again moves when it was told last, another figure is told since then', async () => {
    const store = await storeWithConnection();
    const told = async () =>
      (await store.providerLimits.list([ID])).map(({ value, learnedAt, asOf }) => [value, learnedAt, asOf]);
    await store.providerLimits.keep(ID, [answered(512)], NOON);
    await store.providerLimits.keep(ID, [answered(512)], NOON + HOUR);
    expect(await told()).toEqual([[512, NOON, NOON + HOUR]]);
    await store.providerLimits.keep(ID, [answered(1024)], NOON + 2 * HOUR);
    await store.providerLimits.keep(ID, [], NOON + 3 * HOUR);
    expect(await told()).toEqual([[1024, NOON + 2 * HOUR, NOON + 2 * HOUR]]);
  });

  test('two on one metric stand beside each other', async () => {
    const store = await storeWithConnection();
    await store.providerLimits.keep(ID, [answered(512), answered(400, 'provider:soft')], NOON);
    expect((await store.providerLimits.list([ID])).map(({ limitId }) => limitId)).toEqual(['plan', 'provider:soft']);
  });
});

describe('what a provider tells besides figures', () => {
  const rows = (store: Store) => {
    const sqlite = openSqlite(store.file, { readonly: true });
    try {
      return sqlite.prepare('SELECT kind, answer, learned_at, as_of FROM provider_fact ORDER BY kind, id').raw().all();
    } finally {
      sqlite.close();
    }
  };

  test('a block and its end are two rows, and the same again is none', async () => {
    const [store] = await twoOnOneFile();
    await store.providerFacts.keep(ID, { block: { reason: 'A', until: 1 } }, NOON);
    await store.providerFacts.keep(ID, { block: { until: 1, reason: 'A' } }, NOON + HOUR);
    await store.providerFacts.keep(ID, { block: null }, NOON + 2 * HOUR);
    await store.providerFacts.keep(ID, { block: null }, NOON + 3 * HOUR);
    expect(rows(store)).toEqual([
      ['block', '{"reason":"A","until":1}', NOON, NOON + HOUR],
      ['block', null, NOON + 2 * HOUR, NOON + 3 * HOUR],
    ]);
  });

  test('of credit a day keeps one row, and of statements there is only the newest', async () => {
    const [store] = await twoOnOneFile();
    for (const [left, at] of [
      [9, 0],
      [8, HOUR],
      [7, DAY],
    ] as const) {
      await store.providerFacts.keep(ID, { credit: [{ left }], topQueries: [{ text: `SELECT ${left}` }] }, NOON + at);
    }
    expect(rows(store)).toEqual([
      ['credit', '[{"left":8}]', NOON + HOUR, NOON + HOUR],
      ['credit', '[{"left":7}]', NOON + DAY, NOON + DAY],
      ['topQueries', '[{"text":"SELECT 7"}]', NOON + DAY, NOON + DAY],
    ]);
  });

  test('what a clock in the future was told was told by now', async () => {
    const store = await storeWithConnection();
    await store.providerFacts.keep(ID, { block: null }, NOON + DAY);
    await store.providerLimits.keep(ID, [answered(512)], NOON + DAY);
    await afterALeap(store);
    await store.setAside.recognise(NOON);
    const now = { learnedAt: NOON, asOf: NOON };
    expect(await store.providerFacts.list([ID])).toMatchObject([now]);
    expect(await store.providerLimits.list([ID])).toMatchObject([now]);
  });
});

describe('how far back history was fetched', () => {
  test('is replaced whole, and gone with its connection', async () => {
    const store = await storeWithConnection();
    const trouble = { since: NOON, tries: 2, nextAt: NOON + HOUR, code: 'timeout', message: null } as const;
    const gaps = [{ start: 1, end: 2 }];
    const first = { reached: 5, complete: false, capabilities: { a: { reached: 5, complete: false, trouble, gaps } } };
    const second = {
      reached: 4,
      complete: true,
      capabilities: { b: { reached: 4, complete: true, trouble: null, gaps } },
    };
    for (const progress of [first, second]) {
      await store.backfills.save(ID, progress);
      expect((await store.backfills.list([ID, 'other'])).get(ID)).toEqual(progress);
    }
    await store.connections.remove(ID);
    expect((await store.backfills.list([ID])).size).toBe(0);
  });
});

describe('days that the own model forecast', () => {
  const day = (t: number, actual: number | null = null): ModelDay => ({
    step: { t, q025: 1, q10: 2, q25: 3, q50: 4, q75: 5, q90: 6, q975: 7 },
    actual,
    over: false,
  });

  async function withSeries(): Promise<readonly [Store, number]> {
    const store = await storeWithConnection();
    await store.samples.save(ID, [sampleOf()], NOON);
    return [store, (await store.samples.listSeries())[0]?.id ?? 0];
  }

  test('the newest stay, and what came is written beside them', async () => {
    const [store] = await twoOnOneFile();
    await store.samples.save(ID, [sampleOf()], NOON);
    const series = (await store.samples.listSeries())[0]?.id ?? 0;
    const { modelForecasts } = store;
    await modelForecasts.keep(series, 'own', [day(NOON - DAY), day(NOON)], NOON, 2);
    await modelForecasts.keep(series, 'own', [day(NOON + DAY), day(NOON, 9)], NOON + DAY, 2);
    expect(await modelForecasts.list(series, 'own')).toEqual([day(NOON, 9), day(NOON + DAY)]);
    expect(await modelForecasts.list(series, 'another')).toEqual([]);
    const sqlite = openSqlite(store.file, { readonly: true });
    expect(sqlite.prepare('SELECT made_at FROM model_forecast ORDER BY target_at').pluck().all()).toEqual([
      NOON,
      NOON + DAY,
    ]);
    sqlite.close();
  });

  test('another model begins anew', async () => {
    const [{ modelForecasts }, series] = await withSeries();
    await modelForecasts.keep(series, 'own', [day(NOON)], NOON, 2);
    await modelForecasts.keep(series, 'another', [day(NOON + DAY)], NOON, 2);
    expect(await modelForecasts.list(series, 'own')).toEqual([]);
    expect(await modelForecasts.list(series, 'another')).toEqual([day(NOON + DAY)]);
  });

  test('what a clock in the future kept is set aside, and comes back once it is past', async () => {
    const [store, series] = await withSeries();
    await store.modelForecasts.keep(series, 'own', [day(NOON)], NOON - HOUR, 9);
    await store.modelForecasts.keep(series, 'own', [day(NOON + 2 * DAY)], NOON + DAY, 9);
    await afterALeap(store);
    await store.setAside.recognise(NOON);
    expect(await store.modelForecasts.list(series, 'own')).toEqual([day(NOON)]);
    await store.setAside.putBack(NOON + 2 * DAY);
    expect(await store.modelForecasts.list(series, 'own')).toHaveLength(2);
  });
});

describe('what cycles said, and what a person imported', () => {
  test('a verdict is a row where it is something new', async () => {
    const [store, other] = await twoOnOneFile();
    expect(await store.verdicts.last()).toBeNull();
    const ahead = { state: 'ahead', id: 'a', days: 5 } as const;
    await store.verdicts.append(ahead, NOON);
    await other.verdicts.append(ahead, NOON + HOUR);
    await other.verdicts.append({ ...ahead, days: 4 }, NOON + 2 * HOUR);
    expect(await store.verdicts.last()).toEqual({ ...ahead, days: 4 });
    const sqlite = openSqlite(store.file, { readonly: true });
    expect(sqlite.prepare('SELECT at, days FROM verdict ORDER BY id').raw().all()).toEqual([
      [NOON, 5],
      [NOON + 2 * HOUR, 4],
    ]);
    sqlite.close();
  });

  test('the newest price list stands, also of two within a second', async () => {
    const store = await storeWithConnection();
    expect(await store.priceLists.stamp()).toBeNull();
    const stamp = { importedAt: NOON, shippedAsOf: '2026-11-01' };
    await store.priceLists.append({ asOf: 'first' }, stamp);
    const first = await store.priceLists.stamp();
    await store.priceLists.append({ asOf: 'second' }, stamp);
    const second = await store.priceLists.stamp();
    expect(second).not.toEqual(first);
    expect(await store.priceLists.list(second?.id ?? 0)).toEqual({ asOf: 'second' });
    expect(await store.priceLists.list(99)).toBeNull();
  });
});
