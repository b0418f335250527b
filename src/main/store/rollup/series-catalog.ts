import type { MetricSample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import type { StoredSeries } from './sample-writer';

type SeriesRow = Omit<StoredSeries, 'projectId'> & { readonly projectId: string };

const COLUMNS = `id, connection_id AS connectionId, service, metric, project_id AS projectId, kind, unit, zone, source,
  raw_from AS rawFrom, hours_from AS hoursFrom`;

/** Which series a sample belongs to; known ones are kept in memory until `forget`. */
export class SeriesCatalog {
  private readonly selectByKey;
  private readonly selectById;
  private readonly selectAll;
  private readonly selectOf;
  private readonly insert;
  private readonly updateSource;
  private readonly byKey = new Map<string, StoredSeries>();

  constructor(sqlite: SqliteDatabase) {
    this.selectByKey = sqlite.prepare<[string, string, string, string], SeriesRow>(
      `SELECT ${COLUMNS} FROM series WHERE connection_id = ? AND service = ? AND metric = ? AND project_id = ?`,
    );
    this.selectById = sqlite.prepare<[number], SeriesRow>(`SELECT ${COLUMNS} FROM series WHERE id = ?`);
    this.selectAll = sqlite.prepare<[], SeriesRow>(`SELECT ${COLUMNS} FROM series ORDER BY id`);
    this.selectOf = sqlite.prepare<[string], SeriesRow>(
      `SELECT ${COLUMNS} FROM series WHERE connection_id = ? ORDER BY id`,
    );
    this.insert = sqlite.prepare<[string, string, string, string, string, string, string, string]>(
      `INSERT INTO series (connection_id, service, metric, project_id, kind, unit, zone, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.updateSource = sqlite.prepare<[string, number]>('UPDATE series SET source = ? WHERE id = ?');
  }

  forget(): void {
    this.byKey.clear();
  }

  list(): StoredSeries[] {
    return this.selectAll.all().map(fromRow);
  }

  /** Those of one connection alone: with many accounts each of them asks for its own. */
  listOf(connectionId: string): StoredSeries[] {
    return this.selectOf.all(connectionId).map(fromRow);
  }

  find(id: number): StoredSeries | null {
    const row = this.selectById.get(id);
    return row === undefined ? null : fromRow(row);
  }

  /** The series of `key` (see `seriesKey`), or null when nothing was stored under it yet. */
  known(connectionId: string, sample: MetricSample, key: string): StoredSeries | null {
    const kept = this.byKey.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const row = this.selectByKey.get(connectionId, sample.service, sample.metric, sample.projectId ?? '');
    if (row === undefined) {
      return null;
    }
    const series = fromRow(row);
    this.byKey.set(key, series);
    return series;
  }

  create(connectionId: string, sample: MetricSample, key: string): StoredSeries {
    const { service, metric, projectId, kind, unit, zone, source } = sample;
    const { lastInsertRowid } = this.insert.run(
      connectionId,
      service,
      metric,
      projectId ?? '',
      kind,
      unit,
      zone,
      source,
    );
    const series: StoredSeries = {
      id: Number(lastInsertRowid),
      connectionId,
      service,
      metric,
      projectId,
      kind,
      unit,
      zone,
      source,
      rawFrom: null,
      hoursFrom: null,
    };
    this.byKey.set(key, series);
    return series;
  }

  /** Notes that a known series now comes from another of the provider's answers. */
  changeSource(series: StoredSeries, source: string, key: string): StoredSeries {
    this.updateSource.run(source, series.id);
    const changed = { ...series, source };
    this.byKey.set(key, changed);
    return changed;
  }
}

/** What tells the series of one connection apart, in one string. */
export function seriesKey(
  connectionId: string,
  sample: Pick<MetricSample, 'service' | 'metric' | 'projectId'>,
): string {
  return `${connectionId}\n${sample.service}\n${sample.metric}\n${sample.projectId ?? ''}`;
}

function fromRow(row: SeriesRow): StoredSeries {
  return { ...row, projectId: row.projectId === '' ? null : row.projectId };
}
