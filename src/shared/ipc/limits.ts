import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';
import { metricViewSchema } from './metric-view';

/** One limit in the queue, binding first. */
export const limitViewSchema = z.object({
  metric: metricViewSchema,
  source: z.enum(['user', 'provider', 'price-list']),
  reason: z.string(),
  asOf: instantSchema.nullable(),
  /** The source is older than ninety days, or has no date. */
  sourceOld: z.boolean(),
  enabled: z.boolean(),
  /** The figure that would hold without the user's own; null when there is none. */
  defaultValue: z.number().nullable(),
  /** A mark of the user's own beside it: nothing stops there, and it tells. Null: none. */
  mark: z.number().nullable(),
  beforeReset: z.number().nullable(),
});
export type LimitView = z.infer<typeof limitViewSchema>;

/** All limits in the one order, below the first sentence of every surface. */
const limitListSchema = z.object({
  /** The moment from which all times ahead are told. */
  now: instantSchema,
  headline: z.string(),
  sentence: z.string(),
  limits: z.array(limitViewSchema),
});
export type LimitList = z.infer<typeof limitListSchema>;

const limitKey = { connectionId: z.string().max(100), service: z.string().max(100), metric: z.string().max(100) };

/** A row of the price list as a person can check it, with the user's correction where there is one. */
export const priceRowSchema = z.object({
  id: z.string(),
  provider: z.string(),
  plan: z.string(),
  service: z.string(),
  metric: z.string(),
  included: z.number().nullable(),
  unit: z.string(),
  price: z.string(),
  source: z.string(),
  sourceDate: z.string().nullable(),
  old: z.boolean(),
  corrected: z.boolean(),
});

export type PriceRow = z.infer<typeof priceRowSchema>;

/** What a newer price file would change; nothing is kept before the user agrees. */
export const priceDiffSchema = z.object({
  token: z.string(),
  /** What speaks against it, such as a list that is older than the one in use. */
  warnings: z.array(z.string()),
  asOf: z.string(),
  changes: z.array(z.object({ id: z.string(), kind: z.enum(['added', 'removed', 'changed']), text: z.string() })),
});

export type PriceDiff = z.infer<typeof priceDiffSchema>;

export const limitChannels = {
  'limits:list': channel(nothing, limitListSchema),
  /** Sets what is given; the rest stays. A `value` of null goes back to provider or price list. */
  'limits:set': channel(
    z.object({
      ...limitKey,
      value: z.number().positive().max(1e15).nullable().optional(),
      warningPercent: z.number().min(1).max(100).optional(),
      criticalPercent: z.number().min(1).max(100).optional(),
      enabled: z.boolean().optional(),
      /** Null takes the mark away. */
      mark: z.number().positive().max(1e15).nullable().optional(),
    }),
    nothing,
  ),
  /** The providers that the price list in use knows, by id. */
  'prices:providers': channel(nothing, z.array(z.string())),
  'prices:list': channel(z.object({ provider: z.string().max(40) }), z.array(priceRowSchema)),
  /** Corrects one figure of the price list; null takes the correction back. */
  'prices:correct': channel(
    z.object({
      id: z.string().max(200),
      included: z.number().min(0).nullable().optional(),
      price: z.number().min(0).nullable().optional(),
    }),
    nothing,
  ),
  /** Asks for a file and answers what it would change; null when cancelled. */
  'prices:choose-file': channel(nothing, priceDiffSchema.nullable()),
  'prices:accept': channel(z.object({ token: z.string().max(100) }), nothing),
};
