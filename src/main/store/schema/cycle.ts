import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CapabilityOutcome, CycleTrigger } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';
import { connection } from './connection';

/** Runs of the monitoring cycle. */
export const monitoringCycle = sqliteTable(
  'monitoring_cycle',
  {
    id: integer('id').primaryKey(),
    trigger: text('trigger').$type<CycleTrigger>().notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    metricsCollected: integer('metrics_collected').notNull(),
    recommendationsGenerated: integer('recommendations_generated').notNull(),
    alertsTriggered: integer('alerts_triggered').notNull(),
    /** Why it broke off; null for one that came to its end, or goes on. */
    failure: text('failure', { mode: 'json' }).$type<Failure>(),
  },
  (table) => [index('monitoring_cycle_by_time').on(table.startedAt)],
);

/** How each capability answered, every time it was asked. */
export const collectionAttempt = sqliteTable(
  'collection_attempt',
  {
    id: integer('id').primaryKey(),
    cycleId: integer('cycle_id')
      .notNull()
      .references(() => monitoringCycle.id),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    capability: text('capability').notNull(),
    outcome: text('outcome').$type<CapabilityOutcome>().notNull(),
    message: text('message').notNull(),
    action: text('action').notNull(),
    startedAt: integer('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    samples: integer('samples').notNull(),
    requests: integer('requests').notNull(),
    retryAt: integer('retry_at'),
    /** Rows of the answers, and those of which something was not understood; null where nothing is read row by row. */
    rows: integer('rows'),
    notUnderstood: integer('not_understood'),
  },
  (table) => [
    index('collection_attempt_by_cycle').on(table.cycleId),
    index('collection_attempt_by_capability').on(table.connectionId, table.capability, table.startedAt),
    index('collection_attempt_by_outcome').on(table.connectionId, table.capability, table.outcome, table.startedAt),
  ],
);
