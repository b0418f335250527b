import type { BillLine } from '#shared/domain/bill';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { PlanTerms, RegionalRate } from '../terms';
import type { DrawnMeter } from './draws';
import type { ExpectedRest } from './expected-rest';
import { movesWithFunctions, soldAlike, type Wish } from './wish';

/** The provider's rows of one product, project and region, added up over the period. */
export interface BilledRow {
  /** The provider's own name of the product. */
  readonly product: string;
  /** The metric that it is here, with quantities in its unit; null for a product that is new. */
  readonly metric: { readonly service: string; readonly metric: string } | null;
  readonly unit: string;
  readonly project: string | null;
  readonly region: string | null;
  readonly quantity: number;
  /** Where nothing is used yet: what this place used and cost in the weeks before. */
  readonly before?: { readonly quantity: number; readonly cost: Micros };
  /** Before the credit. Null: the provider does not say. */
  readonly cost: Micros | null;
  /** What it costs in effect, as a commitment or a credit has paid for it; null where the provider says none. */
  readonly effective?: Micros | null;
  /** Covered by a flat rate: no cost of its own. */
  readonly flatRate: boolean;
}

/** A product of the provider's rows: its lines, and how it goes on. */
export interface BilledUse {
  readonly lines: readonly BillLine[];
  /** `DrawnMeter` for each product that costs something or may come to. */
  readonly meters: readonly DrawnMeter[];
  /** The same quantities at list price, in main units; null while a product has none. */
  readonly list: number | null;
}

/** A changed world: what is wished, and the terms that hold in it. */
export interface ChangedTerms {
  readonly wish: Wish;
  readonly terms: PlanTerms;
  /** False: the plan there charges for nothing that is used. */
  readonly sellsMore: boolean;
}

/**
 * Lines from the provider's own rows, whose amounts stand. The price list only tells what the plan includes,
 * and goes on from what was billed: billed so far + what the list asks for the rest, in the proportion in which
 * the bill so far stands to the list (a discount, a dearer region). A product without a list price goes on at
 * the price that the provider's rows imply. In a `changed` world the same rows are looked at differently: what is
 * sold on other terms there is priced by the list, the rest stays what the provider charges for it.
 */
export function billedUse(
  rows: readonly BilledRow[],
  terms: PlanTerms,
  restOf: (product: string) => ExpectedRest,
  changed: ChangedTerms | null = null,
): BilledUse {
  const products = [...groupBy(rows, ({ product }) => product)].map(([, own]) =>
    changed === null ? productOf(own, terms) : changedProduct(own, terms, changed),
  );
  const lists = products.map(({ listSoFar }) => listSoFar);
  return {
    lines: products.flatMap(({ lines }) => lines),
    meters: products.map(({ lines: _lines, listSoFar: _listSoFar, factor, ...meter }) => {
      const rest = restOf(meter.product);
      return { ...meter, rest: factor === 1 ? rest : { ...rest, middle: rest.middle * factor } };
    }),
    list: lists.some((amount) => amount === null) ? null : lists.reduce((sum: number, one) => sum + (one ?? 0), 0),
  };
}

interface Product {
  readonly service: string;
  readonly metric: string;
  readonly product: string;
  readonly lines: readonly BillLine[];
  readonly used: number;
  /** How many times as much is used as today. */
  readonly factor: number;
  readonly costOf: (quantity: number) => number;
  readonly listSoFar: number | null;
}

function productOf(rows: readonly BilledRow[], terms: PlanTerms): Product {
  const { service = '', metric = '' } = rows[0]?.metric ?? {};
  const found = metric === '' ? null : terms.metric(service, metric);
  const used = rows.reduce((sum, row) => sum + row.quantity, 0);
  const billed = fromMicros(rows.reduce((sum, row) => sum + (row.cost ?? 0), 0));
  const isFlat = rows.every(({ flatRate }) => flatRate);
  const rates = rows.map((row) => found?.rateIn(row.region) ?? null);
  const mean = meanRate(rows, rates);
  const included = found?.limit.included ?? 0;
  const atList = (quantity: number): number | null => (mean === null ? null : Math.max(0, quantity - included) * mean);
  return {
    ...{ service, metric, product: rows[0]?.product ?? '', used, factor: 1 },
    lines: rows.map((row, at) => lineOf(row, rates[at] ?? null, coveredShare(used, isFlat ? used : included))),
    costOf: isFlat ? () => billed : goesOn(billed, used, included, { atList, implied: impliedPrice(rows) }),
    listSoFar: isFlat ? 0 : atList(used),
  };
}

/** A product in a changed world, with one line for all of its places. */
function changedProduct(
  own: readonly BilledRow[],
  terms: PlanTerms,
  { wish, terms: then, sellsMore }: ChangedTerms,
): Product {
  const rows = own.map((row) => movedTo(row, terms, wish.region));
  const { service = '', metric = '' } = rows[0]?.metric ?? {};
  const regions = rows.map(({ region }) => region);
  const isSame = sellsMore && (metric === '' || soldAlike(terms, then, { service, metric }, regions));
  const factor = wish.factorOf(service, metric);
  const known = productOf(isSame ? rows : rows.map((row) => ({ ...row, flatRate: false })), terms);
  const listed = sellsMore ? listCost(rows, then) : () => 0;
  const costOf = isSame ? known.costOf : listed;
  const used = known.used * factor;
  const amount = costOf === null ? null : toMicros(Math.max(0, costOf(used)));
  const line: BillLine = {
    ...lineOf({ ...(rows[0] as BilledRow), cost: amount, effective: null, quantity: used, project: null }, null, 0),
    basis: isSame ? 'billed' : 'metered',
  };
  return {
    ...known,
    ...{ used, factor, lines: [line] },
    costOf: costOf === null ? () => 0 : (quantity) => Math.max(0, costOf(quantity)),
  };
}

/** What is done where the functions run, charged there: its cost moves with the list's price. */
function movedTo(row: BilledRow, terms: PlanTerms, region: string | null): BilledRow {
  const { metric } = row;
  if (region === null || metric === null || row.region === null || !movesWithFunctions(metric.service, metric.metric)) {
    return row;
  }
  const found = terms.metric(metric.service, metric.metric);
  const [here, there] = [found?.rateIn(row.region)?.price, found?.rateIn(region)?.price];
  if (here === undefined || there === undefined || here.price === 0) {
    return row;
  }
  const times = there.price / there.per / (here.price / here.per);
  return { ...row, region, cost: row.cost === null ? null : Math.round(row.cost * times) };
}

/** What a plan asks for any quantity in these places, in main units; null where it has no price for it. */
function listCost(rows: readonly BilledRow[], terms: PlanTerms): ((quantity: number) => number) | null {
  const { service = '', metric = '' } = rows[0]?.metric ?? {};
  const found = terms.metric(service, metric);
  if (found === null) {
    return terms.isUnbilled(metric) ? () => 0 : null;
  }
  const included = found.limit.included ?? 0;
  if (found.beyond === 'free' || found.beyond === 'refused') {
    return () => 0;
  }
  const mean =
    found.beyond === 'charged'
      ? meanRate(
          rows,
          rows.map((row) => found.rateIn(row.region)),
        )
      : null;
  return mean === null ? null : (quantity) => Math.max(0, quantity - included) * mean;
}

/** Costs of a whole period's quantity, from what was billed for `used`. */
function goesOn(
  billed: number,
  used: number,
  included: number,
  { atList, implied }: { readonly atList: (quantity: number) => number | null; readonly implied: number },
): (quantity: number) => number {
  const listed = atList(used);
  if (listed === null) {
    return (quantity) => billed + (quantity - used) * implied;
  }
  if (listed === 0 && billed > 0) {
    // Charged below the list's allowance: the allowance is gone, and the first unit costs.
    const price = (atList(included + 1) ?? 0) - (atList(included) ?? 0);
    return (quantity) => billed + (quantity - used) * Math.max(price, billed / used);
  }
  const proportion = listed === 0 ? 1 : billed / listed;
  return (quantity) => billed + ((atList(quantity) ?? 0) - listed) * proportion;
}

/** Main units for one unit as the provider charges it, in this period or, where nothing is used yet, before it. */
function impliedPrice(rows: readonly BilledRow[]): number {
  const sumOf = (amountOf: (row: BilledRow) => number) => rows.reduce((sum, row) => sum + amountOf(row), 0);
  const used = sumOf(({ quantity }) => quantity);
  const [quantity, cost] =
    used === 0
      ? [sumOf(({ before }) => before?.quantity ?? 0), sumOf(({ before }) => before?.cost ?? 0)]
      : [used, sumOf((row) => row.cost ?? 0)];
  return quantity === 0 ? 0 : fromMicros(cost) / quantity;
}

/** Main units for one unit, weighed by where it is used; null where the list has no price. */
function meanRate(rows: readonly BilledRow[], rates: readonly (RegionalRate | null)[]): number | null {
  if (rates.some((rate) => rate === null)) {
    return null;
  }
  const prices = rates.map((rate) => (rate === null ? 0 : rate.price.price / rate.price.per));
  const used = rows.reduce((sum, row) => sum + row.quantity, 0);
  const weightOf = (row: BilledRow) => (used === 0 ? (row.before?.quantity ?? 0) : row.quantity);
  const whole = rows.reduce((sum, row) => sum + weightOf(row), 0);
  return whole === 0
    ? (prices[0] ?? null)
    : rows.reduce((sum, row, at) => sum + weightOf(row) * (prices[at] ?? 0), 0) / whole;
}

function coveredShare(used: number, covered: number): number {
  return used === 0 ? 0 : Math.min(1, covered / used);
}

function lineOf(row: BilledRow, rate: RegionalRate | null, covered: number): BillLine {
  return {
    kind: 'usage',
    service: row.metric?.service ?? '',
    metric: row.metric?.metric ?? '',
    product: row.product,
    project: row.project,
    region: row.region,
    quantity: row.quantity,
    unit: row.unit,
    included: row.quantity * covered,
    unitPrice: rate?.price ?? null,
    amount: row.cost,
    effective: row.effective ?? null,
    basis: 'billed',
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) {
      groups.set(keyOf(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
