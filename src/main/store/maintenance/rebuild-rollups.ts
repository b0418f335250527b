import { DAY } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';
import { SampleTable } from '../rollup/sample-tables';
import { SampleWriter } from '../rollup/sample-writer';
import { SeriesCatalog } from '../rollup/series-catalog';
import type { Work } from './progress';

/** Works out all hours and days anew where their raw samples are still there. Answers how many days it looked at. */
export async function* rebuildRollups(sqlite: SqliteDatabase): Work<number> {
  const writer = new SampleWriter(sqlite);
  const samples = new SampleTable(sqlite);
  const catalog = new SeriesCatalog(sqlite);
  let days = 0;
  const step = sqlite.transaction((id: number, time: number): number => {
    // Read again: retention may have moved on since the last step.
    const series = catalog.find(id);
    const isSummedUp = series === null || (series.rawFrom !== null && time < series.rawFrom);
    if (isSummedUp) {
      return time + DAY;
    }
    return writer.rebuildDayAround(series, time);
  });
  for (const { id } of catalog.list()) {
    let next = samples.after(id, 0);
    while (next !== undefined) {
      const end = step.immediate(id, next.time);
      days += 1;
      yield { done: days, total: null, unit: 'days' };
      next = samples.after(id, end - 1);
    }
  }
  return days;
}
