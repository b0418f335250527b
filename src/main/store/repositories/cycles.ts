import { asc, desc, eq, getTableColumns, gte, inArray, isNotNull, sql, sum } from 'drizzle-orm';
import type { CollectionAttempt, MonitoringCycle } from '#shared/domain/cycle';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { preparedInsert } from '../database/prepared-insert';
import type { SqliteDatabase } from '../database/sqlite';
import type { CycleRepository } from '../measured';
import { collectionAttempt, connection, monitoringCycle } from '../schema';

// A skip from one (connection, capability) to the next over the index: the table grows by every cycle
// and must not be read as a whole to find its newest rows.
const NEXT = `FROM collection_attempt
  WHERE (connection_id, capability) > (pair.connection, pair.capability) ORDER BY connection_id, capability LIMIT 1`;
const NEWEST = `(
  WITH RECURSIVE pair(connection, capability) AS (
    VALUES ('', '')
    UNION ALL
    SELECT (SELECT connection_id ${NEXT}), (SELECT capability ${NEXT}) FROM pair WHERE pair.connection IS NOT NULL
  )
  SELECT (SELECT id FROM collection_attempt
    WHERE connection_id = pair.connection AND capability = pair.capability ORDER BY started_at DESC, id DESC LIMIT 1)
  FROM pair)`;
const OF_THE_SAME = `FROM collection_attempt same
  WHERE same.connection_id = collection_attempt.connection_id AND same.capability = collection_attempt.capability`;
const LAST_GOOD = `(SELECT same.started_at ${OF_THE_SAME} AND same.outcome = 'ok' ORDER BY same.started_at DESC LIMIT 1)`;
const FAILING_SINCE = `CASE WHEN outcome <> 'ok' THEN (
  SELECT same.started_at ${OF_THE_SAME} AND same.started_at > COALESCE(${LAST_GOOD}, -1) ORDER BY same.started_at LIMIT 1) END`;

/** Runs of the monitoring cycle, and how each capability answered. */
export function cycleRepository(db: Drizzle, sqlite: SqliteDatabase): CycleRepository {
  const lastMessage = sqlite
    .prepare<[string, string, string], string>(
      `SELECT message FROM collection_attempt
       WHERE connection_id = ? AND capability = ? AND outcome = ? ORDER BY started_at DESC LIMIT 1`,
    )
    .pluck();

  // One statement, prepared once: every cycle and every screen asks for it, and each statement takes the file's lock.
  const newest = db
    .select({
      ...getTableColumns(collectionAttempt),
      lastGoodAt: sql<number | null>`${sql.raw(LAST_GOOD)}`,
      failingSince: sql<number | null>`${sql.raw(FAILING_SINCE)}`,
    })
    .from(collectionAttempt)
    .where(inArray(collectionAttempt.id, sql.raw(NEWEST)))
    .orderBy(asc(collectionAttempt.connectionId), asc(collectionAttempt.capability))
    .prepare();

  const writeAttempt = preparedInsert(db, collectionAttempt);

  return {
    async begin(trigger, at) {
      return db
        .insert(monitoringCycle)
        .values({ trigger, startedAt: at, metricsCollected: 0, recommendationsGenerated: 0, alertsTriggered: 0 })
        .returning({ id: monitoringCycle.id })
        .get().id;
    },
    async finish(id, result) {
      db.update(monitoringCycle).set(result).where(eq(monitoringCycle.id, id)).run();
    },
    async last() {
      const order = [desc(monitoringCycle.startedAt), desc(monitoringCycle.id)];
      const row = db
        .select()
        .from(monitoringCycle)
        .where(isNotNull(monitoringCycle.finishedAt))
        .orderBy(...order)
        .limit(1)
        .get();
      return row === undefined ? null : toCycle(row);
    },
    async recordAttempts(cycleId, attempts) {
      db.transaction((tx) => {
        const rows = tx.select({ id: connection.id }).from(connection).all();
        const there = new Set(rows.map(({ id }) => id));
        for (const { reading, noNetwork: _noNetwork, ...attempt } of attempts) {
          // One that was removed while the cycle ran has no rows any more, and costs the others nothing.
          if (!there.has(attempt.connectionId)) continue;
          writeAttempt({ ...attempt, ...reading, cycleId, durationMs: Math.round(attempt.durationMs) });
        }
      }, IMMEDIATE);
    },
    async attemptsOf(cycleId) {
      return db.select().from(collectionAttempt).where(eq(collectionAttempt.cycleId, cycleId)).all().map(toAttempt);
    },
    async requestsSince(since) {
      const rows = db
        .select({ id: collectionAttempt.connectionId, requests: sum(collectionAttempt.requests) })
        .from(collectionAttempt)
        .where(gte(collectionAttempt.startedAt, since))
        .groupBy(collectionAttempt.connectionId)
        .all();
      return new Map(rows.map(({ id, requests }) => [id, Number(requests ?? 0)]));
    },
    async lastAttempts() {
      return newest.all().map(({ lastGoodAt, failingSince, ...row }) => ({
        attempt: toAttempt(row),
        lastGoodAt,
        ...(failingSince !== null && { failingSince }),
      }));
    },
    async lastMessage(connectionId, capability, outcome) {
      return lastMessage.get(connectionId, capability, outcome) ?? null;
    },
  };
}

function toCycle({ failure, ...cycle }: typeof monitoringCycle.$inferSelect): MonitoringCycle {
  return failure === null ? cycle : { ...cycle, failure };
}

function toAttempt(row: typeof collectionAttempt.$inferSelect): CollectionAttempt {
  const { id: _id, cycleId: _cycleId, rows, notUnderstood, ...attempt } = row;
  return rows === null || notUnderstood === null ? attempt : { ...attempt, reading: { rows, notUnderstood } };
}
