import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { openStore } from '#main/store/open-store';
import { DAY, HOUR } from '#shared/domain/instant';
import {
  clockAtNoon,
  connectionNamed,
  NOON,
  openedStore,
  sampleOf,
  temporaryFolder,
} from '../../unit/main/store/temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

/** A closed file with five series of 60 days. */
async function filled(file: string): Promise<void> {
  const store = await openedStore(file);
  await store.connections.save(connectionNamed('vercel-1'));
  for (let series = 0; series < 5; series += 1) {
    const samples = Array.from({ length: 60 * 24 }, (_, step) =>
      sampleOf({ metric: `METRIC_${series}`, time: NOON - step * HOUR, value: series * 1000 + step / 7 }),
    );
    await store.samples.save('vercel-1', samples, NOON);
  }
  await store.settings.set('theme', 'dark');
  store.close();
}

test('a new file is created with its folder, and what was saved is there after a restart', async () => {
  const file = join(temporaryFolder(), 'deep', 'er', 'headroom.db');
  const first = await openedStore(file);
  expect(first.openReport).toEqual({ created: true, migratedFrom: null, backupFile: null, rescued: null });
  await first.connections.save(connectionNamed('vercel-1'));
  await first.samples.save('vercel-1', [sampleOf()], NOON);
  first.close();
  first.close();
  const second = await openedStore(file);
  expect(second.openReport.created).toBe(false);
  expect(await second.connections.list()).toEqual([connectionNamed('vercel-1')]);
  expect(await second.samples.raw(1, FAR)).toEqual([{ time: NOON, value: 1 }]);
});

test('a file of a newer app is refused and keeps every byte', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  await filled(file);
  const sqlite = openSqlite(file);
  sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from the future', 9999999999999)");
  sqlite.close();
  const before = readFileSync(file);
  const result = await openStore({ file, clock: clockAtNoon() });
  expect(result).toMatchObject({ ok: false, failure: { code: 'store-newer', retryable: false } });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("another program's database is refused", async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const sqlite = openSqlite(file);
  sqlite.exec('CREATE TABLE bookmark (url TEXT)');
  sqlite.close();
  expect(await openStore({ file, clock: clockAtNoon() })).toMatchObject({ failure: { code: 'invalid-input' } });
});

test('a file that is no database is set aside, and a fresh one takes its place', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  writeFileSync(file, 'rubbish '.repeat(2000));
  const store = await openedStore(file);
  const rescued = store.openReport.rescued;
  expect(rescued).toMatchObject({ rescuedSamples: 0, lost: 'Nothing in the damaged file could be read.' });
  expect(readFileSync(rescued?.damagedFile ?? '', 'utf8')).toContain('rubbish');
  await store.connections.save(connectionNamed('vercel-1'));
  expect(await store.connections.list()).toHaveLength(1);
});

test('a file cut in half is set aside, and what can still be read is rescued with its roll-ups', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  await filled(file);
  const size = readFileSync(file).length;
  truncateSync(file, Math.floor(size * 0.6));
  // Only a crash makes the next start look for damage.
  writeFileSync(`${file}-open-999999999-1`, '');
  const store = await openedStore(file);
  const rescued = store.openReport.rescued;
  expect(rescued?.rescuedSamples).toBeGreaterThan(100);
  expect(rescued?.lost).toContain('infrastructure_metric');
  expect(existsSync(rescued?.damagedFile ?? '')).toBe(true);
  expect(readdirSync(join(file, '..')).filter((name) => name.includes('-open-999999999'))).toEqual([]);
  let samples = 0;
  for (const series of await store.samples.listSeries()) {
    const raw = await store.samples.raw(series.id, FAR);
    samples += raw.length;
    const dayTimes = new Set((await store.samples.days(series.id, FAR)).map((day) => day.t));
    for (const { time, value } of raw) {
      expect(dayTimes.has(time - (time % DAY))).toBe(true);
      expect(value % 1000).toBeCloseTo((NOON - time) / HOUR / 7, 9);
    }
  }
  expect(samples).toBe(rescued?.rescuedSamples);
});

/** Spoils one page in the middle of the samples. */
function spoilOnePage(file: string): void {
  const bytes = readFileSync(file);
  const sqlite = openSqlite(file, { readonly: true });
  const page = sqlite
    .prepare<[], number>(
      "SELECT pageno FROM dbstat WHERE name = 'infrastructure_metric' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 10",
    )
    .pluck();
  const pageNumber = page.get() ?? 0;
  sqlite.close();
  bytes.fill(0xa5, (pageNumber - 1) * 4096, pageNumber * 4096);
  writeFileSync(file, bytes);
}

test('damage inside the file is found after a crash, and rows on both sides of it survive', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  await filled(file);
  spoilOnePage(file);
  writeFileSync(`${file}-open-999999999-1`, '');
  const store = await openedStore(file);
  expect(store.openReport.rescued?.lost).toBe('Not all could be read of: infrastructure_metric.');
  // A page holds less than 250 samples; those on it are all that may be missing of 7,200.
  expect(store.openReport.rescued?.rescuedSamples).toBeGreaterThan(7_200 - 250);
  expect(await store.settings.get('theme')).toBe('dark');
});

test('damage that is met while the app runs is a failure, and the next start rescues', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  await filled(file);
  spoilOnePage(file);
  const unaware = await openedStore(file);
  expect(unaware.openReport.rescued).toBeNull();
  const readAll = Promise.all([1, 2, 3, 4, 5].map((series) => unaware.samples.raw(series, FAR)));
  await expect(readAll).rejects.toThrow('The database file is damaged.');
  unaware.close();
  const next = await openedStore(file);
  expect(next.openReport.rescued?.rescuedSamples).toBeGreaterThan(7_200 - 250);
});

test('after a crash without damage nothing is set aside', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  await filled(file);
  writeFileSync(`${file}-open-999999999-1`, '');
  const looked: string[] = [];
  const result = await openStore({
    file,
    clock: clockAtNoon(),
    checkIntegrity: async (path) => {
      looked.push(path);
      return [];
    },
  });
  expect(result).toMatchObject({ ok: true, value: { openReport: { rescued: null } } });
  expect(looked).toEqual([file]);
  if (result.ok) {
    result.value.close();
  }
  await openedStore(file);
  expect(looked).toHaveLength(1);
});

test('a damaged file stays where it is while another process has it open', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  writeFileSync(file, 'rubbish '.repeat(2000));
  writeFileSync(`${file}-open-${process.ppid}-1`, '');
  const result = await openStore({ file, clock: clockAtNoon() });
  expect(result).toMatchObject({ ok: false, failure: { code: 'store-damaged' } });
  expect(readFileSync(file, 'utf8')).toContain('rubbish');
});

test('a file where the folder should be is a failure that says what to do', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'data'), '');
  const result = await openStore({ file: join(folder, 'data', 'headroom.db'), clock: clockAtNoon() });
  expect(result).toMatchObject({ ok: false, failure: { code: 'store-read-only' } });
  expect(!result.ok && result.failure.action).toContain('--data-dir');
});
