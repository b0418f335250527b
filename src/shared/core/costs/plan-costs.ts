import type { CostBreakdown, CostLine, UsageRow } from '#shared/domain/cost';
import type { PriceList } from '#shared/domain/price-list';
import { breakdownOf } from './breakdown';
import { priceRows } from './ledger';
import { type PlanChoice, termsOf } from './terms';

/** A plan, and the period's quantities under `SERVICE_METRIC`, as the monitors' `calculateCosts` has them. */
export interface PlanUsage extends PlanChoice {
  /** Never negative; a level (GB stored) as its average over the period. */
  readonly usage: Readonly<Record<string, number>>;
}

/**
 * What a period of usage costs on a plan: fee + charges beyond the included amounts - included credit,
 * in micros. A part without a known price makes the total null; `atLeast` has the rest.
 * Formulas: docs/pricing.md.
 */
export function calculatePlanCosts(list: PriceList, choice: PlanUsage): CostBreakdown {
  const terms = termsOf(list, choice);
  const lines: CostLine[] = Object.entries(choice.usage).flatMap(([key, quantity]) => {
    const known = terms.metricOf(key);
    const [service, metric] = known === null ? splitKey(list, key) : [known.limit.service, known.limit.metric];
    const row: UsageRow = { service, metric, project: null, region: choice.region ?? null, day: choice.day, quantity };
    return priceRows([row], terms).lines;
  });
  return breakdownOf(lines, terms);
}

/** Parts a key that the plan does not list by a service that the list knows, else after two words. */
function splitKey(list: PriceList, key: string): [string, string] {
  const service = list.limits
    .map((entry) => entry.service)
    .filter((name) => key.startsWith(`${name}_`))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
  return service === ''
    ? [key.split('_').slice(0, 2).join('_'), key.split('_').slice(2).join('_')]
    : [service, key.slice(service.length + 1)];
}
