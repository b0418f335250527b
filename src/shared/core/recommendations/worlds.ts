import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type DrawnMeter, expectedQuantity } from '#shared/core/costs/bill/draws';
import type { BillLine } from '#shared/domain/bill';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';

/** What is counted: a metric, or one of its products. */
export interface Meter {
  readonly service: string;
  readonly metric: string;
}

/** The same account with meters that run at a share of today's: `factorOf` answers 1 for what stays. */
export function withUse({ parts }: WorkedBill, factorOf: (meter: Meter) => number): WorkedBill {
  const meters = parts.meters?.map((meter): DrawnMeter => {
    const factor = factorOf(meter);
    return factor === 1
      ? meter
      : {
          ...meter,
          used: meter.used * factor,
          rest: { ...meter.rest, middle: meter.rest.middle * factor },
          costOf: (quantity) => Math.max(0, meter.costOf(quantity)),
        };
  });
  const changed = (meters ?? []).filter((meter, at) => meter !== parts.meters?.[at]);
  const isChanged = (line: BillLine) => changed.some((meter) => line.kind === 'usage' && isOf(meter, line));
  const first = (meter: DrawnMeter) => parts.lines.find((line) => line.kind === 'usage' && isOf(meter, line));
  const lines = changed.flatMap((meter): BillLine[] => {
    const line = first(meter);
    return line === undefined
      ? []
      : [{ ...line, project: null, region: null, quantity: meter.used, amount: toMicros(meter.costOf(meter.used)) }];
  });
  return accountBill({
    ...parts,
    lines: [...parts.lines.filter((line) => !isChanged(line)), ...lines],
    meters: meters ?? null,
    isWished: true,
  });
}

/** The same use at another price: the only meter of an account that is charged in money costs `factor` times as much. */
export function atPrice({ parts }: WorkedBill, factor: number): WorkedBill {
  const scaled = (line: BillLine): BillLine =>
    line.kind === 'usage' && line.amount !== null ? { ...line, amount: Math.round(line.amount * factor) } : line;
  return accountBill({
    ...parts,
    lines: parts.lines.map(scaled),
    meters:
      parts.meters?.map((meter) => ({ ...meter, costOf: (quantity: number) => meter.costOf(quantity) * factor })) ??
      null,
    isWished: true,
  });
}

/** The same account with another number of seats. */
export function withSeats(worked: WorkedBill, seats: number): WorkedBill {
  const now = worked.parts.seats;
  const scaled = (line: BillLine): BillLine =>
    isSeatLine(line, now) && line.amount !== null && now !== null
      ? { ...line, quantity: seats, amount: Math.round((line.amount * seats) / now) }
      : line;
  return accountBill({ ...worked.parts, seats, lines: worked.parts.lines.map(scaled), isWished: true });
}

/** What the seats cost a month; null where no line tells it. */
export function seatFees({ parts }: WorkedBill): Micros | null {
  return parts.lines.find((line) => isSeatLine(line, parts.seats))?.amount ?? null;
}

function isSeatLine({ kind, unit, quantity }: BillLine, seats: number | null): boolean {
  return kind === 'fee' && unit === 'seat' && quantity === seats;
}

/** The same account without the limit at which its provider refuses more, or with another one; main units. */
export function withCap({ parts }: WorkedBill, cap: number | null): WorkedBill {
  return accountBill({ ...parts, cap, isWished: true });
}

/** A month of an account at its expected end, in micros: creditable use, what no credit pays, and the credit. */
export interface MonthParts {
  readonly use: Micros;
  readonly fees: Micros;
  readonly credit: Micros;
  readonly cap: Micros | null;
}

export function monthParts({ parts }: WorkedBill): MonthParts {
  const meters = parts.meters ?? [];
  const sum = (lines: readonly BillLine[]) => lines.reduce((all, { amount }) => all + (amount ?? 0), 0);
  const still = sum(parts.lines.filter(({ kind }) => kind === 'usage')) - toMicros(costs(meters, ({ used }) => used));
  return {
    use: still + toMicros(costs(meters, expectedQuantity)),
    fees: sum(parts.lines.filter(({ kind }) => kind !== 'usage')) + (parts.later ?? 0),
    credit: parts.credit?.total ?? 0,
    cap: parts.cap === null ? null : toMicros(parts.cap),
  };
}

/** What some meters cost at the period's expected end, main units. */
export function expectedCost({ parts }: WorkedBill, isAsked: (meter: Meter) => boolean): number {
  return costs((parts.meters ?? []).filter(isAsked), expectedQuantity);
}

/** Quantity of some meters at the period's expected end. */
export function expectedOf({ parts }: WorkedBill, isAsked: (meter: Meter) => boolean): number {
  return (parts.meters ?? []).filter(isAsked).reduce((sum, meter) => sum + expectedQuantity(meter), 0);
}

/** The bill at its expected end, main units: the middle of its projection, else what it is so far. */
export function monthly({ bill }: WorkedBill): number {
  return fromMicros(bill.projected?.q50 ?? bill.soFar.amount);
}

/** The same without the limit that would cut it off: all of the work done. */
export function wholeMonth(worked: WorkedBill): number {
  return monthly(withCap(worked, null));
}

function costs(meters: readonly DrawnMeter[], quantityOf: (meter: DrawnMeter) => number): number {
  return meters.reduce((sum, meter) => sum + meter.costOf(quantityOf(meter)), 0);
}

function isOf(meter: DrawnMeter, line: BillLine): boolean {
  return meter.service === line.service && meter.metric === line.metric && meter.product === line.product;
}
