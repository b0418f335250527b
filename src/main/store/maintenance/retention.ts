import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';
import { DayFinder } from '../rollup/day-finder';
import { SampleTable } from '../rollup/sample-tables';
import type { StoredSeries } from '../rollup/sample-writer';
import { SeriesCatalog } from '../rollup/series-catalog';
import { ROWS_PER_STEP, type Work } from './progress';

/** How long what is kept; days are kept for ever. */
export interface RetentionPolicy {
  /** Raw samples of levels and counters. Day totals are their own raw samples, and stay. */
  readonly rawDays: number;
  readonly hourDays: number;
}

/** Raw samples 100 days, hours 13 months. */
export const DEFAULT_RETENTION: RetentionPolicy = { rawDays: 100, hourDays: 396 };

export interface RetentionResult {
  readonly samples: number;
  readonly hours: number;
  readonly attempts: number;
}

/**
 * Removes what is older than the policy says, a few rows at a time. Whole local days go, so that a day
 * either has all its raw samples or none; the newest day of a series always stays. Stopped early, the
 * next run goes on where this one was. `now` is epoch seconds.
 */
export async function* applyRetention(
  sqlite: SqliteDatabase,
  policy: RetentionPolicy,
  now: Instant,
): Work<RetentionResult> {
  const finder = new DayFinder();
  const table = new SampleTable(sqlite);
  const old = { samples: deleter(sqlite, 'infrastructure_metric'), hours: deleter(sqlite, 'sample_hour') };
  const mark = sqlite.prepare<[Instant, Instant, number]>(
    'UPDATE series SET raw_from = max(coalesce(raw_from, 0), ?), hours_from = max(coalesce(hours_from, 0), ?) WHERE id = ?',
  );
  let samples = 0;
  let hours = 0;
  for (const series of new SeriesCatalog(sqlite).list()) {
    const latest = series.kind === 'daily' ? undefined : table.latest(series.id);
    if (latest === undefined) {
      continue;
    }
    const newestDay = finder.find(latest.time, series.zone).start;
    const cutBefore = (days: number): Instant => Math.min(finder.find(now - days * DAY, series.zone).start, newestDay);
    const rawFrom = cutBefore(policy.rawDays);
    const hoursFrom = Math.ceil(cutBefore(policy.hourDays) / HOUR) * HOUR;
    if (!isThereOld(table, sqlite, series, rawFrom, hoursFrom)) {
      continue;
    }
    // Noted first: from here on nobody reads what is about to go, nor adds to a day that is half gone.
    mark.run(rawFrom, hoursFrom, series.id);
    for (let removed = ROWS_PER_STEP; removed >= ROWS_PER_STEP; samples += removed) {
      removed = old.samples(series.id, firstKept(table, series, rawFrom));
      yield { done: samples + removed, total: null, unit: 'samples' };
    }
    for (let removed = ROWS_PER_STEP; removed >= ROWS_PER_STEP; hours += removed) {
      removed = old.hours(series.id, hoursFrom);
      yield { done: samples, total: null, unit: 'samples' };
    }
  }
  sqlite.prepare('DELETE FROM meter_reading WHERE read_at < ?').run(now - policy.rawDays * DAY);
  const attempts = yield* forgetOldAttempts(sqlite, now - policy.rawDays * DAY);
  return { samples, hours, attempts };
}

// A counter's first kept reading grew from the one before it, which therefore stays as well.
function firstKept(table: SampleTable, series: StoredSeries, rawFrom: Instant): Instant {
  return series.kind === 'counter' ? (table.before(series.id, rawFrom)?.time ?? rawFrom) : rawFrom;
}

function isThereOld(
  table: SampleTable,
  sqlite: SqliteDatabase,
  series: StoredSeries,
  rawFrom: Instant,
  hoursFrom: Instant,
): boolean {
  if (table.before(series.id, firstKept(table, series, rawFrom)) !== undefined) {
    return true;
  }
  const hour = sqlite.prepare('SELECT 1 FROM sample_hour WHERE series_id = ? AND time < ? LIMIT 1');
  return hour.get(series.id, hoursFrom) !== undefined;
}

/** Deletes the oldest rows of a series before a moment, at most `ROWS_PER_STEP`, and answers how many. */
function deleter(
  sqlite: SqliteDatabase,
  table: 'infrastructure_metric' | 'sample_hour',
): (seriesId: number, before: Instant) => number {
  const boundary = sqlite
    .prepare<[number, Instant], Instant>(
      `SELECT time FROM ${table} WHERE series_id = ? AND time < ? ORDER BY time LIMIT 1 OFFSET ${ROWS_PER_STEP}`,
    )
    .pluck();
  const remove = sqlite.prepare<[number, Instant]>(`DELETE FROM ${table} WHERE series_id = ? AND time < ?`);
  const step = sqlite.transaction((seriesId: number, before: Instant) => {
    return remove.run(seriesId, boundary.get(seriesId, before) ?? before).changes;
  });
  return (seriesId, before) => step.immediate(seriesId, before);
}

/**
 * Removes collection attempts that started before `cutoff` (epoch seconds). The newest of each
 * capability stays, and the newest that went well, since the pages show their age. Answers how many went.
 */
async function* forgetOldAttempts(sqlite: SqliteDatabase, cutoff: Instant): Work<number> {
  const chunk = sqlite
    .prepare<[number, Instant], number>(
      `SELECT id FROM collection_attempt WHERE id > ? AND started_at < ? ORDER BY id LIMIT ${ROWS_PER_STEP}`,
    )
    .pluck();
  const remove = sqlite.prepare<[number, number, Instant]>(
    `DELETE FROM collection_attempt AS old
     WHERE id BETWEEN ? AND ? AND started_at < ? AND EXISTS (
       SELECT 1 FROM collection_attempt AS newer
       WHERE newer.connection_id = old.connection_id AND newer.capability = old.capability
         AND (newer.started_at, newer.id) > (old.started_at, old.id)
         AND (old.outcome <> 'ok' OR newer.outcome = 'ok'))`,
  );
  let removed = 0;
  let last = 0;
  for (;;) {
    const ids = chunk.all(last, cutoff);
    const [first, newest] = [ids[0], ids.at(-1)];
    if (first === undefined || newest === undefined) {
      return removed;
    }
    removed += remove.run(first, newest, cutoff).changes;
    last = newest;
    yield { done: removed, total: null, unit: 'attempts' };
  }
}
