import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dayOf, parseInstant } from '#shared/core/calendar/calendar';
import { CHARGE_CATEGORIES, type FocusRow } from '#shared/core/costs/focus-columns';
import { parseJson } from '#shared/core/costs/focus-validate';
import type { Charge } from '#shared/domain/charge';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Zone } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';

/** What a provider's rows leave open. */
export interface FocusReading {
  /** The zone that cuts the provider's days. */
  readonly zone: Zone;
  /** Product names that are seats or plans, matched exactly: `Pro` is also a part of other names. */
  readonly licences: ReadonlySet<string>;
  /** Product names that a flat rate covers. */
  readonly flatRate: ReadonlySet<string>;
  /** Settled rows are `final`, those that may still be revised `provisional`. */
  readonly state: Charge['state'];
}

/** Charges of a FOCUS file. */
export interface FocusFile {
  readonly charges: readonly Charge[];
  /** Rows that could not be read, such as a last line that was cut off: the sum is then incomplete. */
  readonly skipped: number;
}

const orNull = <T>(value: T | null | undefined): T | null => value ?? null;
const amount = z.coerce.number();
const optionalAmount = z.preprocess((value) => (value === '' ? null : value), amount.nullish()).transform(orNull);
const optionalText = z.string().nullish().transform(orNull);
const flag = z.preprocess((value) => (typeof value === 'string' ? value === 'true' : value), z.boolean().nullish());

/** What a charge needs of a row; providers send fewer columns than FOCUS demands, and numbers as text. */
const rowSchema = z.object({
  BilledCost: amount,
  EffectiveCost: amount,
  BillingCurrency: z.string().min(3),
  ChargeCategory: z.enum(CHARGE_CATEGORIES),
  ChargePeriodStart: z.string(),
  ChargePeriodEnd: z.string(),
  ServiceName: z.string().min(1),
  ConsumedQuantity: optionalAmount,
  ConsumedUnit: optionalText,
  PricingQuantity: optionalAmount,
  PricingUnit: optionalText,
  ListCost: optionalAmount,
  RegionId: optionalText,
  Tags: z.preprocess(
    (value) => (typeof value === 'string' ? parseJson(value) : value),
    z.record(z.string(), z.string().nullish()).nullish(),
  ),
  x_ChargeId: optionalText,
  x_ChargeState: z.enum(['estimate', 'provisional', 'final']).nullish(),
  x_FlatRate: flag,
  x_Licence: flag,
  x_ListCostStated: flag,
});

/** The records of a CSV with a header; an empty field is null. */
export function csvRecords(text: string): Record<string, string | null>[] {
  return parse(text, { columns: true, cast: (value) => (value === '' ? null : value) });
}

/**
 * Reads JSON Lines or CSV back, to see that what Headroom wrote says the same. Refused with `bad-response`
 * when not a single row can be read though there are some.
 */
export function readFocus(text: string, format: 'jsonl' | 'csv', reading: FocusReading): Result<FocusFile> {
  const rows =
    format === 'csv'
      ? csvRecords(text)
      : text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(parseJson);
  const charges = rows.map((row) => chargeOfFocus(row, reading)).filter((charge) => charge !== null);
  const total = rows.length;
  if (total > 0 && charges.length === 0) {
    return fail({
      code: 'bad-response',
      message: 'The charges could not be read: no row has the columns of FOCUS.',
      action: "Export the file again, or report the provider's answer.",
      retryable: true,
    });
  }
  return succeed({ charges, skipped: total - charges.length });
}

/** A row as a charge; null for a row that lacks what every charge has. */
function chargeOfFocus(row: FocusRow | unknown, reading: FocusReading): Charge | null {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    return null;
  }
  const fields = parsed.data;
  const [start, end] = [parseInstant(fields.ChargePeriodStart), parseInstant(fields.ChargePeriodEnd)];
  if (start === null || end === null) {
    return null;
  }
  const day = dayOf(start, reading.zone);
  const project = fields.Tags?.['ProjectId'] ?? null;
  const { ChargeCategory: category, ServiceName: service, RegionId: region } = fields;
  return {
    id: fields.x_ChargeId ?? [category, service, project, region, day].join('|'),
    category,
    service,
    project,
    region,
    day,
    start,
    end,
    consumedQuantity: fields.ConsumedQuantity,
    consumedUnit: fields.ConsumedUnit,
    pricingQuantity: fields.PricingQuantity,
    pricingUnit: fields.PricingUnit,
    billedCost: toMicros(fields.BilledCost),
    effectiveCost: toMicros(fields.EffectiveCost),
    listCost: fields.ListCost === null || fields.x_ListCostStated === false ? null : toMicros(fields.ListCost),
    currency: fields.BillingCurrency,
    licence: fields.x_Licence ?? (category === 'Purchase' || reading.licences.has(service)),
    flatRate: fields.x_FlatRate ?? reading.flatRate.has(service),
    state: fields.x_ChargeState ?? reading.state,
  };
}
