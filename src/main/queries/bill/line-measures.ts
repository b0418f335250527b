import type { BillLine } from '#shared/domain/bill';
import { type Micros, toMicros } from '#shared/domain/money';

/** A line as it is billed, as what the days so far have used of it, and at list price. */
export interface LineMeasures {
  readonly amount: Micros;
  readonly effectiveAmount: Micros;
  readonly listAmount: Micros;
}

/** How much of the period has begun, today included: `day` of `days`. */
export interface Passed {
  readonly day: number;
  readonly days: number;
}

/**
 * The three costs of a line (FOCUS: BilledCost, EffectiveCost, ListCost). A fee pays for the whole period: the days so
 * far have used their share of it. Use is effective as its provider says, else as it is billed, and at list price where
 * the list has one for it, allowances set aside. A credit is no list price.
 */
function measuresOf(line: BillLine, { day, days }: Passed): LineMeasures {
  const { kind, amount, effective, unitPrice, quantity } = line;
  const billed = amount ?? 0;
  switch (kind) {
    case 'fee':
      return { amount: billed, effectiveAmount: Math.round((billed * day) / days), listAmount: billed };
    case 'credit':
      return { amount: billed, effectiveAmount: billed, listAmount: 0 };
    case 'usage': {
      const listed = unitPrice === null ? billed : toMicros((quantity / unitPrice.per) * unitPrice.price);
      return { amount: billed, effectiveAmount: effective ?? billed, listAmount: listed };
    }
    default:
      return { amount: billed, effectiveAmount: billed, listAmount: billed };
  }
}

/** The three costs of all lines. */
export function measuresOfAll(lines: readonly BillLine[], passed: Passed): LineMeasures {
  const each = lines.map((line) => measuresOf(line, passed));
  const sum = (of: (one: LineMeasures) => Micros) => each.reduce((total, one) => total + of(one), 0);
  return {
    amount: sum((one) => one.amount),
    effectiveAmount: sum((one) => one.effectiveAmount),
    listAmount: sum((one) => one.listAmount),
  };
}
