import { join } from 'node:path';
import { openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { DAY } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { benchSample, NOW, openBenchStore, saveAll, withFolder } from './bench-file';
import { type BenchRow, quantile, timed } from './bench-row';

const INTERVAL = 900;
const ROUNDS = 7;

/** Inserts with roll-ups against bare inserts into one table without schema, both with the same pragmas. */
export async function benchInserts(): Promise<BenchRow[]> {
  const bulk = await compare(bulkBatches());
  const cycles = await compare(cycleBatches());
  return [
    rowOf('insert in bulk, roll-ups in step', 0.35, bulk),
    rowOf('insert in cycles of 50, roll-ups in step', 0.2, cycles),
  ];
}

interface Comparison {
  readonly ours: number;
  readonly raw: number;
}

function rowOf(name: string, goal: number, { ours, raw }: Comparison): BenchRow {
  const share = ours / raw;
  return {
    name,
    goal: `>= ${goal} of raw`,
    measured: share.toFixed(2),
    ok: share >= goal,
    note: `${thousands(ours)} samples/s, raw ${thousands(raw)}/s`,
  };
}

/** Samples per second of both ways, medians of alternating rounds so that both meet the same machine. */
async function compare(batches: readonly MetricSample[][]): Promise<Comparison> {
  const count = batches.reduce((total, batch) => total + batch.length, 0);
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await withFolder((folder) => insertIntoStore(join(folder, 'ours.db'), batches)));
    raw.push(await withFolder((folder) => insertRaw(join(folder, 'raw.db'), batches)));
  }
  return { ours: (count / quantile(ours, 0.5)) * 1000, raw: (count / quantile(raw, 0.5)) * 1000 };
}

async function insertIntoStore(file: string, batches: readonly MetricSample[][]): Promise<number> {
  const store = await openBenchStore(file);
  try {
    return await timed(async () => {
      for (const batch of batches) {
        await saveAll(store, batch);
      }
    });
  } finally {
    store.close();
  }
}

async function insertRaw(file: string, batches: readonly MetricSample[][]): Promise<number> {
  const sqlite = bareTable(file);
  const insert = sqlite.prepare('INSERT INTO sample (series, time, value) VALUES (?, ?, ?)');
  const names = new Map<string, number>();
  const write = sqlite.transaction((batch: readonly MetricSample[]) => {
    for (const { metric, time, value } of batch) {
      let id = names.get(metric);
      if (id === undefined) {
        id = names.size + 1;
        names.set(metric, id);
      }
      insert.run(id, time, value);
    }
  });
  const milliseconds = await timed(() => {
    for (const batch of batches) {
      write(batch);
    }
  });
  sqlite.close();
  return milliseconds;
}

function bareTable(file: string): SqliteDatabase {
  const sqlite = openSqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.exec('CREATE TABLE sample (series, time, value, PRIMARY KEY (series, time)) WITHOUT ROWID');
  return sqlite;
}

/** A backfill: 20 series, 60 days of quarters of an hour, series by series. */
function bulkBatches(): MetricSample[][] {
  return Array.from({ length: 20 }, (_, series) => {
    const count = (60 * DAY) / INTERVAL;
    return Array.from({ length: count }, (_, step) => benchSample(series, NOW - (count - step) * INTERVAL));
  });
}

/** 1,000 cycles over 50 series. */
function cycleBatches(): MetricSample[][] {
  return Array.from({ length: 1_000 }, (_, cycle) =>
    Array.from({ length: 50 }, (_, series) => benchSample(series, NOW - (1_000 - cycle) * INTERVAL)),
  );
}

function thousands(value: number): string {
  return `${Math.round(value / 1000)}k`;
}
