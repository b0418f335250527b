import { and, asc, eq, isNotNull, isNull, lte, max, sql } from 'drizzle-orm';
import type { ForecastRecord } from '#shared/domain/forecast-record';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { preparedInsert } from '../database/prepared-insert';
import { forecastRecord } from '../schema';
import type { ForecastRepository } from '../store';

/** Forecasts as they were made, one a series and day, and what came true. */
export function forecastRepository(db: Drizzle): ForecastRepository {
  const read = (where: ReturnType<typeof and>): ForecastRecord[] =>
    db
      .select()
      .from(forecastRecord)
      .where(and(isNotNull(forecastRecord.seriesId), where))
      .orderBy(asc(forecastRecord.seriesId), asc(forecastRecord.targetAt))
      .all()
      .flatMap((row) => toRecord(row) ?? []);
  const write = preparedInsert(db, forecastRecord, 'keep-first');
  const score = db
    .update(forecastRecord)
    // Without an encoder of their own, so that a day that was never measured stays null.
    .set({ actual: sql`${sql.placeholder('actual')}`, scoredAt: sql`${sql.placeholder('at')}` })
    .where(and(eq(forecastRecord.id, sql.placeholder('id')), isNull(forecastRecord.scoredAt)))
    .prepare();
  return {
    async save(forecasts) {
      let saved = 0;
      db.transaction(() => {
        for (const { step, ...forecast } of forecasts) {
          const { t: targetAt, ...quantiles } = step;
          saved += write({ ...forecast, ...quantiles, targetAt });
        }
      }, IMMEDIATE);
      return saved;
    },
    async score(outcomes, at) {
      db.transaction(() => {
        for (const { id, actual } of outcomes) {
          score.run({ id, actual, at });
        }
      }, IMMEDIATE);
    },
    async due(before, seriesId) {
      const own = seriesId === undefined ? undefined : eq(forecastRecord.seriesId, seriesId);
      return read(and(isNull(forecastRecord.scoredAt), lte(forecastRecord.targetAt, before), own));
    },
    async scored(seriesId) {
      const came = and(isNotNull(forecastRecord.scoredAt), isNotNull(forecastRecord.actual));
      return read(seriesId === undefined ? came : and(came, eq(forecastRecord.seriesId, seriesId)));
    },
    async lastTargets() {
      const rows = db
        .select({ seriesId: forecastRecord.seriesId, last: max(forecastRecord.targetAt) })
        .from(forecastRecord)
        .where(isNotNull(forecastRecord.seriesId))
        .groupBy(forecastRecord.seriesId)
        .all();
      return new Map(
        rows.flatMap(({ seriesId, last }) => (seriesId === null || last === null ? [] : [[seriesId, last]])),
      );
    },
  };
}

/** Null for a row of a version that kept fewer quantiles. */
function toRecord(row: typeof forecastRecord.$inferSelect): ForecastRecord | null {
  const { q025, q10, q25, q50, q75, q90, q975, targetAt, seriesId, replayed, ...rest } = row;
  if (seriesId === null || q025 === null || q25 === null || q75 === null || q975 === null) {
    return null;
  }
  return {
    ...rest,
    seriesId,
    replayed: replayed === true,
    step: { t: targetAt, q025, q10, q25, q50, q75, q90, q975 },
  };
}
