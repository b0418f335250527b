import { z } from 'zod';
import { AT_LIMITS, LIMIT_WINDOWS } from '#shared/domain/plan';
import type { PriceList } from '#shared/domain/price-list';
import { isDay } from '../calendar/calendar';

const text = z.string().min(1, 'is missing');
const day = z.string().refine(isDay, 'is no calendar day of the form YYYY-MM-DD');
const amount = z.number().nonnegative('is negative');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is no currency code of three capital letters');

const sourced = {
  source: text,
  sourceDate: day.nullable(),
  sourceDated: z.string(),
  grade: z.enum(['A', 'B', 'C']),
};
const validity = { effectiveFrom: day.nullable(), effectiveTo: day.nullable() };
const edition = z.enum(['current', 'historic', 'legacy-seed']);
const per = z.number().positive('is not above zero');

const planRecordSchema = z.strictObject({
  provider: text,
  plan: text,
  name: text,
  edition,
  family: text.nullable(),
  basePlan: text.nullable(),
  monthlyFee: amount.nullable(),
  feeUnit: text,
  includedCredit: amount.nullable(),
  detect: z.string(),
  ...validity,
  ...sourced,
  note: z.string(),
});

const priceEntrySchema = z.strictObject({
  id: text,
  provider: text,
  plan: text,
  service: text,
  metric: text,
  edition,
  billedAs: z.enum(['infrastructure', 'licence', 'credit', 'spend']),
  included: amount.nullable(),
  unit: text,
  window: z.enum(LIMIT_WINDOWS),
  atLimit: z.enum(AT_LIMITS),
  consequence: z.string(),
  beyond: z.enum(['charged', 'refused', 'free', 'by-machine', 'unknown']),
  overage: z.strictObject({ price: amount, per, unit: text, currency, step: z.enum(['exact', 'whole']) }).nullable(),
  region: text.nullable(),
  rounding: z.string(),
  ...validity,
  ...sourced,
  note: z.string(),
});

const modelPriceSchema = z.strictObject({
  provider: text,
  model: text,
  inputPerMTok: amount.nullable(),
  outputPerMTok: amount.nullable(),
  cacheReadPerMTok: amount.nullable(),
  cacheWritePerMTok: amount.nullable(),
  cacheWrite1hPerMTok: amount.nullable(),
  longContext: z
    .strictObject({
      promptTokensOver: z.number().int().positive(),
      inputPerMTok: amount,
      outputPerMTok: amount,
      cacheReadPerMTok: amount,
    })
    .nullable(),
  batchFactor: amount,
  currency,
  ...validity,
  ...sourced,
  note: z.string(),
});

/** The shape of a price file. What one entry cannot show (overlaps, unknown plans) `loadPriceList` checks. */
export const priceListSchema = z.strictObject({
  schema: z.literal(1),
  asOf: day,
  currency,
  plans: z.array(planRecordSchema).min(1, 'is empty'),
  limits: z.array(priceEntrySchema),
  regionalPrices: z.array(
    z.strictObject({
      provider: text,
      region: text,
      city: z.string(),
      service: text,
      metric: text,
      price: amount,
      per,
      currency,
      ...sourced,
    }),
  ),
  modelPrices: z.array(modelPriceSchema),
  addOns: z.array(
    z.strictObject({ provider: text, plan: text, name: text, price: amount, unit: text, currency, ...sourced }),
  ),
  aliases: z.array(
    z.strictObject({ provider: text, service: text, metric: text, asService: text, asMetric: text, factor: per }),
  ),
  serviceAliases: z.array(z.strictObject({ provider: text, service: text, asService: text })),
  buildMachines: z.array(z.strictObject({ machine: text, vcpus: per, metric: text })),
  unbilledMetrics: z.array(text),
}) satisfies z.ZodType<PriceList>;
