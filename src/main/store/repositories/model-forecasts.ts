import { and, desc, eq, ne, notInArray } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { ModelForecastRepository } from '../learned';
import { modelForecast } from '../schema';

/** What the user's own forecast model said of each day, for its comparison with ours. */
export function modelForecastRepository(db: Drizzle): ModelForecastRepository {
  return {
    async list(seriesId, model) {
      const rows = db
        .select()
        .from(modelForecast)
        .where(and(eq(modelForecast.seriesId, seriesId), eq(modelForecast.model, model)))
        .orderBy(modelForecast.targetAt)
        .all();
      return rows.map(({ targetAt, q025, q10, q25, q50, q75, q90, q975, actual, over }) => ({
        step: { t: targetAt, q025, q10, q25, q50, q75, q90, q975 },
        actual,
        over,
      }));
    },
    async keep(seriesId, model, days, at, most) {
      db.transaction((tx) => {
        const own = eq(modelForecast.seriesId, seriesId);
        tx.delete(modelForecast)
          .where(and(own, ne(modelForecast.model, model)))
          .run();
        for (const { step, actual, over } of days) {
          const { t: targetAt, ...quantiles } = step;
          tx.insert(modelForecast)
            .values({ seriesId, model, targetAt, madeAt: at, ...quantiles, actual, over })
            .onConflictDoUpdate({ target: [modelForecast.seriesId, modelForecast.targetAt], set: { actual, over } })
            .run();
        }
        const newest = tx
          .select({ targetAt: modelForecast.targetAt })
          .from(modelForecast)
          .where(own)
          .orderBy(desc(modelForecast.targetAt))
          .limit(most);
        tx.delete(modelForecast)
          .where(and(own, notInArray(modelForecast.targetAt, newest)))
          .run();
      }, IMMEDIATE);
    },
  };
}
