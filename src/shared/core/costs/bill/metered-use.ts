import type { BillLine } from '#shared/domain/bill';
import type { CostComponent, CostLine, UsageRow } from '#shared/domain/cost';
import { fromMicros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import { componentsOf } from '../breakdown';
import { type BillingDays, type PlanStretch, periodCosts } from '../period-costs';
import { type PlanTerms, termsOf } from '../terms';
import type { DrawnMeter } from './draws';
import type { ExpectedRest } from './expected-rest';

/** Own readings of a period, to be priced by the list. */
export interface MeteredInput {
  readonly period: BillingDays;
  readonly plans: readonly PlanStretch[];
  readonly rows: readonly UsageRow[];
}

/** Readings times price list: the use as lines, and how it goes on. */
export interface MeteredUse {
  readonly lines: readonly BillLine[];
  readonly meters: readonly DrawnMeter[];
}

/**
 * Lines of own readings at list price, one for each metric, project and region. Fee and credit are no part of
 * it. What the plan refuses to sell costs nothing and never will, which is no cheapness but a limit.
 */
export function meteredUse(
  list: PriceList,
  { period, plans, rows }: MeteredInput,
  restOf: (service: string, metric: string) => ExpectedRest,
): MeteredUse {
  const costs = periodCosts(list, { period, plans, rows });
  const use = costs.lines.filter(({ tier }) => tier !== 'fee' && tier !== 'credit');
  const current = plans.at(-1);
  const terms = current === undefined ? null : termsOf(list, { ...current, day: lastDay(rows, period) });
  return {
    lines: placesOf(use).map(toBillLine),
    meters: metersOf(use, terms, restOf),
  };
}

function lastDay(rows: readonly UsageRow[], { start }: BillingDays): string {
  return [start, ...rows.map(({ day }) => day)].sort().at(-1) ?? start;
}

/** Days added up: a component for each project. */
function placesOf(lines: readonly CostLine[]): readonly (CostComponent & { readonly project: string | null })[] {
  const projects = new Map<string | null, CostLine[]>();
  for (const line of lines) {
    projects.set(line.project, [...(projects.get(line.project) ?? []), line]);
  }
  return [...projects].flatMap(([project, own]) => componentsOf(own).map((part) => ({ ...part, project })));
}

function toBillLine(part: CostComponent & { readonly project: string | null }): BillLine {
  return {
    kind: 'usage',
    service: part.service,
    metric: part.metric,
    product: '',
    project: part.project,
    region: part.region,
    quantity: part.quantity,
    unit: part.unit,
    included: part.included,
    unitPrice: part.price,
    amount: part.amount,
    basis: 'metered',
  };
}

function metersOf(
  lines: readonly CostLine[],
  terms: PlanTerms | null,
  restOf: (service: string, metric: string) => ExpectedRest,
): readonly DrawnMeter[] {
  const byMetric = new Map<string, CostLine[]>();
  for (const line of lines) {
    const key = summaryKey(line.service, line.metric);
    byMetric.set(key, [...(byMetric.get(key) ?? []), line]);
  }
  return [...byMetric].flatMap(([key, own]): DrawnMeter[] => {
    const [first] = own;
    const found = terms?.metricOf(key) ?? null;
    const used = own.reduce((sum, line) => sum + line.quantity, 0);
    const charged = fromMicros(own.reduce((sum, line) => sum + (line.amount ?? 0), 0));
    const rate = found?.rateIn(first?.region ?? null) ?? null;
    if (first === undefined) {
      return [];
    }
    const isCharged = found?.beyond === 'charged' && rate !== null;
    const price = isCharged ? rate.price.price / rate.price.per : 0;
    const included = found?.limit.included ?? 0;
    const over = Math.max(0, used - included);
    const costOf = (quantity: number) => charged + (Math.max(0, quantity - included) - over) * price;
    const { service, metric } = first;
    return [{ service, metric, product: '', used, rest: restOf(service, metric), costOf }];
  });
}
