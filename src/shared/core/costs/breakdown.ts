import type { CostBreakdown, CostComponent, CostLine, CostState, UnknownCost } from '#shared/domain/cost';
import type { Micros } from '#shared/domain/money';
import type { PlanTerms } from './terms';

/** Adds lines up into components, fee and credit. `share` is the part of the month's fee that falls into the period. */
export function breakdownOf(
  lines: readonly CostLine[],
  terms: PlanTerms,
  options: { readonly state?: CostState; readonly feeShare?: { readonly days: number; readonly of: number } } = {},
): CostBreakdown {
  const components = componentsOf(lines);
  const charges = sumKnown(lines);
  const creditable = sumKnown(lines.filter((line) => line.creditable));
  const share = options.feeShare ?? { days: 1, of: 1 };
  const fee = partOf(terms.fee, share);
  const included = partOf(terms.credit, share) ?? 0;
  const used = Math.min(included, creditable);
  const unknown = unknownOf(components, terms, fee);
  const atLeast = (fee ?? 0) + charges - used;
  return {
    currency: terms.currency,
    provider: terms.choice.provider,
    plan: terms.choice.plan,
    total: unknown.length === 0 ? atLeast : null,
    atLeast,
    fee,
    charges,
    credit: { included, used, left: included - used },
    components: [...planComponents(terms, fee, used), ...components],
    unknown,
    state: options.state ?? 'estimate',
  };
}

/** Lines of one metric, region price and tier added up, in a fixed order. */
export function componentsOf(lines: readonly CostLine[]): CostComponent[] {
  const byPrice = new Map<string, CostComponent>();
  for (const line of lines) {
    const { project: _project, day: _day, creditable: _creditable, effectiveAmount: _effective, ...component } = line;
    const key = `${line.service} ${line.metric} ${line.region ?? ''} ${tierKey(line)}`;
    const sum = byPrice.get(key);
    byPrice.set(key, sum === undefined ? component : addComponents(sum, component));
  }
  return [...byPrice].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
}

/** The sum of what is known; unknown parts are left out, never counted as 0 elsewhere. */
export function sumKnown(lines: readonly { readonly amount: Micros | null }[]): Micros {
  return lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
}

function addComponents(a: CostComponent, b: CostComponent): CostComponent {
  return {
    ...a,
    quantity: exactSum(a.quantity, b.quantity),
    included: exactSum(a.included, b.included),
    billedQuantity: exactSum(a.billedQuantity, b.billedQuantity),
    tier: a.tier === 'included' ? b.tier : a.tier,
    price: a.price ?? b.price,
    amount: a.amount === null || b.amount === null ? null : a.amount + b.amount,
    listAmount: a.listAmount === null || b.listAmount === null ? null : a.listAmount + b.listAmount,
    reason: a.reason === '' ? b.reason : a.reason,
  };
}

/** Adds quantities without the tail that binary fractions leave. */
function exactSum(a: number, b: number): number {
  return Number((a + b).toFixed(9));
}

function tierKey(line: CostLine): string {
  const price = line.price === null ? '' : `${line.price.price}/${line.price.per}`;
  return `${price} ${line.source}`;
}

function partOf(amount: Micros | null, share: { readonly days: number; readonly of: number }): Micros | null {
  return amount === null ? null : Math.round((amount * share.days) / share.of);
}

function planComponents(terms: PlanTerms, fee: Micros | null, creditUsed: Micros): CostComponent[] {
  const { plan } = terms;
  if (plan === null) {
    return [];
  }
  const common = {
    region: null,
    unit: plan.feeUnit,
    quantity: 1,
    included: 0,
    billedQuantity: 1,
    price: null,
    source: plan.source,
    sourceDate: plan.sourceDate,
  };
  const components: CostComponent[] = [
    {
      ...common,
      service: 'PLAN',
      metric: 'FEE',
      tier: 'fee',
      amount: fee,
      listAmount: fee,
      reason: fee === null ? feeUnknown(terms) : `${plan.name} plan`,
    },
  ];
  if (creditUsed > 0) {
    components.push({
      ...common,
      service: 'PLAN',
      metric: 'INCLUDED_CREDIT',
      tier: 'credit',
      amount: -creditUsed,
      listAmount: 0,
      reason: 'included credit, used for infrastructure beyond its included amounts',
    });
  }
  return components;
}

function unknownOf(components: readonly CostComponent[], terms: PlanTerms, fee: Micros | null): UnknownCost[] {
  const unknown = components
    .filter((component) => component.amount === null)
    .map(({ service, metric, reason }) => ({ service, metric, reason }));
  return fee === null ? [{ service: 'PLAN', metric: 'FEE', reason: feeUnknown(terms) }, ...unknown] : unknown;
}

/** Why a plan's fee is not known. */
export function feeUnknown(terms: PlanTerms): string {
  return terms.plan === null
    ? `the price list has no plan "${terms.choice.plan}" of ${terms.choice.provider}`
    : `the fee of the ${terms.plan.name} plan is in no source: enter your own`;
}
