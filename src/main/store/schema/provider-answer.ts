import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import type { ProviderFactKind } from '#shared/domain/provider-fact';
import { connection } from './connection';

/**
 * Limits that a provider itself names. A changed answer is a row of its own; the same answer again moves `asOf`
 * alone, so that `learnedAt` says since when the provider has said so.
 */
export const providerLimit = sqliteTable(
  'provider_limit',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    /** Empty: of the whole connection. */
    projectId: text('project_id').notNull().default(''),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    limitId: text('limit_id').notNull(),
    value: real('value').notNull(),
    unit: text('unit').notNull(),
    window: text('window').$type<LimitWindow>().notNull(),
    atLimit: text('at_limit').$type<AtLimit>().notNull(),
    /** Where in the answer it stood: `INFO maxmemory`. */
    place: text('place').notNull(),
    learnedAt: integer('learned_at').notNull(),
    asOf: integer('as_of').notNull(),
  },
  (table) => [
    index('provider_limit_by_key').on(table.connectionId, table.projectId, table.service, table.metric, table.limitId),
  ],
);

/**
 * What a provider told besides figures: budgets, credit, blocks, statements. The answer is JSON of the kind's own
 * shape; null says that the provider told "none". `learnedAt` and `asOf` as above.
 */
export const providerFact = sqliteTable(
  'provider_fact',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    kind: text('kind').$type<ProviderFactKind>().notNull(),
    answer: text('answer', { mode: 'json' }).$type<unknown>(),
    learnedAt: integer('learned_at').notNull(),
    asOf: integer('as_of').notNull(),
  },
  (table) => [index('provider_fact_by_kind').on(table.connectionId, table.kind)],
);
