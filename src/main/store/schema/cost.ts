import { index, integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { ChargeCategory } from '#shared/domain/charge';
import type { CostState } from '#shared/domain/cost';
import { connection } from './connection';

/** Rows of what a provider charges, in the terms of FOCUS, amounts in integer millionths of the currency. */
export const charge = sqliteTable(
  'charge',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    /** Which of the provider's answers it comes from. Sources are never added up. */
    source: text('source').notNull(),
    /** The provider's identity of the row over its reads, within its day: a later read replaces it. */
    chargeId: text('charge_id').notNull(),
    category: text('category').$type<ChargeCategory>().notNull(),
    service: text('service').notNull(),
    /** Empty for none, like the region: SQLite takes nulls in a key as different from each other. */
    projectId: text('project_id').notNull().default(''),
    region: text('region').notNull().default(''),
    day: text('day').notNull(),
    periodStart: integer('period_start').notNull(),
    periodEnd: integer('period_end').notNull(),
    consumedQuantity: real('consumed_quantity'),
    consumedUnit: text('consumed_unit'),
    pricingQuantity: real('pricing_quantity'),
    pricingUnit: text('pricing_unit'),
    /** Null where the provider does not say, as with the other two. */
    billedMicros: integer('billed_micros'),
    effectiveMicros: integer('effective_micros'),
    listMicros: integer('list_micros'),
    currency: text('currency').notNull(),
    licence: integer('licence', { mode: 'boolean' }).notNull(),
    flatRate: integer('flat_rate', { mode: 'boolean' }).notNull(),
    state: text('state').$type<CostState>().notNull(),
    asOf: integer('as_of').notNull(),
  },
  (table) => [
    // One index for the identity and for reading days: a year of charges is written through each index that there is.
    unique('charge_key').on(table.connectionId, table.source, table.day, table.chargeId),
  ],
);

/** A day's charges added up under each heading, kept in step with `charge`: a year is read from these. */
export const chargeDay = sqliteTable(
  'charge_day',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    source: text('source').notNull(),
    day: text('day').notNull(),
    heading: text('heading').$type<'service' | 'project' | 'region' | 'category'>().notNull(),
    key: text('key').notNull(),
    currency: text('currency').notNull(),
    billedMicros: integer('billed_micros').notNull(),
    effectiveMicros: integer('effective_micros').notNull(),
    listMicros: integer('list_micros').notNull(),
    rows: integer('rows').notNull(),
    /** Rows without a billed amount: the sum is then "at least". */
    unknownRows: integer('unknown_rows').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.source, table.day, table.heading, table.key, table.currency],
    }),
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

/** Price lists that the person imported, whole. The newest stands until the app ships a younger one. */
export const priceList = sqliteTable('price_list', {
  id: integer('id').primaryKey(),
  importedAt: integer('imported_at').notNull(),
  /** Date of the list that came with the app at that time. */
  shippedAsOf: text('shipped_as_of').notNull(),
  /** The list as its file has it. */
  list: text('list', { mode: 'json' }).$type<unknown>().notNull(),
});

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
    /** Empty for all projects. */
    projectId: text('project_id').notNull().default(''),
  },
  (table) => [unique('budget_scope').on(table.connectionId, table.service, table.projectId, table.currency)],
);
