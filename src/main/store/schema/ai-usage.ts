import { integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { connection } from './connection';

/** Token columns are disjoint: they can be added. */
function tokenColumns() {
  return {
    requests: integer('requests'),
    inputUncachedTokens: integer('input_uncached_tokens'),
    inputCachedTokens: integer('input_cached_tokens'),
    cacheWriteShortTokens: integer('cache_write_short_tokens'),
    cacheWriteLongTokens: integer('cache_write_long_tokens'),
    outputTokens: integer('output_tokens'),
    webSearches: integer('web_searches'),
    costMicros: integer('cost_micros'),
    listCostMicros: integer('list_cost_micros'),
  };
}

/**
 * A provider's bucket of AI usage. An empty grouping column means "not grouped", `-` the provider's
 * own null, and `isBatch` -1 "not grouped": SQLite takes nulls in a unique key as different.
 */
export const aiUsageEvent = sqliteTable(
  'ai_usage_event',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    provider: text('provider').notNull(),
    kind: text('kind').notNull(),
    bucketStart: integer('bucket_start').notNull(),
    bucketSeconds: integer('bucket_seconds').notNull(),
    model: text('model').notNull().default(''),
    projectRef: text('project_ref').notNull().default(''),
    apiKeyRef: text('api_key_ref').notNull().default(''),
    serviceTier: text('service_tier').notNull().default(''),
    lineItem: text('line_item').notNull().default(''),
    costType: text('cost_type').notNull().default(''),
    tokenType: text('token_type').notNull().default(''),
    contextWindow: text('context_window').notNull().default(''),
    isBatch: integer('is_batch').notNull().default(-1),
    ...tokenColumns(),
    quantity: real('quantity'),
    quantityUnit: text('quantity_unit'),
    costRaw: text('cost_raw'),
    currency: text('currency'),
    costBasis: text('cost_basis').$type<'reported' | 'estimated'>().notNull(),
    provisional: integer('provisional', { mode: 'boolean' }).notNull(),
    dataAsOf: integer('data_as_of').notNull(),
    fetchedAt: integer('fetched_at').notNull(),
    cycleId: integer('cycle_id'),
  },
  (table) => [
    unique('ai_usage_event_key').on(
      table.connectionId,
      table.kind,
      table.bucketSeconds,
      table.bucketStart,
      table.model,
      table.projectRef,
      table.apiKeyRef,
      table.serviceTier,
      table.isBatch,
      table.lineItem,
      table.costType,
      table.tokenType,
      table.contextWindow,
    ),
  ],
);

/** Months of AI usage, derived from the daily buckets. An empty model or project means all of them. */
export const aiMonthlySummary = sqliteTable(
  'ai_monthly_summary',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    provider: text('provider').notNull(),
    /** `YYYY-MM`, UTC. */
    month: text('month').notNull(),
    model: text('model').notNull().default(''),
    projectRef: text('project_ref').notNull().default(''),
    ...tokenColumns(),
    costBasis: text('cost_basis').$type<'reported' | 'estimated' | 'mixed'>().notNull(),
    daysWithData: integer('days_with_data').notNull(),
    daysInMonth: integer('days_in_month').notNull(),
    isComplete: integer('is_complete', { mode: 'boolean' }).notNull(),
    /** Cached share of all input, 0 to 1. */
    cacheShare: real('cache_share'),
    dataAsOf: integer('data_as_of').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.month, table.model, table.projectRef] })],
);
