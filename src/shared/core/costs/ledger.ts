import type { CostLine, CostTier, UsageRow } from '#shared/domain/cost';
import { summaryKey } from '#shared/domain/service';
import { chargeOf, fromNano, type Nano, toNano, toSafeMicros } from './exact';
import type { MetricTerms, PlanTerms, RegionalRate } from './terms';

/** How much of one metric was used so far in the period, in billionths. */
interface MetricState {
  used: Nano;
  /** Beyond the allowance, by price. */
  readonly over: Map<string, Nano>;
  /** The whole quantity, by price: what list prices are charged on. */
  readonly listed: Map<string, Nano>;
}

/**
 * Where a period stands. Pricing the first half and carrying the state into the second gives the same
 * lines as pricing both at once.
 */
export interface LedgerState {
  readonly plan: string | null;
  readonly metrics: ReadonlyMap<string, MetricState>;
}

export const EMPTY_LEDGER: LedgerState = { plan: null, metrics: new Map() };

/** A row that is about to be priced. */
interface Item {
  readonly row: UsageRow;
  readonly quantity: Nano;
  readonly rate: RegionalRate | null;
}

/**
 * Prices rows of one period under one plan. The allowance is used up day by day; within a day it covers
 * the cheapest region first, so that an estimate never understates, and projects share it by their
 * quantity. Each line is the difference of two rounded running totals, so that lines add up to what the
 * whole quantity costs. Another plan than the state's starts its own allowance.
 */
export function priceRows(
  rows: readonly UsageRow[],
  terms: PlanTerms,
  state: LedgerState = EMPTY_LEDGER,
): { readonly lines: CostLine[]; readonly state: LedgerState } {
  const plan = terms.plan?.plan ?? terms.choice.plan;
  const metrics = new Map<string, MetricState>();
  if (state.plan === plan) {
    for (const [key, kept] of state.metrics) {
      metrics.set(key, { used: kept.used, over: new Map(kept.over), listed: new Map(kept.listed) });
    }
  }
  const lines: CostLine[] = [];
  for (const [key, ofMetric] of groupBy(rows, (row) => summaryKey(row.service, row.metric))) {
    const [first] = ofMetric;
    const metric = first === undefined ? null : terms.metric(first.service, first.metric);
    if (metric === null) {
      lines.push(...ofMetric.map((row) => lineWithoutTerms(row, terms)));
      continue;
    }
    const ledger = metrics.get(key) ?? { used: 0n, over: new Map(), listed: new Map() };
    metrics.set(key, ledger);
    for (const [, ofDay] of inOrder(groupBy(ofMetric, (row) => row.day))) {
      priceDay(ofDay, metric, ledger, lines);
    }
  }
  return { lines, state: { plan, metrics } };
}

function priceDay(rows: readonly UsageRow[], metric: MetricTerms, ledger: MetricState, lines: CostLine[]): void {
  const items = rows.map((row) => ({ row, quantity: toNano(row.quantity), rate: metric.rateIn(row.region) }));
  const byPrice = [...groupBy(items, ({ rate }) => priceKey(rate)).values()].sort(compareGroups);
  if (metric.limit.window === 'day') {
    ledger.used = 0n;
  }
  for (const group of byPrice) {
    const total = group.reduce((sum, item) => sum + item.quantity, 0n);
    const left = metric.included > ledger.used ? metric.included - ledger.used : 0n;
    const covered = total < left ? total : left;
    ledger.used += total;
    let seen = 0n;
    for (const item of group.sort(compareItems)) {
      const before = shareOf(covered, seen, total);
      seen += item.quantity;
      lines.push(priceItem(item, shareOf(covered, seen, total) - before, metric, ledger));
    }
  }
}

function priceItem(item: Item, included: Nano, metric: MetricTerms, ledger: MetricState): CostLine {
  const { row, quantity, rate } = item;
  const { limit } = metric;
  if (limit.billedAs === 'spend') {
    return spendLine(row, quantity, metric);
  }
  const over = quantity - included;
  const key = priceKey(rate);
  const amount = amountOf(over, metric, rate, () => advance(ledger.over, key, over, rate));
  const charged = metric.beyond === 'charged' || metric.beyond === 'free' ? rate : null;
  return {
    ...placeOf(row),
    unit: limit.unit,
    quantity: fromNano(quantity),
    included: fromNano(included),
    billedQuantity: fromNano(over),
    price: charged?.price ?? null,
    tier: tierOf(over, metric),
    amount,
    effectiveAmount: amount,
    listAmount: rate === null ? null : toSafeMicros(advance(ledger.listed, key, quantity, rate)),
    creditable: limit.billedAs === 'infrastructure',
    reason: over > 0n && rate === null ? metric.unpriced : (rate?.note ?? ''),
    source: rate?.source ?? limit.source,
    sourceDate: rate === null ? limit.sourceDate : rate.sourceDate,
  };
}

/** A quantity that is money already: a billionth of a dollar is a thousandth of a micro. */
function spendLine(row: UsageRow, quantity: Nano, { limit }: MetricTerms): CostLine {
  const amount = toSafeMicros((quantity + 500n) / 1_000n);
  return {
    ...placeOf(row),
    unit: limit.unit,
    quantity: fromNano(quantity),
    included: 0,
    billedQuantity: fromNano(quantity),
    price: null,
    tier: 'spend',
    amount,
    effectiveAmount: amount,
    listAmount: amount,
    creditable: false,
    reason: "the provider's own figure",
    source: limit.source,
    sourceDate: limit.sourceDate,
  };
}

function placeOf({ service, metric, project, region, day }: UsageRow): Omit<UsageRow, 'quantity'> {
  return { service, metric, project, region, day };
}

function amountOf(over: Nano, metric: MetricTerms, rate: RegionalRate | null, charge: () => bigint): number | null {
  if (over === 0n || metric.beyond === 'refused' || metric.beyond === 'free') {
    return 0;
  }
  return metric.beyond !== 'charged' || rate === null ? null : toSafeMicros(charge());
}

/** Moves the running quantity of one price on, and answers what that step costs. */
function advance(running: Map<string, Nano>, key: string, quantity: Nano, rate: RegionalRate | null): bigint {
  if (rate === null) {
    return 0n;
  }
  const before = running.get(key) ?? 0n;
  running.set(key, before + quantity);
  return chargeOf(before + quantity, rate.rate) - chargeOf(before, rate.rate);
}

function tierOf(over: Nano, { beyond, limit }: MetricTerms): CostTier {
  if (beyond === 'free' && limit.atLimit !== 'overage') {
    return 'flat-rate';
  }
  if (over === 0n) {
    return 'included';
  }
  if (beyond === 'refused') {
    return 'not-sold';
  }
  return beyond === 'charged' ? 'on-demand' : 'unknown';
}

/** A row whose metric the plan does not list: free where it is never billed, else unknown. */
function lineWithoutTerms(row: UsageRow, terms: PlanTerms): CostLine {
  const unbilled = terms.isUnbilled(row.metric) || row.quantity === 0;
  return {
    ...row,
    unit: '',
    included: unbilled ? row.quantity : 0,
    billedQuantity: unbilled ? 0 : row.quantity,
    price: null,
    tier: unbilled ? 'included' : 'unknown',
    amount: unbilled ? 0 : null,
    effectiveAmount: unbilled ? 0 : null,
    listAmount: unbilled ? 0 : null,
    creditable: false,
    reason: unbilled ? 'never billed' : `the price list has no price for it on the ${terms.choice.plan} plan`,
    source: '',
    sourceDate: null,
  };
}

/** The part of `covered` that the first `seen` of `total` take; differences of it add up to `covered`. */
function shareOf(covered: Nano, seen: Nano, total: Nano): Nano {
  return total === 0n ? 0n : (covered * seen) / total;
}

function priceKey(rate: RegionalRate | null): string {
  return rate === null ? '' : `${rate.price.price}/${rate.price.per}/${rate.rate.step}`;
}

function compareGroups(a: readonly Item[], b: readonly Item[]): number {
  return unitPrice(a[0]) - unitPrice(b[0]);
}

function unitPrice(item: Item | undefined): number {
  const price = item?.rate?.price;
  return price === undefined ? 0 : price.price / price.per;
}

function compareItems(a: Item, b: Item): number {
  return (
    compareText(a.row.region, b.row.region) ||
    compareText(a.row.project, b.row.project) ||
    a.row.quantity - b.row.quantity
  );
}

function compareText(a: string | null, b: string | null): number {
  const left = a ?? '';
  const right = b ?? '';
  return left < right ? -1 : Number(left > right);
}

function inOrder<T>(groups: Map<string, T[]>): [string, T[]][] {
  return [...groups].sort(([a], [b]) => compareText(a, b));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
