import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  Recommendation,
  RecommendationEvent,
  RecommendationPriority,
  RecommendationStatus,
} from '#shared/domain/recommendation';
import { connection } from './connection';

/** Advice to upgrade, with its reason, its arithmetic and where it stands in its life. */
export const upgradeRecommendation = sqliteTable(
  'upgrade_recommendation',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    status: text('status').$type<RecommendationStatus>().notNull(),
    priority: text('priority').$type<RecommendationPriority>().notNull(),
    currentPlan: text('current_plan').notNull(),
    recommendedPlan: text('recommended_plan').notNull(),
    currentUsage: real('current_usage').notNull(),
    limitValue: real('limit_value').notNull(),
    recommendedLimit: real('recommended_limit'),
    unit: text('unit').notNull(),
    usagePercent: real('usage_percent').notNull(),
    daysToLimit: real('days_to_limit'),
    daysToLimitInterval: text('days_to_limit_interval', { mode: 'json' }).$type<
      Recommendation['daysToLimitInterval']
    >(),
    growthPerDay: real('growth_per_day'),
    roi: text('roi', { mode: 'json' }).$type<Recommendation['roi']>().notNull(),
    assumptions: text('assumptions', { mode: 'json' }).$type<Recommendation['assumptions']>().notNull(),
    reason: text('reason').notNull(),
    title: text('title').notNull(),
    benefits: text('benefits', { mode: 'json' }).$type<Recommendation['benefits']>().notNull(),
    risks: text('risks', { mode: 'json' }).$type<Recommendation['risks']>().notNull(),
    sources: text('sources', { mode: 'json' }).$type<Recommendation['sources']>().notNull(),
    upgradeUrl: text('upgrade_url'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    snoozedUntil: integer('snoozed_until'),
    statusReason: text('status_reason'),
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
    reason: text('reason').notNull(),
  },
  (table) => [index('recommendation_event_by_recommendation').on(table.recommendationId)],
);
