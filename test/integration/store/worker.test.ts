import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { restoreBackup } from '#main/store/maintenance/restore';
import type { Store } from '#main/store/store';
import { createWorkerClient, type WorkerClient } from '#main/worker/worker-client';
import { DAY, HOUR } from '#shared/domain/instant';
import { connectionNamed, NOON, openedStore, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from './bundled-entry';

const FAR = { start: 0, end: 4_000_000_000 };
let entry: BundledEntry;

beforeAll(async () => {
  entry = await bundleEntry('src/main/worker/index.ts');
});
afterAll(() => entry.remove());

interface Setting {
  readonly folder: string;
  readonly store: Store;
  readonly worker: WorkerClient;
}

/** Work that is told to stop before its thread runs: it hears of it at its first step, however quick it is. */
function stoppedAtOnce<T>(work: (options: { readonly signal: AbortSignal }) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const result = work({ signal: stop.signal });
  stop.abort();
  return result;
}

/** An open file with a gauge of `days` days, a sample an hour, and a worker over it. */
async function withHistory(days: number): Promise<Setting> {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  const store = await openedStore(file);
  await store.connections.save(connectionNamed('vercel-1'));
  const samples = Array.from({ length: days * 24 }, (_, step) =>
    sampleOf({ time: NOON - step * HOUR, value: step % 997 }),
  );
  await store.samples.save('vercel-1', samples, NOON);
  const worker = createWorkerClient({ entry: pathToFileURL(entry.file), file });
  onTestFinished(() => worker.close());
  return { folder, store, worker };
}

test('retention removes raw samples and hours that are older than the policy, days stay for ever', async () => {
  const { store, worker } = await withHistory(500);
  const before = await store.samples.days(1, FAR);
  const seen: number[] = [];
  const result = await worker.run(
    'retention',
    { policy: { rawDays: 100, hourDays: 396 }, now: NOON },
    { onProgress: (progress) => seen.push(progress.done) },
  );
  expect(result).toMatchObject({ ok: true, value: { samples: 400 * 24 - 13 } });
  expect(seen.length).toBeGreaterThan(4);
  const raw = await store.samples.raw(1, FAR);
  expect(raw[0]?.time).toBe(NOON - 12 * HOUR - 100 * DAY);
  expect(await store.samples.days(1, FAR)).toEqual(before);
  expect(await store.samples.range(1, FAR, 500 * 24)).toMatchObject({ resolution: 'day' });
  expect(await store.samples.range(1, { start: NOON - 390 * DAY, end: NOON }, 20_000)).toMatchObject({
    resolution: 'hour',
  });
  expect(await worker.run('retention', { policy: { rawDays: 100, hourDays: 396 }, now: NOON })).toMatchObject({
    value: { samples: 0, hours: 0 },
  });
});

test('a late sample of a day whose raw samples are gone is refused instead of spoiling the day', async () => {
  const { store, worker } = await withHistory(120);
  await worker.run('retention', { policy: { rawDays: 100, hourDays: 396 }, now: NOON });
  const before = await store.samples.days(1, FAR);
  const late = sampleOf({ time: NOON - 110 * DAY + 7, value: 5000 });
  const older = sampleOf({ time: NOON - 300 * DAY, value: 4 });
  const saved = await store.samples.save('vercel-1', [late, older], NOON);
  expect(saved).toMatchObject({ value: { saved: 1, rejected: [{ sample: late }] } });
  expect((await store.samples.days(1, FAR)).slice(1)).toEqual(before);
  // A day that had nothing takes its history in whole.
  expect((await store.samples.days(1, FAR))[0]).toMatchObject({ value: 4 });
});

test('a backup is a whole database that can be restored over a later one', async () => {
  const { folder, store, worker } = await withHistory(30);
  const target = join(folder, 'copy.db');
  expect(await worker.run('backup', { target })).toEqual({ ok: true, value: { file: target } });
  const days = await store.samples.days(1, FAR);
  await store.samples.save('vercel-1', [sampleOf({ value: 999_999 })], NOON);
  store.close();
  const file = join(folder, 'headroom.db');
  const restored = restoreBackup({ file, backup: target, now: NOON });
  expect(restored).toMatchObject({ ok: true });
  const again = await openedStore(file);
  expect(await again.samples.days(1, FAR)).toEqual(days);
  const replaced = await openedStore((restored.ok && restored.value.replaced) || '');
  expect((await replaced.samples.latest([1])).get(1)?.value).toBe(999_999);
});

test('neither a backup nor a restore leaves anything beside a file that was only looked into', async () => {
  const { folder, store, worker } = await withHistory(1);
  const file = join(folder, 'headroom.db');
  const own = join(folder, 'own.db');
  await worker.run('backup', { target: own });
  const looking = openSqlite(own, { readonly: true });
  expect(looking.prepare('SELECT count(*) FROM infrastructure_metric').pluck().get()).toBe(24);
  looking.close();
  store.close();
  // A copy that a person made with the file manager still keeps a write-ahead log.
  const plain = join(folder, 'plain.db');
  copyFileSync(file, plain);
  expect(restoreBackup({ file, backup: plain, now: NOON })).toMatchObject({ ok: true });
  expect(readdirSync(folder).sort()).toEqual(['backups', 'headroom.db', 'own.db', 'plain.db']);
  writeFileSync(plain, 'no database '.repeat(500));
  expect(restoreBackup({ file, backup: plain, now: NOON })).toMatchObject({ failure: { code: 'invalid-input' } });
  expect(readdirSync(folder).sort()).toEqual(['backups', 'headroom.db', 'own.db', 'plain.db']);
});

test('a restore refuses what is no backup, a damaged one and a database in use, and changes nothing', async () => {
  const { folder, store, worker } = await withHistory(30);
  const file = join(folder, 'headroom.db');
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'no database '.repeat(500));
  expect(restoreBackup({ file, backup: text, now: NOON })).toMatchObject({ failure: { code: 'invalid-input' } });
  writeFileSync(text, `SQLite format 3\0${'rubbish '.repeat(500)}`);
  expect(restoreBackup({ file, backup: text, now: NOON })).toMatchObject({ failure: { code: 'store-damaged' } });
  expect(restoreBackup({ file, backup: join(folder, 'none.db'), now: NOON })).toMatchObject({
    failure: { code: 'not-found' },
  });
  const copy = join(folder, 'copy.db');
  await worker.run('backup', { target: copy });
  writeFileSync(`${file}-open-${process.ppid}-1`, '');
  expect(restoreBackup({ file, backup: copy, now: NOON })).toMatchObject({ failure: { code: 'store-locked' } });
  expect((await store.samples.raw(1, FAR)).length).toBe(720);
});

test('everything is exported as CSV, one file a table', async () => {
  const { folder, worker } = await withHistory(100);
  const target = join(folder, 'export');
  const result = await worker.run('export', { format: 'csv', target });
  expect(result).toMatchObject({ ok: true, value: { target } });
  const rows = parse(readFileSync(join(target, 'infrastructure_metric.csv'), 'utf8'), { columns: true }) as unknown[];
  expect(rows).toHaveLength(2400);
  expect(rows.at(-1)).toEqual({ series_id: '1', time: `${NOON}`, value: '0', lower_bound: '0' });
  expect(readdirSync(target)).toContain('sample_day.csv');
  expect(await worker.run('export', { format: 'csv', target })).toMatchObject({ failure: { code: 'conflict' } });
  expect(existsSync(join(target, 'sample_day.csv'))).toBe(true);
});

test('everything is exported as one JSON file', async () => {
  const { folder, store, worker } = await withHistory(100);
  const target = join(folder, 'export.json');
  await store.settings.set('theme', { name: 'dark' });
  await worker.run('export', { format: 'json', target });
  const { tables } = JSON.parse(readFileSync(target, 'utf8')) as { tables: Record<string, Record<string, unknown>[]> };
  expect(tables.infrastructure_metric).toHaveLength(2400);
  expect(tables.connection?.[0]).toMatchObject({ id: 'vercel-1', settings: { teamId: 'team_1' } });
  expect(tables.sample_hour).toHaveLength(2400);
});

test('work that is cancelled stops at the next step and leaves nothing half done', async () => {
  const { folder, worker } = await withHistory(400);
  const target = join(folder, 'export.json');
  const result = await stoppedAtOnce((options) => worker.run('export', { format: 'json', target }, options));
  expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(existsSync(target)).toBe(false);
});

test('a backup or an import that is cancelled leaves no half copy, and what the import saved is whole', async () => {
  const { folder, store, worker } = await withHistory(4000);
  const before = readdirSync(folder);
  const target = join(folder, 'copy.db');
  expect(await stoppedAtOnce((options) => worker.run('backup', { target }, options))).toMatchObject({
    failure: { code: 'cancelled' },
  });
  expect(readdirSync(folder)).toEqual(before);

  const csv = join(folder, 'history.csv');
  // Long enough that a stop arrives before the end, however busy the computer is.
  const count = 200_000;
  const rows = Array.from({ length: count }, (_, step) => `${NOON - step * 60},${step}`);
  writeFileSync(csv, `time,value\n${rows.join('\n')}\n`);
  const { time: _time, value: _value, ...series } = sampleOf({ metric: 'IMPORTED' });
  const stop = new AbortController();
  const onProgress = (progress: { unit: string }): void => {
    if (progress.unit === 'samples') {
      stop.abort();
    }
  };
  const request = { file: csv, target: { connectionId: 'vercel-1', series }, keepGood: false, now: NOON };
  const stopped = await worker.run('import', request, { signal: stop.signal, onProgress });
  expect(stopped).toMatchObject({ failure: { code: 'cancelled' } });
  const kept = await store.samples.raw(2, FAR);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(count);
  expect((await store.samples.range(2, FAR, 1)).points[0]?.count).toBe(kept.length);
  expect(await worker.run('import', request)).toMatchObject({ value: { saved: count } });
  expect((await store.samples.raw(2, FAR)).length).toBe(count);
});

test('collection goes on while a large import runs', async () => {
  const { folder, store, worker } = await withHistory(1);
  const csv = join(folder, 'history.csv');
  const rows = Array.from({ length: 100_000 }, (_, step) => `${NOON - step * 60},${step}`);
  writeFileSync(csv, `time,value\n${rows.join('\n')}\n`);
  const { time: _time, value: _value, ...series } = sampleOf({ metric: 'IMPORTED' });
  let cycles = 0;
  const outcomes: unknown[] = [];
  const importing = worker.run(
    'import',
    { file: csv, target: { connectionId: 'vercel-1', series }, keepGood: false, now: NOON },
    {
      onProgress(progress) {
        if (progress.unit === 'samples' && cycles < 20) {
          cycles += 1;
          const sample = sampleOf({ time: NOON + cycles, value: cycles });
          outcomes.push(store.samples.save('vercel-1', [sample], NOON));
        }
      },
    },
  );
  expect(await importing).toMatchObject({ value: { saved: 100_000 } });
  expect(cycles).toBe(20);
  for (const outcome of await Promise.all(outcomes)) {
    expect(outcome).toMatchObject({ ok: true, value: { saved: 1 } });
  }
  expect((await store.samples.range(1, FAR, 1)).points[0]).toMatchObject({ count: 24 + 20, last: 20 });
  expect((await store.samples.range(2, FAR, 1)).points[0]).toMatchObject({ count: 100_000, max: 99_999 });
});

test('a signal that was given before stops the work before it starts', async () => {
  const { worker } = await withHistory(1);
  expect(await worker.run('rebuild', {}, { signal: AbortSignal.abort() })).toMatchObject({
    failure: { code: 'cancelled' },
  });
});

test('rebuilding the roll-ups brings back what somebody spoiled', async () => {
  const { folder, store, worker } = await withHistory(10);
  const good = await store.samples.days(1, FAR);
  const sqlite = openSqlite(join(folder, 'headroom.db'));
  sqlite.exec('UPDATE sample_day SET max = -1; DELETE FROM sample_hour');
  sqlite.close();
  expect(await store.samples.days(1, FAR)).not.toEqual(good);
  expect(await worker.run('rebuild', {})).toMatchObject({ ok: true, value: 11 });
  expect(await store.samples.days(1, FAR)).toEqual(good);
  expect(await worker.run('check', {})).toEqual({ ok: true, value: [] });
});

test('a thread that cannot start is a failure, not an exception', async () => {
  const folder = temporaryFolder();
  const worker = createWorkerClient({
    entry: pathToFileURL(join(folder, 'none.mjs')),
    file: join(folder, 'headroom.db'),
  });
  expect(await worker.run('rebuild', {})).toMatchObject({ ok: false, failure: { code: 'internal' } });
});
