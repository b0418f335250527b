import type { SqliteDatabase } from '../database/sqlite';
import { SampleTable } from './sample-tables';
import { SampleWriter, type StoredSeries } from './sample-writer';
import { SeriesCatalog } from './series-catalog';

/** Works out the hours and days that are missing or count less than the raw samples, for every series. */
export function fillRollups(sqlite: SqliteDatabase): void {
  const writer = new SampleWriter(sqlite);
  const samples = new SampleTable(sqlite);
  for (const series of new SeriesCatalog(sqlite).list()) {
    sqlite.transaction(() => fillSeries(writer, samples, series)).immediate();
  }
}

function fillSeries(writer: SampleWriter, samples: SampleTable, series: StoredSeries): void {
  let next = samples.after(series.id, 0);
  while (next !== undefined) {
    const end = writer.completeDay(series, next.time);
    next = samples.after(series.id, end - 1);
  }
}
