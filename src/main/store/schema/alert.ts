import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AlertBasis, AlertEvent, AlertReason, AlertSeverity, AlertState } from '#shared/domain/alert';
import type { AlertCondition } from '#shared/domain/alert-condition';
import type { ChannelKind } from '#shared/domain/channel';
import type { DeliveryOutcome, DeliveryReason } from '#shared/domain/delivery';
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

/** What is kept of each try to tell somebody, whatever it was about. */
const attempt = {
  channel: text('channel').notNull(),
  at: integer('at').notNull(),
  outcome: text('outcome').$type<DeliveryOutcome>().notNull(),
};
const attemptAfter = {
  /** Codes and figures; null for none, and for rows that keep a sentence in `reason`. */
  why: text('why', { mode: 'json' }).$type<DeliveryReason>(),
  /** Of the message, the same for each repetition; empty for rows that are older than it. */
  key: text('key').notNull().default(''),
  sentAt: integer('sent_at'),
  nextAt: integer('next_at'),
  readAt: integer('read_at'),
  /** The process that is sending it just now, and until when it has the right to. */
  claimedBy: text('claimed_by'),
  claimedUntil: integer('claimed_until'),
};

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
    ...attempt,
    reason: text('reason').notNull(),
    ...attemptAfter,
  },
  (table) => [
    index('delivery_by_alert').on(table.alertId),
    index('delivery_by_event').on(table.alertEventId),
    index('delivery_by_time').on(table.at),
    index('delivery_waiting').on(table.channel).where(sql`outcome = 'waiting'`),
  ],
);

/** The same for what is about a stretch of time and no single alert: a digest of the week or month. */
export const digestDelivery = sqliteTable(
  'digest_delivery',
  {
    id: integer('id').primaryKey(),
    /** The stretch that it tells of. */
    periodStart: integer('period_start').notNull(),
    periodEnd: integer('period_end').notNull(),
    ...attempt,
    ...attemptAfter,
  },
  (table) => [index('digest_delivery_by_period').on(table.periodEnd)],
);

/** A way to tell somebody that a person has set up. Where it leads, with its secrets, is in the keychain alone. */
export const channel = sqliteTable('channel', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<ChannelKind>().notNull(),
  title: text('title').notNull(),
  target: text('target').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
});
