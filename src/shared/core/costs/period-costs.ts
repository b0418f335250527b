import type { CostLine, CostState, PeriodCosts, UnknownCost, UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { PlanRecord, PriceList } from '#shared/domain/price-list';
import { addDays, daysBetween } from '../calendar/calendar';
import { componentsOf, feeUnknown, sumKnown } from './breakdown';
import { EMPTY_LEDGER, type LedgerState, priceRows } from './ledger';
import { type PlanChoice, type PlanTerms, termsOf } from './terms';

/** The plan of an account from a day on. */
export interface PlanStretch extends Omit<PlanChoice, 'day'> {
  /** First day of the plan; the first stretch counts from the period's start. */
  readonly from: Day;
}

/** A billing period in the provider's days: `start` belongs to it, `end` is the next one's first day. */
export interface BillingDays {
  readonly start: Day;
  readonly end: Day;
}

export interface PeriodUsage {
  readonly period: BillingDays;
  /** The account's plans, oldest first; at least one. */
  readonly plans: readonly PlanStretch[];
  /** Usage of the period so far, in any order. */
  readonly rows: readonly UsageRow[];
  readonly state?: CostState;
}

interface Segment {
  readonly start: Day;
  readonly end: Day;
  readonly terms: PlanTerms;
}

/**
 * What a billing period costs so far, line by line: usage beyond the allowance, the fee (billed on its
 * first day, spread in `effectiveAmount`) and the included credit. A plan change within the period
 * splits it: each plan has its own allowance, and the share of its fee and credit that its days have.
 * A price that changes on a day splits it too, and the allowance goes on.
 */
export function periodCosts(list: PriceList, usage: PeriodUsage): PeriodCosts {
  const segments = segmentsOf(list, usage);
  const days = daysBetween(usage.period.start, usage.period.end);
  const lines: CostLine[] = [];
  const unknown: UnknownCost[] = [];
  let ledger: LedgerState = EMPTY_LEDGER;
  let fee: Micros | null = 0;
  const credit = { included: 0, used: 0, left: 0 };
  for (const stretch of byPlan(segments)) {
    const used: CostLine[] = [];
    for (const segment of stretch) {
      const rows = usage.rows.filter((row) => segment.start <= row.day && row.day < segment.end);
      const priced = priceRows(rows, segment.terms, ledger);
      ledger = priced.state;
      used.push(...priced.lines);
    }
    const plan = planShare(stretch, days);
    const credits = creditLines(used, plan, stretch);
    lines.push(...feeLines(plan, stretch), ...used, ...credits);
    fee = fee === null || plan.fee === null ? null : fee + plan.fee;
    credit.included += plan.credit;
    credit.used -= sumKnown(credits);
    if (plan.fee === null) {
      unknown.push({ service: 'PLAN', metric: 'FEE', reason: feeUnknown(plan.terms) });
    }
  }
  const components = componentsOf(lines);
  unknown.push(
    ...components
      .filter((part) => part.amount === null && part.tier !== 'fee')
      .map(({ service, metric, reason }) => ({ service, metric, reason })),
  );
  const atLeast = sumKnown(lines);
  return {
    currency: list.currency,
    total: unknown.length === 0 ? atLeast : null,
    atLeast,
    fee,
    charges: sumKnown(lines.filter((line) => line.tier !== 'fee' && line.tier !== 'credit')),
    credit: { ...credit, left: credit.included - credit.used },
    lines,
    components,
    unknown,
    state: usage.state ?? 'estimate',
    assumptions: assumptionsOf(usage, segments),
  };
}

/** Cuts the period where the plan changes and where a price of the provider starts or ends. */
function segmentsOf(list: PriceList, { period, plans }: PeriodUsage): Segment[] {
  const providers = new Set(plans.map((plan) => plan.provider));
  const dated = [...list.limits, ...list.plans].filter((entry) => providers.has(entry.provider));
  const edges = [
    ...plans.slice(1).map((plan) => plan.from),
    ...dated.map((entry) => entry.effectiveFrom),
    ...dated.map((entry) => (entry.effectiveTo === null ? null : addDays(entry.effectiveTo, 1))),
  ].filter((day) => day !== null && period.start < day && day < period.end);
  const starts = [period.start, ...new Set(edges)].filter((day) => day !== null).sort();
  return starts.map((start, at) => {
    const choice = plans.findLast((plan) => plan.from <= start) ?? plans[0];
    if (choice === undefined) {
      throw new RangeError('a period needs at least one plan');
    }
    return { start, end: starts[at + 1] ?? period.end, terms: termsOf(list, { ...choice, day: start }) };
  });
}

/** Neighbouring segments of one plan. */
function byPlan(segments: readonly Segment[]): Segment[][] {
  const stretches: Segment[][] = [];
  for (const segment of segments) {
    const last = stretches.at(-1);
    if (last?.[0] !== undefined && planKey(last[0].terms) === planKey(segment.terms)) {
      last.push(segment);
    } else {
      stretches.push([segment]);
    }
  }
  return stretches;
}

function planKey({ plan, choice }: PlanTerms): string {
  return `${choice.provider}/${plan?.plan ?? choice.plan}`;
}

interface PlanShare {
  readonly terms: PlanTerms;
  readonly fee: Micros | null;
  readonly credit: Micros;
  readonly days: number;
}

/** The part of the monthly fee and credit that a stretch of the period has; the whole period has all. */
function planShare(stretch: readonly Segment[], periodDays: number): PlanShare {
  const [first] = stretch;
  const last = stretch.at(-1);
  if (first === undefined || last === undefined) {
    throw new RangeError('a stretch has at least one segment');
  }
  const days = daysBetween(first.start, last.end);
  const part = (amount: Micros | null): Micros | null =>
    amount === null ? null : Math.round((amount * days) / periodDays);
  return { terms: last.terms, fee: part(last.terms.fee), credit: part(last.terms.credit) ?? 0, days };
}

function feeLines({ terms, fee, days }: PlanShare, stretch: readonly Segment[]): CostLine[] {
  const { plan } = terms;
  const start = stretch[0]?.start;
  if (plan === null || start === undefined) {
    return [];
  }
  const reason = fee === null ? feeUnknown(terms) : `${plan.name} plan`;
  return Array.from({ length: days }, (_, at) => {
    const isFirst = at === 0;
    const billed = isFirst ? fee : 0;
    return {
      ...planLine(plan, addDays(start, at)),
      metric: 'FEE',
      tier: 'fee' as const,
      amount: billed,
      effectiveAmount: fee === null ? null : shareUpTo(fee, at + 1, days) - shareUpTo(fee, at, days),
      listAmount: billed,
      quantity: Number(isFirst),
      billedQuantity: Number(isFirst),
      reason,
    };
  });
}

/** The credit pays the first charges of the stretch, day by day. */
function creditLines(used: readonly CostLine[], { terms, credit }: PlanShare, stretch: readonly Segment[]): CostLine[] {
  const { plan } = terms;
  if (plan === null || credit === 0 || stretch.length === 0) {
    return [];
  }
  const byDay = new Map<Day, Micros>();
  for (const line of used) {
    if (line.creditable) {
      byDay.set(line.day, (byDay.get(line.day) ?? 0) + (line.amount ?? 0));
    }
  }
  let left = credit;
  return [...byDay.keys()].sort().flatMap((day) => {
    const paid = Math.min(left, byDay.get(day) ?? 0);
    left -= paid;
    return paid === 0
      ? []
      : [
          {
            ...planLine(plan, day),
            metric: 'INCLUDED_CREDIT',
            tier: 'credit' as const,
            amount: -paid,
            effectiveAmount: -paid,
            listAmount: 0,
            quantity: 0,
            billedQuantity: 0,
            reason: 'included credit',
          },
        ];
  });
}

function planLine(
  plan: PlanRecord,
  day: Day,
): Omit<
  CostLine,
  'metric' | 'tier' | 'amount' | 'effectiveAmount' | 'listAmount' | 'quantity' | 'billedQuantity' | 'reason'
> {
  return {
    service: 'PLAN',
    project: null,
    region: null,
    day,
    unit: plan.feeUnit,
    included: 0,
    price: null,
    creditable: false,
    source: plan.source,
    sourceDate: plan.sourceDate,
  };
}

function shareUpTo(fee: Micros, days: number, of: number): Micros {
  return Math.round((fee * days) / of);
}

function assumptionsOf({ plans, period }: PeriodUsage, segments: readonly Segment[]): string[] {
  const changes = plans.filter((plan) => period.start < plan.from && plan.from < period.end);
  const unknownRegion = segments.some(({ terms }) => terms.choice.region === undefined);
  return [
    ...changes.map(
      (plan) => `from ${plan.from} on the ${plan.plan} plan, with the share of its fee and credit for its days`,
    ),
    ...(unknownRegion ? ["usage without a region at the prices of the list's own region"] : []),
  ];
}
