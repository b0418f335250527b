import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { SampleIntake } from '#main/store/rollup/sample-intake';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { HOUR } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import { propertyRuns } from '../../../fixtures/property-runs';
import { sampleOf } from './temporary-store';

const FOLDER = defaultMigrationsFolder();
/** Around both clock changes of Los Angeles, a leap day, and a plain day. */
const STARTS = ['2026-03-07', '2026-10-31', '2028-02-28', '2026-06-15'] as const;
const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const;

interface Figures {
  min: number;
  max: number;
  sum: number;
  last: number;
  count: number;
  increase: number | null;
}

/** What a reader of the definition would work out by hand: no code of the store. */
function byDefinition(raw: ReadonlyMap<number, number>, kind: SeriesKind, bucketOf: (time: number) => number) {
  const buckets = new Map<number, Figures>();
  let before: number | null = null;
  for (const time of [...raw.keys()].sort((a, b) => a - b)) {
    const value = raw.get(time) as number;
    let increase: number | null = null;
    if (kind === 'counter' && before !== null) {
      increase = value < before ? value : value - before;
    }
    before = value;
    const start = bucketOf(time);
    const old = buckets.get(start);
    buckets.set(start, {
      min: Math.min(old?.min ?? value, value),
      max: Math.max(old?.max ?? value, value),
      sum: (old?.sum ?? 0) + value,
      last: value,
      count: (old?.count ?? 0) + 1,
      increase: increase === null ? (old?.increase ?? null) : (old?.increase ?? 0) + increase,
    });
  }
  return buckets;
}

function stored(sqlite: SqliteDatabase, table: string): Map<number, Figures> {
  const rows = sqlite
    .prepare<[], Figures & { time: number }>(
      `SELECT time, min, max, sum, last, count, increase FROM ${table} ORDER BY time`,
    )
    .all();
  return new Map(rows.map(({ time, ...figures }) => [time, figures]));
}

const history = fc.record({
  kind: fc.constantFrom<SeriesKind>('gauge', 'counter', 'daily', 'period'),
  zone: fc.constantFrom(...ZONES),
  start: fc.constantFrom(...STARTS),
  // Minutes from the start, in any order and with repeats: late, repeated and revised samples.
  batches: fc.array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 5 * 24 * 60 }), fc.integer({ min: 0, max: 1000 })), { maxLength: 30 }),
    { minLength: 1, maxLength: 8 },
  ),
});

test('hours and days equal a recomputation from the raw samples, whatever came late, again or revised', () => {
  fc.assert(
    fc.property(history, ({ kind, zone, start, batches }) => {
      const sqlite = openSqlite(':memory:');
      configure(sqlite);
      applyMigrations(sqlite, FOLDER);
      sqlite.exec("INSERT INTO connection VALUES ('c', 'p', 't', '{}', NULL, NULL, NULL, NULL, 1, '{}')");
      const intake = new SampleIntake(sqlite, () => false);
      const origin = dayStart(start, zone);
      const localDay = (time: number) => dayStart(dayOf(time, zone), zone);
      const expected = new Map<number, number>();
      for (const batch of batches) {
        const samples = batch.map(([minutes, value]) => sampleOf({ kind, zone, value, time: origin + minutes * 60 }));
        const { rejected } = intake.save('c', samples, origin + 100 * 86_400);
        expect(rejected).toEqual([]);
        // Of two totals of one day in one batch, the one that is stamped later is the newer revision.
        const ordered = kind === 'daily' ? [...samples].sort((a, b) => a.time - b.time) : samples;
        for (const { time, value } of ordered) {
          expected.set(kind === 'daily' ? localDay(time) : time, value);
        }
      }
      const raw = new Map(
        sqlite.prepare<[], [number, number]>('SELECT time, value FROM infrastructure_metric').raw().all(),
      );
      expect(raw).toEqual(new Map([...expected].sort(([a], [b]) => a - b)));
      expect(stored(sqlite, 'sample_day')).toEqual(byDefinition(expected, kind, localDay));
      const hours = kind === 'daily' ? new Map() : byDefinition(expected, kind, (time) => time - (time % HOUR));
      expect(stored(sqlite, 'sample_hour')).toEqual(hours);
      sqlite.close();
    }),
    { numRuns: propertyRuns(150) },
  );
});
