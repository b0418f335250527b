import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Advice, Recommendation } from '#shared/domain/recommendation';
import type { RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { recommendationEvent, recommendationOutcome, upgradeRecommendation } from '../schema';
import type { RecommendationRepository } from '../store';

/** Recommendations with their life and what came of them; newest first. */
export function recommendationRepository(db: Drizzle): RecommendationRepository {
  return {
    async list(statuses) {
      return db
        .select()
        .from(upgradeRecommendation)
        .where(statuses === undefined ? undefined : inArray(upgradeRecommendation.status, [...statuses]))
        .orderBy(desc(upgradeRecommendation.createdAt), desc(upgradeRecommendation.id))
        .all()
        .map(toRecommendation);
    },
    async find(id) {
      const row = db.select().from(upgradeRecommendation).where(eq(upgradeRecommendation.id, id)).get();
      return row === undefined ? null : toRecommendation(row);
    },
    async insert(recommendation) {
      return toRecommendation(db.insert(upgradeRecommendation).values(toRow(recommendation)).returning().get());
    },
    async update(id, transition) {
      return db.transaction((tx) => {
        const row = tx.select().from(upgradeRecommendation).where(eq(upgradeRecommendation.id, id)).get();
        if (row === undefined) {
          return null;
        }
        const current = toRecommendation(row);
        const step = transition(current);
        if (step === null) {
          return current;
        }
        if (step.event !== null) {
          tx.insert(recommendationEvent)
            .values({ ...step.event, recommendationId: id })
            .run();
        }
        return toRecommendation(
          tx
            .update(upgradeRecommendation)
            .set(toRow(step.next))
            .where(eq(upgradeRecommendation.id, id))
            .returning()
            .get(),
        );
      }, IMMEDIATE);
    },
    async events(id) {
      return db
        .select()
        .from(recommendationEvent)
        .where(id === undefined ? undefined : eq(recommendationEvent.recommendationId, id))
        .orderBy(recommendationEvent.at, recommendationEvent.id)
        .all();
    },
    async outcomes(id) {
      const { changedAt, days } = recommendationOutcome;
      return db
        .select()
        .from(recommendationOutcome)
        .where(id === undefined ? undefined : eq(recommendationOutcome.recommendationId, id))
        .orderBy(asc(changedAt), asc(recommendationOutcome.recommendationId), asc(days))
        .all()
        .map(toOutcome);
    },
    async saveOutcome({ saved, ...outcome }) {
      const amounts = { savedLow: saved?.q10 ?? null, saved: saved?.q50 ?? null, savedHigh: saved?.q90 ?? null };
      const row = { ...outcome, ...amounts };
      const { recommendationId, changedAt, days } = recommendationOutcome;
      db.insert(recommendationOutcome)
        .values(row)
        .onConflictDoUpdate({ target: [recommendationId, changedAt, days], set: row })
        .run();
    },
  };
}

type Row = typeof upgradeRecommendation.$inferSelect;

/** The whole advice lies in one column; what is looked for or checked has one of its own beside it. */
function toRow(recommendation: Omit<Recommendation, 'id'>): Omit<Row, 'id'> {
  const {
    id: _,
    status,
    createdAt,
    updatedAt,
    snoozedUntil,
    statusReason,
    ...advice
  } = {
    ...{ id: 0, ...recommendation },
  };
  const life = { status, createdAt, updatedAt, snoozedUntil, statusReason };
  const { key, connectionId, kind, service, metric, priority } = advice satisfies Advice;
  return { key, connectionId, kind, service, metric, priority, advice, ...life };
}

function toRecommendation({ id, status, advice, createdAt, updatedAt, snoozedUntil, statusReason }: Row) {
  return { ...advice, id, status, createdAt, updatedAt, snoozedUntil, statusReason };
}

function toOutcome({
  savedLow,
  saved,
  savedHigh,
  ...row
}: typeof recommendationOutcome.$inferSelect): RecommendationOutcome {
  const isTold = savedLow !== null && saved !== null && savedHigh !== null;
  return { ...row, saved: isTold ? { q10: savedLow, q50: saved, q90: savedHigh } : null };
}
