import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleStore } from '#main/store/assemble-store';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite, type SqliteDatabase, SqliteError } from '#main/store/database/sqlite';
import { failureOf } from '#main/store/database/store-error';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import type { MetricSample } from '#shared/domain/series';
import { clockAtNoon, connectionNamed, NOON, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from './bundled-entry';

const FAR = { start: 0, end: 4_000_000_000 };
const isRoot = process.getuid?.() === 0;
/** Root may write anywhere, so that the attempt runs as nobody. */
const NOBODY = 65_534;

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('test/integration/store/collecting-child.ts');
});
afterAll(() => entry.remove());

/** A store on a real file, with the connection under it, so that a test can take its room away. */
async function storeWithConnectionUnder(): Promise<{ store: Store; sqlite: SqliteDatabase }> {
  const sqlite = openSqlite(join(temporaryFolder(), 'headroom.db'));
  configure(sqlite);
  applyMigrations(sqlite, defaultMigrationsFolder());
  const report = { created: true, migratedFrom: null, backupFile: null, rescued: null };
  const store = assembleStore(sqlite, report, () => false, null);
  await store.connections.save(connectionNamed('vercel-1'));
  await store.samples.save('vercel-1', cycleAt(NOON - 900), NOON);
  return { store, sqlite };
}

function cycleAt(time: number): MetricSample[] {
  return Array.from({ length: 500 }, (_, series) => sampleOf({ metric: `METRIC_${series}`, time, value: series }));
}

async function contents(store: Store): Promise<unknown> {
  const series = await store.samples.listSeries();
  return Promise.all(
    series.map(async ({ id }) => [await store.samples.raw(id, FAR), await store.samples.days(id, FAR)]),
  );
}

test('a full disk: the cycle says so, nothing is half written, and it goes on when there is room', async () => {
  const { store, sqlite } = await storeWithConnectionUnder();
  const before = await contents(store);
  const pages = sqlite.pragma('page_count', { simple: true });
  sqlite.pragma(`max_page_count = ${pages}`);
  const more = [...cycleAt(NOON), ...cycleAt(NOON - 1800), ...cycleAt(NOON - 2700)];
  const refused = await store.samples.save('vercel-1', more, NOON);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'store-full', retryable: true } });
  expect(await contents(store)).toEqual(before);
  sqlite.pragma('max_page_count = 1000000');
  expect(await store.samples.save('vercel-1', more, NOON)).toMatchObject({ value: { saved: 2000 - 500 } });
  const day = (await store.samples.days(1, FAR))[0];
  expect(day).toMatchObject({ t: NOON - 43_200 });
  expect((await store.samples.range(1, FAR, 1)).points[0]?.count).toBe(4);
  store.close();
});

test('a file that turns read-only: the cycle says so, and it goes on when it may write again', async () => {
  const { store, sqlite } = await storeWithConnectionUnder();
  const before = await contents(store);
  sqlite.pragma('query_only = ON');
  expect(await store.samples.save('vercel-1', cycleAt(NOON), NOON)).toMatchObject({
    ok: false,
    failure: { code: 'store-read-only' },
  });
  const begun = store.cycles.begin('schedule', NOON);
  await expect(begun).rejects.toThrow('cannot be written');
  expect(failureOf(await begun.catch((error: unknown) => error))).toMatchObject({ code: 'store-read-only' });
  expect(await contents(store)).toEqual(before);
  sqlite.pragma('query_only = OFF');
  expect(await store.samples.save('vercel-1', cycleAt(NOON), NOON)).toMatchObject({ value: { saved: 500 } });
  store.close();
});

function collectAsNobody(file: string): string {
  const child = spawnSync(process.execPath, [entry.file, file, `${NOON}`], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, HEADROOM_COLLECTING_CHILD: '1' },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  return child.stdout;
}

test('a data folder that may not be written is refused in a sentence, and nothing is put into it', () => {
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder);
  chmodSync(join(folder, '..'), 0o755);
  chmodSync(folder, 0o555);
  expect(collectAsNobody(join(folder, 'headroom.db'))).toBe(
    'FAILED store-read-only The file or its folder cannot be written.\n',
  );
  chmodSync(folder, 0o755);
  expect(readdirSync(folder)).toEqual([]);
});

test('a database file that may only be read is refused in a sentence', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  const opened = await openStore({ file, clock: clockAtNoon() });
  expect(opened.ok).toBe(true);
  if (opened.ok) {
    opened.value.close();
  }
  chmodSync(file, 0o444);
  chmodSync(folder, 0o777);
  expect(collectAsNobody(file)).toBe('FAILED store-read-only The file or its folder cannot be written.\n');
  expect(readdirSync(folder).filter((name) => name.includes('-open-'))).toEqual([]);
});

test.runIf(isRoot)('a file system without room is met for real', ({ skip }) => {
  const folder = temporaryFolder();
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  // Root in a container may not mount; the first test of this file covers the same path of SQLite.
  skip(mount.status !== 0, 'Nothing can be mounted here.');
  try {
    chownSync(folder, NOBODY, NOBODY);
    expect(collectAsNobody(join(folder, 'headroom.db'))).toContain('FAILED store-full The disk is full');
  } finally {
    spawnSync('umount', [folder]);
  }
});

test('a disk without room for the memory that readers share is a full disk too', () => {
  expect(failureOf(new SqliteError('disk I/O error', 'SQLITE_IOERR_SHMSIZE'))).toMatchObject({ code: 'store-full' });
});
