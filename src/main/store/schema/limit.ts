import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LimitReason, LimitSource } from '#shared/domain/limit';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import { connection } from './connection';

/** The limits in force for the metrics of a connection. A null value is unknown, never unlimited. */
export const infrastructureLimit = sqliteTable(
  'infrastructure_limit',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    /** Empty: of the whole connection. */
    projectId: text('project_id').notNull().default(''),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    /** `plan`, or one of several on the same metric: `provider:<id>`, `own`. */
    limitId: text('limit_id').notNull(),
    value: real('value'),
    unit: text('unit').notNull(),
    window: text('window').$type<LimitWindow>().notNull(),
    atLimit: text('at_limit').$type<AtLimit>().notNull(),
    consequence: text('consequence').notNull(),
    warningPercent: real('warning_percent').notNull(),
    criticalPercent: real('critical_percent').notNull(),
    enabled: integer('enabled', { mode: 'boolean' }).notNull(),
    source: text('source').$type<LimitSource>().notNull(),
    reason: text('reason', { mode: 'json' }).$type<LimitReason>().notNull(),
    asOf: integer('as_of'),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.projectId, table.service, table.metric, table.limitId] }),
  ],
);
