import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  Advice,
  Recommendation,
  RecommendationEvent,
  RecommendationPriority,
  RecommendationStatus,
} from '#shared/domain/recommendation';
import type { LifeReason } from '#shared/domain/recommendation-life';
import type { OutcomeDays, OutcomeVerdict } from '#shared/domain/recommendation-outcome';
import { connection } from './connection';

/** An advice as it was given, in codes and figures, and where it stands in its life. `advice` holds all of it. */
export const upgradeRecommendation = sqliteTable(
  'upgrade_recommendation',
  {
    id: integer('id').primaryKey(),
    /** The question that it answers. */
    key: text('key').notNull(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    kind: text('kind').$type<Advice['kind']>().notNull(),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    status: text('status').$type<RecommendationStatus>().notNull(),
    priority: text('priority').$type<RecommendationPriority>().notNull(),
    advice: text('advice', { mode: 'json' }).$type<Advice>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    snoozedUntil: integer('snoozed_until'),
    statusReason: text('status_reason', { mode: 'json' }).$type<Recommendation['statusReason']>(),
  },
  (table) => [
    index('upgrade_recommendation_by_key').on(table.key),
    index('upgrade_recommendation_by_status').on(table.status),
    check('upgrade_recommendation_priority', sql`priority IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
    check(
      'upgrade_recommendation_status',
      sql`status IN ('PENDING', 'REVIEWED', 'APPROVED', 'IMPLEMENTED', 'DISMISSED', 'EXPIRED')`,
    ),
  ],
);

/** Steps in the life of a recommendation. */
export const recommendationEvent = sqliteTable(
  'recommendation_event',
  {
    id: integer('id').primaryKey(),
    recommendationId: integer('recommendation_id')
      .notNull()
      .references(() => upgradeRecommendation.id),
    at: integer('at').notNull(),
    from: text('from_status').$type<RecommendationStatus>().notNull(),
    to: text('to_status').$type<RecommendationStatus>().notNull(),
    actor: text('actor').$type<RecommendationEvent['actor']>().notNull(),
    reason: text('why', { mode: 'json' }).$type<LifeReason>(),
  },
  (table) => [index('recommendation_event_by_recommendation').on(table.recommendationId)],
);

/**
 * What was promised and what came, 7 and 30 days after a change. Amounts a month in millionths of `currency`; `saved`
 * null where it cannot be told.
 */
export const recommendationOutcome = sqliteTable(
  'recommendation_outcome',
  {
    recommendationId: integer('recommendation_id')
      .notNull()
      .references(() => upgradeRecommendation.id),
    /** Start of the first whole day after the change. */
    changedAt: integer('changed_at').notNull(),
    days: integer('days').$type<OutcomeDays>().notNull(),
    measuredAt: integer('measured_at').notNull(),
    currency: text('currency').notNull(),
    promised: integer('promised').notNull(),
    savedLow: integer('saved_q10'),
    saved: integer('saved_q50'),
    savedHigh: integer('saved_q90'),
    limitHeld: integer('limit_held', { mode: 'boolean' }),
    verdict: text('verdict').$type<OutcomeVerdict>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recommendationId, table.changedAt, table.days] })],
);
