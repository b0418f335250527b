import { daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';
import { latestKept } from '#shared/domain/instant-bounds';
import type { SqliteDatabase } from '../database/sqlite';
import { reopenAfter, repairTimes } from '../maintenance/repair-times';
import type { SampleIntake } from '../rollup/sample-intake';
import type { SetAsideRepository } from '../store';
import { chargeDaySums } from './charge-day-sums';

/**
 * A clock that stands behind by less than this looks as if the newest rows came from a future: nothing is taken
 * out for so little, since it is past soon.
 */
const LEAST_AHEAD = 30 * MINUTE;

/** Seconds without a cycle after which those that follow a time so near are a clock's own: it was wrong twice. */
const LEAP = 30 * DAY;

const FUTURE_CYCLES = 'SELECT id FROM monitoring_cycle WHERE started_at > :cut';
const FUTURE_ALERTS = 'SELECT id FROM alert WHERE active_at > :cut';
const FUTURE_RECOMMENDATIONS = 'SELECT id FROM upgrade_recommendation WHERE created_at > :cut';

/** The alert goes after what points at it. */
const OF_ALERT = '(SELECT connection_id FROM alert WHERE alert.id = alert_id)';

interface Taken {
  readonly table: string;
  readonly time: string;
  /** Which rows go, in terms of `:cut`; default those whose time is later. */
  readonly where?: string;
  /** Whose a row is, where it does not say so itself. */
  readonly connection?: string;
  /** True for what can be put back by itself: figures, not the steps of a life that went on meanwhile. */
  readonly isFigure?: true;
}

const SAMPLES: Taken = {
  table: 'infrastructure_metric',
  time: 'time',
  connection: '(SELECT connection_id FROM series WHERE series.id = series_id)',
  isFigure: true,
};

/** What has a time of its own; rows that point at others come before them. */
const TABLES: readonly Taken[] = [
  SAMPLES,
  { table: 'deployment', time: 'created_at', isFigure: true },
  { table: 'forecast_record', time: 'made_at', isFigure: true },
  {
    table: 'model_forecast',
    time: 'made_at',
    connection: '(SELECT connection_id FROM series WHERE series.id = series_id)',
    isFigure: true,
  },
  { table: 'charge', time: 'period_start', isFigure: true },
  { table: 'ai_usage_event', time: 'bucket_start', isFigure: true },
  {
    table: 'delivery',
    time: 'at',
    connection: OF_ALERT,
    where: `at > :cut OR alert_id IN (${FUTURE_ALERTS})
      OR alert_event_id IN (SELECT id FROM alert_event WHERE at > :cut)`,
  },
  { table: 'digest_delivery', time: 'at', connection: 'NULL' },
  { table: 'alert_event', time: 'at', connection: OF_ALERT, where: `at > :cut OR alert_id IN (${FUTURE_ALERTS})` },
  { table: 'alert', time: 'active_at' },
  {
    table: 'recommendation_outcome',
    time: 'measured_at',
    connection: '(SELECT connection_id FROM upgrade_recommendation AS r WHERE r.id = recommendation_id)',
    where: `measured_at > :cut OR recommendation_id IN (${FUTURE_RECOMMENDATIONS})`,
  },
  {
    table: 'recommendation_event',
    time: 'at',
    connection: '(SELECT connection_id FROM upgrade_recommendation AS r WHERE r.id = recommendation_id)',
    where: `at > :cut OR recommendation_id IN (${FUTURE_RECOMMENDATIONS})`,
  },
  { table: 'upgrade_recommendation', time: 'created_at' },
  { table: 'limit_history', time: 'valid_until' },
  { table: 'plan_history', time: 'learned_at' },
  { table: 'bill_statement', time: 'at' },
  { table: 'collection_attempt', time: 'started_at', where: `started_at > :cut OR cycle_id IN (${FUTURE_CYCLES})` },
  { table: 'monitoring_cycle', time: 'started_at', connection: 'NULL' },
];

/** The earliest time after `:cut` of what a cycle or a provider leaves behind; each asks an index, never a whole table. */
const FIRST_AHEAD = `
  SELECT min(t) FROM (
    SELECT min(started_at) AS t FROM monitoring_cycle WHERE started_at > :cut
    UNION ALL SELECT min(created_at) FROM deployment WHERE created_at > :cut
    UNION ALL SELECT min(at) FROM alert_event WHERE at > :cut
    UNION ALL SELECT (SELECT min(time) FROM infrastructure_metric WHERE series_id = series.id AND time > :cut) FROM series
  )`;

/** The last cycle before the first leap, where all before the leap may be real; null where the cycles go on. */
const BEFORE_LEAP = `
  SELECT max(started_at) FROM monitoring_cycle WHERE started_at < (
    SELECT min(started_at) FROM monitoring_cycle AS late WHERE started_at > :cut AND NOT EXISTS (
      SELECT 1 FROM monitoring_cycle WHERE started_at >= late.started_at - ${LEAP} AND started_at < late.started_at))`;

/** Something of the file is older than the clock: else it is the clock that stands in a past that is over. */
const IS_BELIEVED = `
  SELECT EXISTS (SELECT 1 FROM connection WHERE created_at <= :cut)
    OR EXISTS (SELECT 1 FROM monitoring_cycle WHERE started_at <= :cut)`;

/** Rows from a future that never was: out of their tables, so that no figure can count them. */
export function setAsideRepository(sqlite: SqliteDatabase, intake: SampleIntake): SetAsideRepository {
  const firstAhead = sqlite.prepare<{ cut: Instant }, Instant | null>(FIRST_AHEAD).pluck();
  const isBelieved = sqlite.prepare<{ cut: Instant }, number>(IS_BELIEVED).pluck();
  const beforeLeap = sqlite.prepare<{ cut: Instant }, Instant | null>(BEFORE_LEAP).pluck();
  const count = sqlite.prepare<[], { rows: number; first: Instant | null; last: Instant | null; at: Instant | null }>(
    'SELECT count(*) AS rows, min(time) AS first, max(time) AS last, max(at) AS at FROM set_aside',
  );
  const kinds = sqlite.prepare<[], { table: string; rows: number }>(
    'SELECT table_name AS "table", count(*) AS rows FROM set_aside GROUP BY table_name ORDER BY table_name',
  );

  const columnsOf = (table: string): readonly string[] =>
    sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

  const takeOut = (
    { table, time, where = `${time} > :cut`, connection = 'connection_id' }: Taken,
    now: Instant,
    cut: Instant,
  ): number => {
    const pairs = columnsOf(table).map((name) => `'${name}', "${name}"`);
    const { changes } = sqlite
      .prepare(
        `INSERT INTO set_aside (table_name, connection_id, time, at, row)
         SELECT '${table}', ${connection}, ${time}, :now, json_object(${pairs.join(', ')}) FROM ${table} WHERE ${where}`,
      )
      .run({ now, cut });
    if (changes > 0) {
      sqlite.prepare(`DELETE FROM ${table} WHERE ${where}`).run({ cut });
    }
    return changes;
  };

  /** A total that was spread over days which never were has a part in today, too; the next reading tells it anew. */
  const takeOutToday = (id: number, now: Instant, cut: Instant): number => {
    const series = intake.catalog.find(id);
    if (series?.kind !== 'daily') {
      return 0;
    }
    const { start } = daySpanOf(cut, series.zone);
    return takeOut({ ...SAMPLES, where: `series_id = ${id} AND time >= :cut` }, now, start);
  };

  /** Hours and days follow from the samples that are left. */
  const rebuildFrom = (ids: readonly number[], cut: Instant): void => {
    intake.forget();
    // What a meter read is told anew by the next reading.
    sqlite.prepare('DELETE FROM meter_reading WHERE read_at > ?').run(cut);
    for (const id of ids) {
      for (const table of ['sample_hour', 'sample_day']) {
        sqlite.prepare(`DELETE FROM ${table} WHERE series_id = ? AND time > ?`).run(id, cut);
      }
      const series = intake.catalog.find(id);
      if (series?.kind === 'daily') {
        const { start } = daySpanOf(cut, series.zone);
        sqlite.prepare('DELETE FROM sample_day WHERE series_id = ? AND time >= ?').run(id, start);
      }
      if (series !== null && series.kind !== 'daily') {
        intake.writer.rebuildDayAround(series, cut);
      }
    }
    intake.forget();
  };

  /** What lies after it was kept by a clock that was ahead; null where nothing was, or this clock may be the wrong one. */
  const cutAt = (now: Instant): Instant | null => {
    const cut = latestKept(now);
    const first = firstAhead.get({ cut }) ?? null;
    if (first === null || isBelieved.get({ cut }) !== 1) return null;
    if (first >= now + LEAST_AHEAD) return cut;
    const last = beforeLeap.get({ cut }) ?? null;
    return last === null ? null : Math.max(cut, latestKept(last));
  };

  const recognise = sqlite.transaction((now: Instant): number => {
    const cut = cutAt(now);
    if (cut === null) {
      return 0;
    }
    const seriesIds = sqlite
      .prepare<[Instant], number>(
        'SELECT id FROM series WHERE EXISTS (SELECT 1 FROM infrastructure_metric WHERE series_id = id AND time > ?)',
      )
      .pluck()
      .all(cut);
    const sums = chargeDaySums(sqlite);
    const days = sqlite
      .prepare<[Instant], { connectionId: string; source: string; day: string }>(
        'SELECT DISTINCT connection_id AS connectionId, source, day FROM charge WHERE period_start > ?',
      )
      .all(cut);
    reopenAfter(sqlite, cut, now);
    const today = seriesIds.reduce((sum, id) => sum + takeOutToday(id, now, cut), 0);
    const rows = TABLES.reduce((sum, taken) => sum + takeOut(taken, now, cut), today);
    repairTimes(sqlite, cut, now);
    rebuildFrom(seriesIds, cut);
    for (const { connectionId, source, day } of days) {
      sums(connectionId, source, day);
    }
    return rows;
  });

  const putBack = sqlite.transaction((now: Instant): number => {
    const cut = latestKept(now);
    let rows = 0;
    for (const { table } of TABLES.filter(({ isFigure }) => isFigure === true)) {
      const columns = columnsOf(table);
      const { changes } = sqlite
        .prepare(
          `INSERT OR IGNORE INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
           SELECT ${columns.map((name) => `row ->> '$.${name}'`).join(', ')} FROM set_aside
           WHERE table_name = ? AND time <= ?`,
        )
        .run(table, cut);
      rows += changes;
    }
    const samples = sqlite
      .prepare<[Instant], { id: number; time: Instant }>(
        `SELECT row ->> '$.series_id' AS id, time FROM set_aside
         WHERE table_name = 'infrastructure_metric' AND time <= ? ORDER BY 1, 2`,
      )
      .all(cut);
    intake.forget();
    let rebuilt = { id: -1, end: 0 };
    for (const { id, time } of samples) {
      const series = intake.catalog.find(id);
      if (series !== null && (id !== rebuilt.id || time >= rebuilt.end)) {
        rebuilt = { id, end: intake.writer.rebuildDayAround(series, time) };
      }
    }
    intake.forget();
    const sums = chargeDaySums(sqlite);
    const days = sqlite
      .prepare<[Instant], { connectionId: string; source: string; day: string }>(
        `SELECT DISTINCT row ->> '$.connection_id' AS connectionId, row ->> '$.source' AS source, row ->> '$.day' AS day
         FROM set_aside WHERE table_name = 'charge' AND time <= ?`,
      )
      .all(cut);
    for (const { connectionId, source, day } of days) {
      sums(connectionId, source, day);
    }
    const figures = TABLES.flatMap(({ table, isFigure }) => (isFigure === true ? [`'${table}'`] : []));
    sqlite.prepare(`DELETE FROM set_aside WHERE time <= ? AND table_name IN (${figures.join(', ')})`).run(cut);
    return rows;
  });

  return {
    async recognise(now) {
      // Asked before every cycle: a look that writes nothing needs no lock.
      const first = firstAhead.get({ cut: latestKept(now) }) ?? null;
      return first === null ? 0 : recognise.immediate(now);
    },
    async status(now) {
      const { rows, first, last, at } = count.get() ?? { rows: 0, first: null, last: null, at: null };
      const ahead = firstAhead.get({ cut: latestKept(now) + LEAST_AHEAD }) ?? null;
      return { rows, first, last, at, tables: kinds.all(), clockIsBehind: ahead !== null };
    },
    async remove() {
      return sqlite.prepare('DELETE FROM set_aside').run().changes;
    },
    async putBack(now) {
      return putBack.immediate(now);
    },
  };
}
