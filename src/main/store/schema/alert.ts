import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AlertBasis, AlertEvent, AlertReason, AlertSeverity, AlertState, Delivery } from '#shared/domain/alert';
import type { AlertCondition } from '#shared/domain/alert-condition';
import { connection } from './connection';

/** One problem each: one condition of one limit, series, account or source, in one window. */
export const alert = sqliteTable(
  'alert',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull(),
    /** Null: of everything, such as a budget over all accounts. */
    connectionId: text('connection_id').references(() => connection.id),
    /** Empty: of no single project. */
    projectId: text('project_id').notNull().default(''),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    /** Which of several limits of the metric; empty where there is none, as for what a provider has stopped. */
    limitId: text('limit_id').notNull(),
    state: text('state').$type<AlertState>().notNull(),
    severity: text('severity').$type<AlertSeverity>().notNull(),
    percent: real('percent').notNull(),
    value: real('value').notNull(),
    limit: real('limit_value').notNull(),
    unit: text('unit').notNull(),
    activeAt: integer('active_at').notNull(),
    firedAt: integer('fired_at'),
    resolvedAt: integer('resolved_at'),
    lastSentAt: integer('last_sent_at'),
    lastSentSeverity: text('last_sent_severity').$type<AlertSeverity>(),
    acknowledgedAt: integer('acknowledged_at'),
    snoozedUntil: integer('snoozed_until'),
    updatedAt: integer('updated_at').notNull(),
    basis: text('basis').$type<AlertBasis>().notNull().default('level'),
    condition: text('condition').$type<AlertCondition>().notNull().default('limit'),
    /** Place on the ladder of its condition; 1 the mildest. */
    rung: integer('rung').notNull().default(1),
    /** The loudest step that was given out to be told; 0: none. */
    announced: integer('announced').notNull().default(0),
    announcedAt: integer('announced_at'),
    judgedAt: integer('judged_at'),
    streak: integer('streak').notNull().default(0),
    reason: text('reason', { mode: 'json' }).$type<AlertReason>(),
    acknowledgedReason: text('acknowledged_reason').notNull().default(''),
  },
  (table) => [
    index('alert_by_time').on(table.activeAt),
    index('alert_by_state').on(table.state),
    index('alert_by_key').on(table.key),
    uniqueIndex('alert_open_key').on(table.key).where(sql`state IN ('pending', 'firing')`),
  ],
);

/** Steps in the life of an alert, for the time line. */
export const alertEvent = sqliteTable(
  'alert_event',
  {
    id: integer('id').primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alert.id),
    at: integer('at').notNull(),
    kind: text('kind').$type<AlertEvent['kind']>().notNull(),
    severity: text('severity').$type<AlertSeverity>().notNull(),
    percent: real('percent').notNull(),
    value: real('value').notNull(),
    limit: real('limit_value').notNull(),
    reason: text('why', { mode: 'json' }).$type<AlertReason>().notNull(),
    basis: text('basis').$type<AlertBasis>().notNull().default('level'),
    rung: integer('rung').notNull().default(1),
    /** Whether a person is told of it at all. */
    tells: integer('tells', { mode: 'boolean' }).notNull().default(true),
  },
  (table) => [index('alert_event_by_alert').on(table.alertId), index('alert_event_by_time').on(table.at)],
);

/** Who was told what, when, over which channel, and whether it arrived. */
export const delivery = sqliteTable(
  'delivery',
  {
    id: integer('id').primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alert.id),
    alertEventId: integer('alert_event_id')
      .notNull()
      .references(() => alertEvent.id),
    channel: text('channel').notNull(),
    at: integer('at').notNull(),
    outcome: text('outcome').$type<Delivery['outcome']>().notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [index('delivery_by_alert').on(table.alertId), index('delivery_by_event').on(table.alertEventId)],
);
