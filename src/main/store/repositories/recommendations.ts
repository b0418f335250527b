import { desc, eq, inArray } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { recommendationEvent, upgradeRecommendation } from '../schema';
import type { RecommendationRepository } from '../store';

/** Upgrade recommendations with their life; newest first. */
export function recommendationRepository(db: Drizzle): RecommendationRepository {
  return {
    async list(statuses) {
      return db
        .select()
        .from(upgradeRecommendation)
        .where(statuses === undefined ? undefined : inArray(upgradeRecommendation.status, [...statuses]))
        .orderBy(desc(upgradeRecommendation.createdAt), desc(upgradeRecommendation.id))
        .all();
    },
    async find(id) {
      return db.select().from(upgradeRecommendation).where(eq(upgradeRecommendation.id, id)).get() ?? null;
    },
    async insert(recommendation) {
      return db.insert(upgradeRecommendation).values(recommendation).returning().get();
    },
    async update(id, transition) {
      return db.transaction((tx) => {
        const current = tx.select().from(upgradeRecommendation).where(eq(upgradeRecommendation.id, id)).get();
        if (current === undefined) {
          return null;
        }
        const step = transition(current);
        if (step === null) {
          return current;
        }
        if (step.event !== null) {
          tx.insert(recommendationEvent)
            .values({ ...step.event, recommendationId: id })
            .run();
        }
        return tx
          .update(upgradeRecommendation)
          .set({ ...step.next, id })
          .where(eq(upgradeRecommendation.id, id))
          .returning()
          .get();
      }, IMMEDIATE);
    },
    async events(id) {
      return db
        .select()
        .from(recommendationEvent)
        .where(eq(recommendationEvent.recommendationId, id))
        .orderBy(recommendationEvent.at, recommendationEvent.id)
        .all();
    },
  };
}
