import type { Day } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';

/** The column of `charge` behind each heading that is added up by day. */
const COLUMNS = { service: 'service', project: 'project_id', region: 'region', category: 'category' } as const;

const sumUp = ([heading, column]: readonly [string, string]): string => `
  SELECT :connection, :source, :day, '${heading}', ${column}, currency,
    sum(coalesce(billed_micros, 0)), sum(coalesce(effective_micros, 0)), sum(coalesce(list_micros, 0)),
    count(*), sum(billed_micros IS NULL)
  FROM of_day GROUP BY ${column}, currency`;

/** All headings from one reading of the day's rows: they lie apart in the file, and a large day has thousands. */
const SUM_UP = `
  INSERT INTO charge_day
  WITH of_day AS MATERIALIZED (
    SELECT ${Object.values(COLUMNS).join(', ')}, currency, billed_micros, effective_micros, list_micros
    FROM charge WHERE connection_id = :connection AND source = :source AND day = :day
  )
  ${Object.entries(COLUMNS).map(sumUp).join(' UNION ALL ')}`;

/** Works out the sums of one day's charges anew; to be called inside the transaction that changed them. */
export function chargeDaySums(sqlite: SqliteDatabase): (connectionId: string, source: string, day: Day) => void {
  const forget = sqlite.prepare('DELETE FROM charge_day WHERE connection_id = ? AND source = ? AND day = ?');
  const sumUpDay = sqlite.prepare(SUM_UP);
  return (connection, source, day) => {
    forget.run(connection, source, day);
    sumUpDay.run({ connection, source, day });
  };
}
