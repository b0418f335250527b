import type { Day } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';

/** The column of `charge` behind each heading that is added up by day. */
const COLUMNS = { service: 'service', project: 'project_id', region: 'region', category: 'category' } as const;

const sumUp = (heading: keyof typeof COLUMNS): string => `
  INSERT INTO charge_day
  SELECT connection_id, source, day, '${heading}', ${COLUMNS[heading]}, currency,
    sum(coalesce(billed_micros, 0)), sum(coalesce(effective_micros, 0)), sum(coalesce(list_micros, 0)),
    count(*), sum(billed_micros IS NULL)
  FROM charge WHERE connection_id = ? AND source = ? AND day = ?
  GROUP BY ${COLUMNS[heading]}, currency`;

/** Works out the sums of one day's charges anew; to be called inside the transaction that changed them. */
export function chargeDaySums(sqlite: SqliteDatabase): (connectionId: string, source: string, day: Day) => void {
  const forget = sqlite.prepare('DELETE FROM charge_day WHERE connection_id = ? AND source = ? AND day = ?');
  const headings = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const sums = headings.map((heading) => sqlite.prepare(sumUp(heading)));
  return (connectionId, source, day) => {
    forget.run(connectionId, source, day);
    for (const sum of sums) {
      sum.run(connectionId, source, day);
    }
  };
}
