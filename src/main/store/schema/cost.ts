import { index, integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { connection } from './connection';

/** Amounts that a provider billed or reported, in integer millionths of the currency. */
export const charge = sqliteTable(
  'charge',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    service: text('service').notNull(),
    projectId: text('project_id').notNull().default(''),
    lineItem: text('line_item').notNull(),
    periodStart: integer('period_start').notNull(),
    periodEnd: integer('period_end').notNull(),
    quantity: real('quantity'),
    unit: text('unit'),
    amountMicros: integer('amount_micros').notNull(),
    currency: text('currency').notNull(),
    /** The amount as received, for audit. */
    amountRaw: text('amount_raw'),
    basis: text('basis').$type<'reported' | 'estimated'>().notNull(),
    source: text('source').notNull(),
    asOf: integer('as_of').notNull(),
  },
  (table) => [
    unique('charge_key').on(
      table.connectionId,
      table.service,
      table.projectId,
      table.lineItem,
      table.periodStart,
      table.periodEnd,
    ),
    index('charge_by_time').on(table.periodStart),
  ],
);

/** Prices that the person corrected; they beat the price list. */
export const priceOverride = sqliteTable(
  'price_override',
  {
    id: integer('id').primaryKey(),
    provider: text('provider').notNull(),
    plan: text('plan').notNull(),
    /** Empty for the plan's own fee. */
    service: text('service').notNull().default(''),
    metric: text('metric').notNull().default(''),
    /** Included quantity; null leaves the price list's. */
    included: real('included'),
    /** Main units of `currency` per `per` units; null leaves the price list's. */
    price: real('price'),
    per: real('per'),
    unit: text('unit').notNull(),
    currency: text('currency').notNull(),
    effectiveFrom: text('effective_from'),
    effectiveTo: text('effective_to'),
    note: text('note').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('price_override_by_plan').on(table.provider, table.plan)],
);

/** What the person wants to spend a month at most, in integer millionths. */
export const budget = sqliteTable(
  'budget',
  {
    id: integer('id').primaryKey(),
    /** Empty for all connections. */
    connectionId: text('connection_id').notNull().default(''),
    /** Empty for all services. */
    service: text('service').notNull().default(''),
    monthlyMicros: integer('monthly_micros').notNull(),
    currency: text('currency').notNull(),
    warningPercent: real('warning_percent').notNull(),
    criticalPercent: real('critical_percent').notNull(),
    enabled: integer('enabled', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [unique('budget_scope').on(table.connectionId, table.service, table.currency)],
);
