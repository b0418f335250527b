import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { openSqlite } from '#main/store/database/sqlite';
import { replaceDamaged } from '#main/store/replace-damaged';
import type { Store } from '#main/store/store';
import { DAY } from '#shared/domain/instant';
import { HOURS } from '../../fixtures/databases/fill-database';
import { BETA_CREATED, KEPT_AS_SETTINGS, KEPT_FORECAST } from '../../fixtures/databases/kept-as-settings';
import { NOON, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/databases');
/** Databases of versions that kept what they learned among the settings. */
const OLDER = ['0004_set_aside.db', '0005_rows_not_understood.db'];

/** A copy of the fixture. */
function copyOf(fixture: string): string {
  const file = join(temporaryFolder(), 'headroom.db');
  copyFileSync(join(FIXTURES, fixture), file);
  return file;
}

/** The fixture, opened; `other` are settings put in before. */
async function opened(fixture: string, other: Readonly<Record<string, string>>): Promise<Store> {
  const file = copyOf(fixture);
  const sqlite = openSqlite(file);
  for (const [key, value] of Object.entries(other)) {
    sqlite.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, value);
  }
  sqlite.close();
  return openedStore(file);
}

const STORAGE = { projectId: '', service: 'VERCEL_KV', metric: 'STORAGE_MB', limitId: 'plan' };
const MOVED =
  /^(forecasts|verdict|price-list.*|(limit-history|plan-history|provider-limits|provider-facts|backfill):(?!gone).*)$/;
const KEYS = [
  ...['limit-history', 'plan-history', 'provider-limits', 'provider-facts', 'backfill'].map((name) => `${name}:acme`),
  'verdict',
  'price-list-stamp',
];

describe.each(OLDER)('%s', (fixture) => {
  const carriedOver = (other: Readonly<Record<string, string>> = {}) => opened(fixture, other);

  describe('what was kept among the settings is in tables', () => {
    test('limits that were replaced', async () => {
      const store = await carriedOver();
      expect(await store.limitHistory.list('acme')).toEqual([
        { ...STORAGE, value: 30, unit: 'MB', until: 1_794_000_000, learnedAt: 1_794_000_000 },
        { ...STORAGE, value: 256.5, unit: 'MB', until: 1_795_000_000, learnedAt: 1_795_000_000 },
      ]);
    });

    test('plans that were seen', async () => {
      const store = await carriedOver();
      const day = (text: string) => Date.parse(text) / 1000;
      expect((await store.planHistory.list(['acme', 'beta'])).get('acme')).toEqual([
        { from: '2026-09-01', provider: 'vercel', plan: 'hobby', planName: null, learnedAt: day('2026-09-01') },
        { from: '2026-11-12', provider: 'vercel', plan: 'pro', planName: 'Pro', learnedAt: day('2026-11-12') },
      ]);
    });

    test('limits that a provider named, with when it did', async () => {
      const store = await carriedOver();
      const at = { learnedAt: 1_795_500_000, asOf: 1_795_500_000 };
      const figure = { value: 512, unit: 'MB', window: 'point-in-time', atLimit: 'hard', place: 'INFO maxmemory' };
      expect(await store.providerLimits.list(['acme', 'beta'])).toEqual([
        { connectionId: 'acme', ...STORAGE, ...figure, ...at },
      ]);
    });

    test('budgets, credit, period and seats, blocks and statements, each with its time; that there is none is kept as well', async () => {
      const store = await carriedOver();
      const { budgets, credit, account, block, topQueries } = KEPT_AS_SETTINGS['provider-facts:acme'];
      const told = async (id: string) =>
        Object.fromEntries(
          (await store.providerFacts.list([id])).map(({ kind, answer, asOf, learnedAt }) => [
            kind,
            { asOf, value: answer, since: asOf - learnedAt },
          ]),
        );
      expect(await told('acme')).toEqual({
        budgets: { ...budgets, since: 0 },
        credit: { ...credit, since: 0 },
        account: { ...account, since: 0 },
        block: { ...block, since: 0 },
        topQueries: { ...topQueries, since: 0 },
      });
      expect(await told('beta')).toEqual({ block: { asOf: 1_795_400_004, value: null, since: 0 } });
    });

    test('how far back history was fetched, and what hinders it', async () => {
      const marks = await (await carriedOver()).backfills.list(['acme', 'beta']);
      expect(marks.get('acme')).toEqual(KEPT_AS_SETTINGS['backfill:acme']);
      expect(marks.get('beta')).toEqual({ reached: BETA_CREATED - 30 * DAY, complete: false, capabilities: {} });
    });

    test('forecasts of series that are there', async () => {
      const kept = await (await carriedOver()).keptForecasts.all();
      expect(kept).toEqual(new Map([[1, { fingerprint: 'a|b', forecast: KEPT_FORECAST }]]));
    });

    test('an imported price list with its stamp', async () => {
      const { priceLists } = await carriedOver();
      const stamp = await priceLists.stamp();
      expect(stamp).toEqual({ id: 1, ...KEPT_AS_SETTINGS['price-list-stamp'] });
      expect(await priceLists.list(1)).toEqual(KEPT_AS_SETTINGS['price-list']);
    });

    test('limits with the reasons of their figures as codes', async () => {
      const limits = await (await carriedOver()).limits.list('acme');
      const none = { plan: null, place: null, claimed: null, ended: null };
      const reasons = Object.fromEntries(limits.map(({ metric, reason }) => [metric, reason]));
      expect(reasons).toMatchObject({
        STORAGE_MB: { ...none, code: 'answered', place: 'INFO maxmemory' },
        CONNECTIONS: { ...none, code: 'answered', place: 'max_connections (100) without the reserved ones (3)' },
        COMMANDS: { ...none, code: 'own' },
        LATENCY_MS: { ...none, code: 'plan-unknown' },
        READS: { ...none, code: 'listed', plan: 'Hobby' },
        WRITES: { ...none, code: 'weak-source', plan: 'Free', claimed: 1500.5, ended: '2025-06-30' },
        DELETES: { ...none, code: 'charged', plan: 'Pro' },
        HITS: { ...none, code: 'unlimited', plan: 'Pro' },
        MISSES: { ...none, code: 'unstated', plan: 'Pro' },
        KEYS: { ...none, code: 'not-listed', plan: 'Pay as you go' },
      });
      expect(limits.map(({ projectId, limitId }) => projectId + limitId)).toEqual(limits.map(() => 'plan'));
      expect(limits.find(({ metric }) => metric === 'STORAGE_MB')).toMatchObject({
        value: 512,
        warningPercent: 60,
        criticalPercent: 95,
        asOf: 1_795_500_000,
      });
    });

    test('alerts under their own limit', async () => {
      const { alerts } = await carriedOver();
      expect(await alerts.open()).toMatchObject([{ connectionId: 'acme', projectId: '', limitId: 'plan' }]);
      expect(await alerts.events({ start: 0, end: 2_000_000_000 })).toHaveLength(3);
    });

    test('what the last cycle said of the queue of limits', async () => {
      const { verdicts } = await carriedOver();
      expect(await verdicts.last()).toEqual({ state: 'ahead', id: 'acme/VERCEL_KV/STORAGE_MB', days: 5.2 });
    });

    test.each([
      [
        { reached: BETA_CREATED - 395 * DAY, complete: true },
        { reached: BETA_CREATED - 395 * DAY, complete: true },
      ],
      [
        { reached: BETA_CREATED - 394 * DAY, complete: true },
        { reached: BETA_CREATED - 364 * DAY, complete: false },
      ],
      [
        { reached: BETA_CREATED - 60 * DAY, complete: false },
        { reached: BETA_CREATED - 60 * DAY, complete: false },
      ],
      [
        { reached: BETA_CREATED - 60 * DAY, complete: true, capabilities: {} },
        { reached: BETA_CREATED - 60 * DAY, complete: true },
      ],
    ])('a mark that may rest on one bad answer is gone on from thirty days later: %j', async (mark, kept) => {
      const store = await carriedOver({ 'backfill:beta': JSON.stringify(mark) });
      expect((await store.backfills.list(['beta'])).get('beta')).toEqual({ ...kept, capabilities: {} });
    });
  });

  test('a preference and an assumption stay where they are, and what went over is no setting any more', async () => {
    const settings = await (await carriedOver()).settings.all();
    expect(settings['1']).toBe('dark');
    expect(settings['assumptions']).toEqual({ revenuePerDay: 2000, lostShare: 0.5, hoursToRecover: 12 });
    expect(Object.keys(settings).filter((key) => MOVED.test(key))).toEqual([]);
  });

  test('a damaged file of that age is rescued with what it learned', async () => {
    const file = copyOf(fixture);
    const { sqlite, rescued } = replaceDamaged(file, defaultMigrationsFolder(), NOON);
    sqlite.close();
    expect(rescued.rescuedSamples).toBe(2 * HOURS);
    const store = await openedStore(file);
    expect(await store.limitHistory.list('acme')).toHaveLength(2);
    expect(await store.providerFacts.list(['acme'])).toHaveLength(5);
    const storage = (await store.limits.list('acme')).find(({ metric }) => metric === 'STORAGE_MB');
    expect(storage?.reason).toMatchObject({ code: 'answered', place: 'INFO maxmemory' });
  });

  describe('what cannot be read hinders no migration, and stays where it was', () => {
    test.each([
      'nonsense',
      '"text"',
      '7',
      '[1, "a", null]',
      '[{"from": 7}]',
      '[{"from": "soon", "provider": "a", "plan": "b"}]',
    ])('%s', async (value) => {
      const store = await carriedOver(Object.fromEntries(KEYS.map((key) => [key, value])));
      expect(await store.limitHistory.list('acme')).toEqual([]);
      expect(await store.planHistory.list(['acme'])).toEqual(new Map());
      expect(await store.providerLimits.list(['acme'])).toEqual([]);
      expect(await store.providerFacts.list(['acme'])).toEqual([]);
      expect((await store.backfills.list(['acme'])).size).toBe(0);
      expect(await store.verdicts.last()).toBeNull();
      expect(await store.priceLists.stamp()).toBeNull();
      const sqlite = openSqlite(store.file, { readonly: true });
      const left = sqlite.prepare<[string], string>('SELECT key FROM setting WHERE value = ?').pluck().all(value);
      sqlite.close();
      expect(left).toEqual(expect.arrayContaining(KEYS));
    });

    test('one entry that cannot be read keeps the whole key, beside those that could', async () => {
      const good = { service: 'S', metric: 'M', value: 1, unit: 'u', until: 5 };
      const store = await carriedOver({ 'limit-history:acme': JSON.stringify([good, { service: 'S' }]) });
      expect(await store.limitHistory.list('acme')).toHaveLength(1);
      expect(await store.settings.get('limit-history:acme')).toHaveLength(2);
    });
  });
});
