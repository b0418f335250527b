import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LimitSource } from '#shared/domain/limit';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import { connection } from './connection';

/** The limit in force for one metric of one connection. A null value is unknown, never unlimited. */
export const infrastructureLimit = sqliteTable(
  'infrastructure_limit',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    value: real('value'),
    unit: text('unit').notNull(),
    window: text('window').$type<LimitWindow>().notNull(),
    atLimit: text('at_limit').$type<AtLimit>().notNull(),
    consequence: text('consequence').notNull(),
    warningPercent: real('warning_percent').notNull(),
    criticalPercent: real('critical_percent').notNull(),
    enabled: integer('enabled', { mode: 'boolean' }).notNull(),
    source: text('source').$type<LimitSource>().notNull(),
    reason: text('reason').notNull(),
    asOf: integer('as_of'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.service, table.metric] })],
);
