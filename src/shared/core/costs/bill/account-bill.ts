import type { AccountBill, BillAmount, BillCredit, BillLine, BillPeriod, MissingPart } from '#shared/domain/bill';
import type { Day } from '#shared/domain/instant';
import { fromMicros, type Micros } from '#shared/domain/money';
import { type DrawnMeter, drawTotals, projectionOf } from './draws';

/** The parts of one account's bill, before they are added up. */
export interface AccountParts {
  readonly connectionId: string;
  readonly currency: string;
  readonly period: BillPeriod;
  readonly chargedOn: Day;
  readonly seats: number | null;
  /** Use, fees, taxes and adjustments; the credit is no part of them. */
  readonly lines: readonly BillLine[];
  /** Credit that pays for use first; null where the plan has none. `used` is the provider's own word, if it has one. */
  readonly credit: { readonly total: Micros; readonly used: Micros | null; readonly told: boolean } | null;
  readonly missing: readonly MissingPart[];
  /** What is expected of each meter; null for a stretch that runs towards no end. */
  readonly meters: readonly DrawnMeter[] | null;
  /** A limit at which the provider refuses more, in main units: no bill grows past it. */
  readonly cap: number | null;
  /** What is charged for certain before the period ends, beside what is used: the fee after a trial. */
  readonly later?: Micros;
  /** True in a world that is only asked for: nothing is charged there yet. */
  readonly isWished?: boolean;
  readonly list: Micros | null;
}

/** One account's bill, and its total in every drawn future, in main units; null without a projection. */
export interface WorkedBill {
  readonly bill: AccountBill;
  readonly draws: Float64Array | null;
  /** What the bill was added up from. */
  readonly parts: AccountParts;
}

/**
 * Adds an account's parts up: due = fees + max(0, use - credit) + taxes + adjustments. The credit becomes a line
 * of its own, so that the lines add up to the amount. A line without an amount is missing: the sum is then a
 * lower bound, and never hidden.
 */
export function accountBill(parts: AccountParts): WorkedBill {
  const use = sumOf(parts.lines.filter(isCreditable));
  const total = parts.credit?.total ?? 0;
  const paid = Math.max(0, Math.min(total, use));
  const lines = paid === 0 ? parts.lines : [...parts.lines, creditLine(paid, parts.credit?.told ?? false)];
  const missing = [...parts.missing, ...unpriced(parts.lines)];
  const soFar: BillAmount = { amount: sumOf(lines), complete: missing.length === 0, tax: taxOf(lines), missing };
  const draws = parts.meters === null ? null : drawBill(parts, parts.meters);
  return {
    bill: {
      connectionId: parts.connectionId,
      currency: parts.currency,
      period: parts.period,
      chargedOn: parts.chargedOn,
      seats: parts.seats,
      lines,
      soFar,
      projected: draws === null ? null : projectionOf(draws, soFar.complete),
      credit: parts.credit === null || total === 0 ? null : creditOf(parts.credit, paid),
      list: parts.list,
    },
    draws,
    parts,
  };
}

/** What is fixed stays, use grows, the credit pays first, and a hard limit ends it. */
function drawBill(
  { lines, credit, cap, later = 0, isWished = false }: AccountParts,
  meters: readonly DrawnMeter[],
): Float64Array {
  const fixed = fromMicros(later + sumOf(lines.filter((line) => !isCreditable(line))));
  // Use that no meter stands for stays as it is.
  const metered = meters.reduce((sum, meter) => sum + meter.costOf(meter.used), 0);
  const still = fromMicros(sumOf(lines.filter(isCreditable))) - metered;
  const pays = fromMicros(credit?.total ?? 0);
  const floor = fromMicros(sumOf(lines)) - Math.min(pays, Math.max(0, still + metered));
  return drawTotals(meters, (charges) => {
    const due = fixed + Math.max(0, charges + still - pays);
    // What is charged already stays charged, even past a limit that came too late.
    return cap === null ? due : Math.min(due, isWished ? cap : Math.max(cap, floor));
  });
}

function creditOf({ total, used, told }: NonNullable<AccountParts['credit']>, paid: Micros): BillCredit {
  const isUsed = used ?? paid;
  return { total, used: isUsed, left: Math.max(0, total - isUsed), basis: told ? 'told' : 'metered' };
}

function creditLine(paid: Micros, told: boolean): BillLine {
  return {
    kind: 'credit',
    service: 'PLAN',
    metric: 'INCLUDED_CREDIT',
    product: '',
    project: null,
    region: null,
    quantity: 1,
    unit: '',
    included: 0,
    unitPrice: null,
    amount: -paid,
    basis: told ? 'told' : 'metered',
  };
}

/** What the lines have of tax. */
export function taxOf(lines: readonly BillLine[]): Micros {
  return sumOf(lines.filter(({ kind }) => kind === 'tax'));
}

function isCreditable({ kind }: BillLine): boolean {
  return kind === 'usage';
}

function unpriced(lines: readonly BillLine[]): readonly MissingPart[] {
  const keys = new Map<string, MissingPart>();
  for (const { amount, service, metric, product } of lines) {
    if (amount === null) {
      keys.set(`${service} ${metric} ${product}`, { code: 'no-price', service, metric, days: 0, detail: product });
    }
  }
  return [...keys.values()];
}

function sumOf(lines: readonly BillLine[]): Micros {
  return lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}
