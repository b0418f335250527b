import type { CostBreakdown, UsageRow } from '#shared/domain/cost';
import type { Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import { modelPrice } from '../pricing/model-prices';
import { breakdownOf, sumKnown } from './breakdown';
import { priceRows } from './ledger';
import { modelCost } from './model-costs';
import { type PlanChoice, termsOf } from './terms';
import type { WhatIfBase } from './what-if-base';
import { type Change, changeRows } from './what-if-changes';

/** One side of the comparison. */
export interface WhatIfSide {
  readonly plan: CostBreakdown;
  /** Null when a model has no price. */
  readonly models: Micros | null;
  /** Plan and models; null while a part is unknown. */
  readonly total: Micros | null;
}

/** Today and the other world side by side. */
export interface WhatIfAnswer {
  readonly today: WhatIfSide;
  readonly then: WhatIfSide;
  /** `then - today`; null while either is unknown. */
  readonly difference: Micros | null;
  /** What the answer rests on, and changes that could not be made, in a person's words. */
  readonly assumptions: readonly string[];
}

/** Works out what the same period would cost with the changes, with the functions that price it today. */
export function whatIf(list: PriceList, base: WhatIfBase, changes: readonly Change[]): WhatIfAnswer {
  const summed = { ...base, rows: addedUp(base.rows, base.plan) };
  const today = sideOf(list, summed);
  const changed = changeRows(summed, changes);
  const then = sideOf(list, changed.base);
  return {
    today,
    then,
    difference: today.total === null || then.total === null ? null : then.total - today.total,
    assumptions: changed.assumptions,
  };
}

function sideOf(list: PriceList, { plan: choice, rows, models }: WhatIfBase): WhatIfSide {
  const terms = termsOf(list, choice);
  const { lines } = priceRows(rows, terms);
  const plan = breakdownOf(lines, terms);
  const costs = models.map((use) => {
    const price = modelPrice(list, use.provider, use.model, choice.day);
    return { amount: price === null ? null : modelCost(price, use).total };
  });
  const unknown = costs.some(({ amount }) => amount === null);
  const modelTotal = unknown ? null : sumKnown(costs);
  const total = plan.total === null || modelTotal === null ? null : plan.total + modelTotal;
  return { plan, models: modelTotal, total };
}

/** Projects and days do not change the total: one row for each metric and region keeps the answer instant. */
function addedUp(rows: readonly UsageRow[], { day }: PlanChoice): UsageRow[] {
  const sums = new Map<string, Map<string | null, { row: UsageRow; quantity: number }>>();
  for (const row of rows) {
    const key = summaryKey(row.service, row.metric);
    let regions = sums.get(key);
    if (regions === undefined) {
      regions = new Map();
      sums.set(key, regions);
    }
    const sum = regions.get(row.region);
    if (sum === undefined) {
      regions.set(row.region, { row, quantity: row.quantity });
    } else {
      sum.quantity += row.quantity;
    }
  }
  return [...sums.values()]
    .flatMap((regions) => [...regions.values()])
    .map(({ row, quantity }) => ({ ...row, project: null, day, quantity }));
}
