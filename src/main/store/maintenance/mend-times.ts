import { z } from 'zod';
import { dayOf } from '#shared/core/calendar/calendar';
import { DAY, type Instant } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';

/** Nobody is offered to snooze for longer: what was snoozed in a future that never was ends with it. */
const LONGEST_SNOOZE = 31 * DAY;

/**
 * Takes lives back to where they stood before a clock went ahead: steps after `cut` are about to be taken out, so
 * that what they led to is undone. To be called before they are.
 */
export function reopenAfter(sqlite: SqliteDatabase, cut: Instant, now: Instant): void {
  sqlite
    .prepare(
      `UPDATE upgrade_recommendation AS r SET updated_at = :now, status = (
         SELECT from_status FROM recommendation_event WHERE recommendation_id = r.id AND at > :cut ORDER BY id LIMIT 1)
       WHERE created_at <= :cut
         AND EXISTS (SELECT 1 FROM recommendation_event WHERE recommendation_id = r.id AND at > :cut)`,
    )
    .run({ cut, now });
  // Of two alerts under one key only one may be open.
  sqlite
    .prepare(
      `UPDATE alert AS a SET resolved_at = NULL, state = CASE WHEN fired_at <= :cut THEN 'firing' ELSE 'pending' END
       WHERE active_at <= :cut AND resolved_at > :cut AND id = (SELECT max(id) FROM alert WHERE key = a.key AND active_at <= :cut)
         AND NOT EXISTS (SELECT 1 FROM alert WHERE key = a.key AND state IN ('pending', 'firing') AND active_at <= :cut)`,
    )
    .run({ cut });
}

/** Columns that say when something was last done: a time after the cut becomes now. */
const DONE: readonly (readonly [table: string, column: string])[] = [
  ['alert', 'updated_at'],
  ['alert', 'resolved_at'],
  ['upgrade_recommendation', 'updated_at'],
  ['charge', 'as_of'],
  ['ai_usage_event', 'data_as_of'],
  ['ai_usage_event', 'fetched_at'],
  ['ai_monthly_summary', 'data_as_of'],
  ['connection', 'created_at'],
  ['infrastructure_limit', 'as_of'],
  ['budget', 'created_at'],
  ['budget', 'updated_at'],
  ['price_override', 'created_at'],
  ['provider_limit', 'learned_at'],
  ['provider_limit', 'as_of'],
  ['provider_fact', 'learned_at'],
  ['provider_fact', 'as_of'],
  ['price_list', 'imported_at'],
  ['forecast', 'made_at'],
  ['verdict', 'at'],
];

/** Corrects the times of rows that stay: what was done in a future that never was, was done by now. */
export function mendTimes(sqlite: SqliteDatabase, cut: Instant, now: Instant): void {
  const run = (statement: string, values: object): void => void sqlite.prepare(statement).run(values);
  for (const [table, column] of DONE) {
    run(`UPDATE ${table} SET ${column} = :now WHERE ${column} > :cut`, { now, cut });
  }
  run(
    `UPDATE alert SET fired_at = NULL, state = CASE state WHEN 'firing' THEN 'pending' ELSE state END
       WHERE fired_at > :cut`,
    { cut },
  );
  run('UPDATE alert SET last_sent_at = NULL WHERE last_sent_at > :cut', { cut });
  run('UPDATE alert SET acknowledged_at = NULL WHERE acknowledged_at > :cut', { cut });
  for (const table of ['alert', 'upgrade_recommendation']) {
    run(`UPDATE ${table} SET snoozed_until = NULL WHERE snoozed_until > :late`, { late: cut + LONGEST_SNOOZE });
  }
  run('UPDATE monitoring_cycle SET finished_at = started_at WHERE finished_at > :cut', { cut });
  run('UPDATE collection_attempt SET retry_at = NULL WHERE retry_at > :late', { late: cut + DAY });
  run('UPDATE forecast_record SET actual = NULL, scored_at = NULL WHERE scored_at > :cut', { cut });
  run('UPDATE series SET raw_from = :now WHERE raw_from > :now', { now });
  run('UPDATE series SET hours_from = :now WHERE hours_from > :now', { now });
  run('DELETE FROM ai_monthly_summary WHERE month > :month', { month: dayOf(cut, 'UTC').slice(0, 7) });
  run('UPDATE ai_monthly_summary SET is_complete = 0, updated_at = :now WHERE updated_at > :cut', { now, cut });
  forgetCursors(sqlite, cut);
}

const askedSchema = z.object({ asked: z.record(z.string(), z.object({ at: z.number() })) });

/** What a monitor remembers of such a time would keep it from asking, or make a day of what never was. */
function forgetCursors(sqlite: SqliteDatabase, cut: Instant): void {
  const rows = sqlite.prepare<[], { id: string; cursors: string }>('SELECT id, cursors FROM connection').all();
  const forget = sqlite.prepare("UPDATE connection SET cursors = '{}' WHERE id = ?");
  for (const { id, cursors } of rows) {
    const read = askedSchema.safeParse(JSON.parse(cursors || '{}'));
    if (read.success && Object.values(read.data.asked).some(({ at }) => at > cut)) {
      forget.run(id);
    }
  }
}
