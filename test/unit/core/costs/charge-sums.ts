import type { Charge } from '#shared/domain/charge';
import type { Micros } from '#shared/domain/money';

/** What charges can be added up by. */
export type ChargeHeading = 'service' | 'project' | 'day' | 'region' | 'category';

/** Charges under one heading, added up in one currency. */
export interface ChargeSum {
  readonly key: string | null;
  readonly billed: Micros;
  readonly effective: Micros;
  /** List prices of the rows that have one. */
  readonly list: Micros;
  /** Consumed quantity by unit; rows that state none are not in it. */
  readonly consumed: ReadonlyMap<string, number>;
  readonly rows: number;
  /** Rows without a billed cost: the sum is then "at least". */
  readonly unknown: number;
  /** Rows that a flat rate covers: their cost stands with the flat rate's fee. */
  readonly flatRateRows: number;
}

interface OpenSum {
  key: string | null;
  billed: Micros;
  effective: Micros;
  list: Micros;
  consumed: Map<string, number>;
  rows: number;
  unknown: number;
  flatRateRows: number;
}

/** Sums of one currency, by each heading asked for. */
export interface ChargeSums {
  readonly currency: string;
  readonly total: ChargeSum;
  readonly by: ReadonlyMap<ChargeHeading, readonly ChargeSum[]>;
}

/**
 * What the store's sums in SQL have to come to. Adds charges up by every heading asked for, in one pass, each currency for
 * itself. Integer micros, so the order of the rows changes nothing. Quantities are what was consumed: a row's pricing
 * quantity counts money or packages and is never taken for usage.
 */
export function sumCharges(charges: Iterable<Charge>, headings: readonly ChargeHeading[]): ChargeSums[] {
  const byCurrency = new Map<string, { total: OpenSum; by: Map<ChargeHeading, Map<string | null, OpenSum>> }>();
  for (const charge of charges) {
    let sums = byCurrency.get(charge.currency);
    if (sums === undefined) {
      sums = { total: openSum(null), by: new Map(headings.map((heading) => [heading, new Map()])) };
      byCurrency.set(charge.currency, sums);
    }
    add(sums.total, charge);
    for (const [heading, groups] of sums.by) {
      const key = charge[heading];
      let group = groups.get(key);
      if (group === undefined) {
        group = openSum(key);
        groups.set(key, group);
      }
      add(group, charge);
    }
  }
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { total, by }]) => ({
      currency,
      total,
      by: new Map([...by].map(([heading, groups]) => [heading, [...groups.values()].sort(compareSums(heading))])),
    }));
}

function openSum(key: string | null): OpenSum {
  return { key, billed: 0, effective: 0, list: 0, consumed: new Map(), rows: 0, unknown: 0, flatRateRows: 0 };
}

function add(sum: OpenSum, charge: Charge): void {
  sum.billed += charge.billedCost ?? 0;
  sum.effective += charge.effectiveCost ?? 0;
  sum.list += charge.listCost ?? 0;
  sum.rows += 1;
  if (charge.billedCost === null) {
    sum.unknown += 1;
  }
  if (charge.flatRate) {
    sum.flatRateRows += 1;
  }
  if (charge.consumedQuantity !== null && charge.consumedUnit !== null) {
    sum.consumed.set(charge.consumedUnit, (sum.consumed.get(charge.consumedUnit) ?? 0) + charge.consumedQuantity);
  }
}

function compareSums(heading: ChargeHeading): (a: OpenSum, b: OpenSum) => number {
  return heading === 'day'
    ? (a, b) => (a.key ?? '').localeCompare(b.key ?? '')
    : (a, b) => b.billed - a.billed || (a.key ?? '').localeCompare(b.key ?? '');
}
