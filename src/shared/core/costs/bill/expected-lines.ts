import type { BillLine, BillLineKind } from '#shared/domain/bill';
import { fromMicros } from '#shared/domain/money';
import type { AccountParts, WorkedBill } from './account-bill';
import { type DrawnMeter, expectedQuantity } from './draws';

/** One line of a bill at the period's expected end. */
export interface ExpectedLine {
  /** `limit`: what a hard limit of the provider keeps from being spent. */
  readonly kind: BillLineKind | 'limit';
  readonly service: string;
  readonly metric: string;
  readonly product: string;
  readonly quantity: number;
  /** Main units; negative for a credit. */
  readonly amount: number;
}

/**
 * What a bill is made of at its expected end, every meter at the middle of what is expected of it. The median of
 * a sum is not the sum of medians: against `projected.q50` some cents are left over, which the caller names.
 */
export function expectedLines({ parts }: WorkedBill): readonly ExpectedLine[] {
  return linesOf(parts, expectedQuantity);
}

/** What a period comes to in main units were `quantity` of one metric used, and all else as it is expected. */
export function dueAt(
  parts: AccountParts,
  { service, metric, quantity }: { readonly service: string; readonly metric: string; readonly quantity: number },
): number {
  const isAsked = (meter: DrawnMeter) => meter.service === service && meter.metric === metric;
  const whole = expectedUse(parts)(service, metric);
  // Several products of one metric share it as they do today.
  const count = (parts.meters ?? []).filter(isAsked).length;
  const shareOf = (meter: DrawnMeter) => (whole === 0 ? 1 / count : expectedQuantity(meter) / whole);
  return sumOf(linesOf(parts, (meter) => (isAsked(meter) ? quantity * shareOf(meter) : expectedQuantity(meter))));
}

function linesOf(parts: AccountParts, quantityOf: (meter: DrawnMeter) => number): readonly ExpectedLine[] {
  const meters = parts.meters ?? [];
  const metered = new Set(meters.map(keyOf));
  const used = meters.map((meter): ExpectedLine => {
    const quantity = quantityOf(meter);
    const { service, metric, product } = meter;
    return { kind: 'usage', service, metric, product, quantity, amount: meter.costOf(quantity) };
  });
  const isStill = isNotMetered(metered);
  const later = parts.later ?? 0;
  const lines = [
    ...used,
    ...parts.lines.filter(isStill).map(toExpected),
    ...(later === 0 ? [] : [special('fee', 'FEE', fromMicros(later))]),
  ];
  const use = sumOf(lines.filter(({ kind }) => kind === 'usage'));
  const credit = Math.min(fromMicros(parts.credit?.total ?? 0), Math.max(0, use));
  const due = sumOf(lines) - credit;
  return [
    ...lines,
    ...(credit === 0 ? [] : [special('credit', 'INCLUDED_CREDIT', -credit)]),
    ...(parts.cap === null || due <= parts.cap ? [] : [special('limit', 'SPEND_LIMIT', parts.cap - due)]),
  ];
}

/** What a period would come to were there no hard limit, in main units at the middle of what is expected. */
export function withoutLimit(worked: WorkedBill): number {
  return sumOf(expectedLines(worked).filter(({ kind }) => kind !== 'limit'));
}

/** Quantity of a metric at the period's expected end. */
export function expectedUse({ meters }: AccountParts): (service: string, metric: string) => number {
  return (service, metric) =>
    (meters ?? [])
      .filter((meter) => meter.service === service && meter.metric === metric)
      .reduce((sum, meter) => sum + expectedQuantity(meter), 0);
}

/** Lines that no meter stands for; a meter of money stands for all use of its account. */
function isNotMetered(metered: ReadonlySet<string>): (line: BillLine) => boolean {
  const isMoney = [...metered].some((key) => / (COST_USD|SPEND_USD) /.test(key));
  return (line) => line.kind !== 'usage' || !(isMoney || metered.has(keyOf(line)));
}

function keyOf({ service, metric, product }: { service: string; metric: string; product: string }): string {
  return `${service} ${metric} ${product}`;
}

function toExpected({ kind, service, metric, product, quantity, amount }: BillLine): ExpectedLine {
  return { kind, service, metric, product, quantity, amount: fromMicros(amount ?? 0) };
}

function special(kind: ExpectedLine['kind'], metric: string, amount: number): ExpectedLine {
  return { kind, service: 'PLAN', metric, product: '', quantity: 1, amount };
}

function sumOf(lines: readonly ExpectedLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}
