import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { KeptForecastRepository } from '../learned';
import { forecast, series } from '../schema';

/** The forecasts of the last cycle, one a series, for the next start of the app. */
export function keptForecastRepository(db: Drizzle): KeptForecastRepository {
  return {
    async all() {
      const rows = db.select().from(forecast).all();
      return new Map(rows.map((row) => [row.seriesId, { fingerprint: row.fingerprint, forecast: row.forecast }]));
    },
    async replace(forecasts, at) {
      db.transaction((tx) => {
        tx.delete(forecast).run();
        for (const { id } of tx.select({ id: series.id }).from(series).all()) {
          const kept = forecasts.get(id);
          if (kept !== undefined) {
            tx.insert(forecast)
              .values({ ...kept, seriesId: id, madeAt: at })
              .run();
          }
        }
      }, IMMEDIATE);
    },
  };
}
