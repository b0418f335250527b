import { z } from 'zod';
import { GATEWAY_REFRESHES } from '#shared/domain/spend';
import { channel, nothing } from './channel';

/** A moment as ISO 8601 in UTC. */
const momentSchema = z.iso.datetime();
const daySchema = z.iso.date();

const missingSchema = z.object({
  /** Such as `use-not-read`, `plan-not-chosen`. */
  code: z.string(),
  /** The account that it is about. */
  connection: z.string().nullable(),
  /** As a person reads it. */
  what: z.string(),
});

/** An amount in main units of the currency. Not complete: the true amount is at least this. */
const amountSchema = z.object({
  amount: z.number(),
  complete: z.boolean(),
  /** The part of `amount` that is tax; 0: none of it. Amounts of two periods are compared without it. */
  tax: z.number(),
  missing: z.array(missingSchema),
});

/** 80 of 100 outcomes lie between `q10` and `q90`. */
const projectionSchema = z.object({ q10: z.number(), q50: z.number(), q90: z.number(), complete: z.boolean() });

const lineSchema = z.object({
  kind: z.enum(['usage', 'fee', 'credit', 'tax', 'adjustment']),
  service: z.string(),
  metric: z.string(),
  /** The provider's own name, where it has one. */
  product: z.string(),
  title: z.string(),
  project: z.string().nullable(),
  region: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  included: z.number(),
  /** Null: not known; the amount of the account is then a lower bound. */
  amount: z.number().nullable(),
  basis: z.enum(['invoice', 'billed', 'told', 'metered']),
});

const accountSchema = z.object({
  connection: z.string(),
  provider: z.string(),
  title: z.string(),
  /** As the provider calls it; null where nobody tells. */
  plan: z.string().nullable(),
  seats: z.number().nullable(),
  currency: z.string(),
  periodStart: momentSchema,
  periodEnd: momentSchema,
  chargedOn: daySchema,
  soFar: amountSchema,
  projected: projectionSchema.nullable(),
  /** The next period, when this one has less than five days left. */
  next: projectionSchema.extend({ periodStart: momentSchema, periodEnd: momentSchema }).nullable(),
  credit: z
    .object({ total: z.number(), used: z.number(), left: z.number(), basis: z.enum(['told', 'metered']) })
    .nullable(),
  /**
   * A balance that was paid ahead: as the provider tells it, with what the period used of it, else as a person typed it,
   * drawn down by what the account costs; null without one.
   */
  prepaid: z
    .object({
      start: z.number(),
      since: momentSchema,
      used: z.number(),
      left: z.number(),
      /** False: it may be less, for not all costs are known. */
      complete: z.boolean(),
      /** The day on which it is used up at the expected pace; null: not within a year. */
      lastsUntil: daySchema.nullable(),
    })
    .nullable(),
  /** What the provider itself says, beside the bill. */
  providerSays: z.object({ amount: z.number(), what: z.string(), asOf: momentSchema }).nullable(),
  /** The same use at list price, before any credit; null while a part has none. */
  list: z.number().nullable(),
  lines: z.array(lineSchema),
});

const budgetSchema = z.object({
  /** `own` is the user's, `provider` the provider's. */
  from: z.enum(['own', 'provider']),
  connection: z.string().nullable(),
  scope: z.string(),
  key: z.string().nullable(),
  amount: z.number(),
  spent: z.number(),
  projected: z.number().nullable(),
  /** What happens at the limit: `notify`, `pause`, or `reject`, where the AI Gateway refuses requests. */
  does: z.enum(['notify', 'pause', 'reject']),
  /** What the provider calls it; null where it has no name of its own. */
  name: z.string().nullable(),
  /** How often it begins anew, in UTC; null: with the period of its account, or nobody tells. */
  refresh: z.enum(GATEWAY_REFRESHES).nullable(),
  /** When its `spent` was told; null where that is the bill's own figure. */
  toldAt: momentSchema.nullable(),
});

/** What a month costs over everything: the one total. Published as docs/bill.schema.json; it only grows. */
export const billSchema = z.object({
  currency: z.string(),
  /** From the first account's start to the last one's end. */
  periodStart: momentSchema,
  periodEnd: momentSchema,
  asOf: momentSchema,
  soFar: amountSchema,
  projected: projectionSchema.nullable(),
  /** The periods before these. Null where nothing is known of them. */
  lastMonth: amountSchema.nullable(),
  accounts: z.array(accountSchema),
  budgets: z.array(budgetSchema),
  /** Money of other kinds, which is never added to the total. */
  others: z.array(z.object({ currency: z.string(), soFar: amountSchema, projected: projectionSchema.nullable() })),
});
export type BillView = z.infer<typeof billSchema>;

/** The one total as the first screen, the tray and the report tell it. */
export const billSummarySchema = billSchema
  .pick({ currency: true, periodStart: true, periodEnd: true, soFar: true, projected: true, lastMonth: true })
  .extend({
    accounts: z.array(
      accountSchema.pick({
        connection: true,
        title: true,
        currency: true,
        soFar: true,
        projected: true,
        chargedOn: true,
      }),
    ),
    /** The user's own for everything, else the one of an account; null where none is set. */
    budget: z
      .object({ title: z.string(), amount: z.number(), spent: z.number(), projected: z.number().nullable() })
      .nullable(),
  });
export type BillSummary = z.infer<typeof billSummarySchema>;

/** One period that is over: what was said of it, what came, and what makes the difference. Main units. */
const closedPeriodSchema = z.object({
  connection: z.string(),
  title: z.string(),
  currency: z.string(),
  periodStart: momentSchema,
  periodEnd: momentSchema,
  /** What was said on day 7, 14 and 21, or the first day after it on which Headroom ran. */
  said: z.array(projectionSchema.extend({ day: z.number().int(), asOf: momentSchema, soFar: z.number() })),
  came: amountSchema,
  /**
   * What the provider invoiced for it; the amount is null while its unit agrees with no bill. `rows` is what the
   * provider's own costs come to; where the invoice stands, it is what came.
   */
  invoice: z
    .object({
      numbers: z.array(z.string()),
      amount: z.number().nullable(),
      tax: z.number(),
      currency: z.string(),
      stands: z.boolean(),
      rows: z.number(),
    })
    .nullable(),
  /** What the last thing said left out, largest first: they add up to `came` less its middle. */
  why: z.array(z.object({ title: z.string(), expected: z.number(), came: z.number(), difference: z.number() })),
});
const closedPeriodsSchema = z.array(closedPeriodSchema);
export type ClosedPeriod = z.infer<typeof closedPeriodSchema>;

/** What one unit of the business costs, over everything. Main units of `currency`. */
const unitCostSchema = z.object({
  /** `requests`, `deployments`, `projects`, or the name of an imported metric, such as `customers`. */
  per: z.string(),
  title: z.string(),
  /** How many of them the cost is for: 1,000 requests, one customer. */
  count: z.number(),
  /** Of which accounts the cost is: everything, or the one that serves the requests. */
  of: z.string(),
  currency: z.string(),
  /** One entry a period, the oldest first. */
  periods: z.array(
    z.object({
      periodStart: momentSchema,
      /** Without tax, so that a period that was invoiced compares with the current one. */
      amount: z.number(),
      complete: z.boolean(),
      /** Null: it was not counted from the period's start on, which is not 0. */
      quantity: z.number().nullable(),
      cost: z.number().nullable(),
      /** Why there is no cost; null where there is one. */
      reason: z.enum(['not-counted', 'none', 'no-bill']).nullable(),
    }),
  ),
});
const unitCostsSchema = z.array(unitCostSchema);
export type UnitCost = z.infer<typeof unitCostSchema>;

export const billChannels = {
  /** Periods that are over, the latest first. */
  'bill:closed': channel(nothing, closedPeriodsSchema),
  /** Per 1,000 requests, deployment, project, and per customer or order where that number is imported. */
  'bill:unit-costs': channel(nothing, unitCostsSchema),
  /** Keeps a prepaid balance as it is now, in the bill's currency; null takes it away. */
  'bill:set-prepaid': channel(
    z.object({ connectionId: z.string().max(200), amount: z.number().min(0).max(1e9).nullable() }),
    nothing,
  ),
  /** `month` as `YYYY-MM`; null: the current periods. */
  'bill:get': channel(z.object({ month: z.string().max(7).nullable() }), billSchema),
};
