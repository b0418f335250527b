import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import { HOUR } from '#shared/domain/instant';
import {
  clockAtNoon,
  connectionNamed,
  NOON,
  openedStore,
  sampleOf,
  temporaryFolder,
} from '../../unit/main/store/temporary-store';
import { casesOf } from '../support/all-cases';

const FAR = { start: 0, end: 4_000_000_000 };
const SERIES = 240;
const CYCLES = 120;

interface Page {
  readonly number: number;
  readonly samples: number;
}

let bytes: Buffer;
let names: Buffer;
let pageSize: number;
/** Pages of a table or index, with the rows on each. */
let pagesOf: (name: string, type?: 'leaf' | 'internal') => readonly Page[];

/** Written as the app writes: cycle after cycle over all series, which come one by one, so that pages lie mixed. */
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-rescue-'));
  const file = join(folder, 'headroom.db');
  const opened = await openStore({ file, clock: clockAtNoon() });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  const store = opened.value;
  await store.connections.save(connectionNamed('vercel-1'));
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const known = Math.min(SERIES, 8 + cycle * 2);
    const samples = Array.from({ length: known }, (_, series) =>
      sampleOf({ metric: `METRIC_${series}`, time: NOON - (CYCLES - cycle) * HOUR, value: series * 1000 + cycle / 7 }),
    );
    await store.samples.save('vercel-1', samples, NOON);
    await store.settings.set(`setting-${cycle}`, 'x'.repeat(500));
  }
  store.close();
  const sqlite = openSqlite(file);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  pageSize = Number(sqlite.pragma('page_size', { simple: true }));
  const all = sqlite
    .prepare<[], { name: string; number: number; type: string; samples: number }>(
      'SELECT name, pageno AS number, pagetype AS type, ncell AS samples FROM dbstat',
    )
    .all();
  sqlite.close();
  pagesOf = (name, type = 'leaf') => all.filter((page) => page.name === name && page.type === type);
  bytes = readFileSync(file);
  names = readFileSync(join(folder, 'backups', 'headroom.names.json'));
  rmSync(folder, { recursive: true });
}, 60_000);

/** Opens a spoiled copy, with or without the names beside it, as after a crash. */
async function rescued(spoil: (file: string) => void, withNames: boolean) {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  writeFileSync(file, bytes);
  spoil(file);
  const spoiled = readFileSync(file);
  // Opened once and closed, so that the folder of backups is there.
  (await openedStore(join(folder, 'other.db'))).close();
  if (withNames) {
    writeFileSync(join(folder, 'backups', 'headroom.names.json'), names);
  }
  writeFileSync(`${file}-open-999999999-1.lock`, '');
  const store = await openedStore(file);
  const report = store.openReport.rescued;
  expect(report).not.toBeNull();
  expect(readFileSync(report?.damagedFile ?? '').equals(spoiled)).toBe(true);
  return { store, report, ...(await held(store)) };
}

/** What a store holds: samples under their own names, and samples whose names are lost. Every value has to be right. */
async function held(store: Store): Promise<{ named: number; nameless: number }> {
  let named = 0;
  let nameless = 0;
  for (const { id, metric } of await store.samples.listSeries()) {
    const raw = await store.samples.raw(id, FAR);
    for (const { time, value } of raw) {
      const series = metric.startsWith('METRIC_') ? Number(metric.slice(7)) : Math.floor(value / 1000);
      const cycle = CYCLES - (NOON - time) / HOUR;
      if (Math.abs(value - (series * 1000 + cycle / 7)) > 1e-9) {
        expect({ metric, time, value }).toEqual({ metric, time, value: series * 1000 + cycle / 7 });
      }
    }
    if (metric.startsWith('METRIC_')) {
      named += raw.length;
    } else {
      nameless += raw.length;
    }
  }
  return { named, nameless };
}

const total = (pages: readonly Page[]): number => pages.reduce((sum, { samples }) => sum + samples, 0);
const zero = (pages: readonly Page[]) => (file: string) => {
  const spoiled = readFileSync(file);
  for (const { number } of pages) {
    spoiled.fill(0, (number - 1) * pageSize, number * pageSize);
  }
  writeFileSync(file, spoiled);
};

/** Samples that lie on whole leaf pages within the first `size` bytes. */
function inFirst(size: number): number {
  return total(pagesOf('infrastructure_metric').filter(({ number }) => number * pageSize <= size));
}

describe('a file that was cut off', () => {
  test.each(casesOf([0.35, 0.503, 0.65, 0.95], (share) => share === 0.503 || share === 0.95))(
    'at %d of its length keeps the samples of the rest with their names',
    async (part) => {
      const size = Math.floor(bytes.length * part);
      const { report, named, nameless } = await rescued((file) => truncateSync(file, size), true);
      expect(nameless).toBe(0);
      expect(named).toBe(report?.rescuedSamples);
      expect(named).toBeGreaterThan(inFirst(size) * 0.95);
    },
  );

  test('and has lost its names too keeps the samples, counted and told', async () => {
    const size = Math.floor(bytes.length * 0.6);
    const lost = pagesOf('series')
      .filter(({ number }) => number * pageSize <= size)
      .slice(0, 1);
    const { report, named, nameless } = await rescued((file) => {
      zero(lost)(file);
      truncateSync(file, size);
    }, false);
    expect(named + nameless).toBe(report?.rescuedSamples);
    expect(named + nameless).toBeGreaterThan(inFirst(size) * 0.95);
    expect(nameless).toBeGreaterThan(0);
    expect(report?.lost).toContain(`their ${nameless} samples are kept under "Rescued readings"`);
  });
});

describe('pages of series', () => {
  test('that are lost, each and all of them, cost no sample its name', async () => {
    const all = [...pagesOf('series'), ...pagesOf('series', 'internal')];
    expect(all.length).toBeGreaterThan(3);
    for (const lost of [all, ...all.map((page) => [page])]) {
      const { report, named } = await rescued(zero(lost), true);
      expect(named).toBe(allSamples());
      expect(report?.lost).toBe('Not all could be read of: series.');
    }
  }, 60_000);

  test('that are lost with the copy of the names cost no sample: it is kept as of an unknown series', async () => {
    for (const page of pagesOf('series')) {
      const { store, report, named, nameless } = await rescued(zero([page]), false);
      expect(named + nameless).toBe(allSamples());
      expect(nameless).toBeGreaterThan(0);
      expect(report?.lost).toContain(
        `The names of ${page.samples} series are lost: their ${nameless} samples are kept`,
      );
      expect((await store.connections.find('rescued-readings'))?.title).toBe('Rescued readings');
      // Collection goes on under the names of before, in series of their own.
      expect(await store.samples.save('vercel-1', [sampleOf({ metric: 'METRIC_3', value: 3000 })], NOON)).toMatchObject(
        { value: { saved: 1 } },
      );
    }
  }, 60_000);
});

test('pages of samples that are lost cost their own samples and no other', async () => {
  const leaves = pagesOf('infrastructure_metric');
  const lost = leaves.filter((_, index) => index % 5 === 2);
  const { report, named } = await rescued(zero(lost), true);
  // Between two leaves lies one more sample in their parent: behind a lost leaf it cannot be reached.
  expect(named).toBeLessThanOrEqual(allSamples() - total(lost));
  expect(named).toBeGreaterThanOrEqual(allSamples() - total(lost) - lost.length);
  expect(report?.lost).toBe('Not all could be read of: infrastructure_metric.');
});

test('a lost connection comes back from the copy of the names, else as one that nobody is asked for', async () => {
  const pages = pagesOf('connection');
  const copied = await rescued(zero(pages), true);
  expect(await copied.store.connections.list()).toEqual([connectionNamed('vercel-1')]);
  const bare = await rescued(zero(pages), false);
  expect(await bare.store.connections.list()).toMatchObject([{ id: 'vercel-1', provider: 'imported', settings: {} }]);
  expect(bare.named).toBe(allSamples());
});

test('a file of which nothing is left keeps its accounts by the copy of the names', async () => {
  const { store, report } = await rescued(zero([{ number: 1, samples: 0 }]), true);
  expect(report?.rescuedSamples).toBe(0);
  expect(await store.connections.list()).toEqual([connectionNamed('vercel-1')]);
  expect(await store.samples.listSeries()).toHaveLength(SERIES);
});

test('an index that is lost costs no row', async () => {
  const { named, report } = await rescued(
    zero([
      ...pagesOf('series_key'),
      ...pagesOf('series_key', 'internal'),
      ...pagesOf('sqlite_autoindex_setting_1'),
      ...pagesOf('sqlite_autoindex_connection_1'),
    ]),
    false,
  );
  expect(named).toBe(allSamples());
  expect(report?.lost).toBe('Every table could be read to its end.');
});

function allSamples(): number {
  return Array.from({ length: CYCLES }, (_, cycle) => Math.min(SERIES, 8 + cycle * 2)).reduce((a, b) => a + b, 0);
}
