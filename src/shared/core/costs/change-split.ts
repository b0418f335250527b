import type { UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import { type Micros, toMicros, type UnitPrice } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { addDays, daysBetween } from '../calendar/calendar';
import type { CostDays } from './billing-days';
import { type CostMoment, type DailyCost, daysToCompare, meanOn } from './change-moment';
import type { Outlook } from './outlook';
import { type MeteredChange, periodChange } from './period-change';
import type { BillingDays, PlanStretch } from './period-costs';

/** What the plan itself costs: moves with the plan, not with use. */
export const PLAN_FEE = { service: 'PLAN', metric: 'FEE' } as const;

/** One metric of one project, or one model of one project: what can carry a change of the costs. */
export interface CostPart extends DailyCost {
  readonly service: string;
  /** The metric; for AI the model. */
  readonly metric: string;
  readonly title: string;
  /** The provider's own id; null for what no project explains. */
  readonly project: string | null;
  readonly projectName: string | null;
  /** Quantity of each day, in `price.unit`. */
  readonly quantities: ReadonlyMap<Day, number>;
  /** The list price that turns quantities into amounts; null where the provider reports the amount itself. */
  readonly price: UnitPrice | null;
}

/** What the use of one connection's period is priced from. */
export interface PricedPeriod {
  readonly list: PriceList;
  readonly period: CostDays;
  readonly plans: readonly PlanStretch[];
  /** Use so far of the whole account. */
  readonly accountRows: readonly UsageRow[];
  readonly outlook: Pick<Outlook, 'rest'>;
}

/** What one connection's costs are made of, day by day. */
export interface CostSource {
  readonly connectionId: string;
  /** `acme at Vercel`: accounts of several providers often have one name. */
  readonly account: string;
  readonly currency: string;
  /** The days that its cost is counted over. */
  readonly period: BillingDays;
  /** Null: the provider reports money itself, and nothing is priced here. */
  readonly basis: PricedPeriod | null;
  readonly parts: readonly CostPart[];
}

/** One part before and since a change, and what that does to the cost of its connection's period. */
export interface ChangedPart {
  readonly part: CostPart;
  readonly connectionId: string;
  /** `acme at Vercel`. */
  readonly account: string;
  /** Mean quantities a day in the price's unit; an amount of money where there is no price. */
  readonly before: number;
  readonly after: number;
  readonly compared: { readonly before: readonly Day[]; readonly after: readonly Day[] };
  /** Before the included credit, and what is left of it to pay. */
  readonly charge: Micros;
  readonly due: Micros;
}

/** What a change does to one connection's period. */
export interface SourceChange {
  readonly source: CostSource;
  /** Empty where its days since then are not told yet. */
  readonly parts: readonly ChangedPart[];
  /** What the period comes to; null where that is not priced here, or while a part of it is unknown. */
  readonly now: Micros | null;
}

type Compared = Omit<ChangedPart, 'charge' | 'due'>;

/** Splits what a change does to one connection's period among its parts, without a rest. */
export function splitChange(source: CostSource, moment: CostMoment): SourceChange {
  const compared = source.parts.flatMap((part): Compared[] => {
    const days = daysToCompare(moment, part);
    if (days === null) {
      return [];
    }
    const means = { before: meanOn(part.quantities, days.before), after: meanOn(part.quantities, days.after) };
    return [{ part, connectionId: source.connectionId, account: source.account, ...means, compared: days }];
  });
  return source.basis === null
    ? splitReported(source, moment, compared)
    : splitPriced({ ...source, basis: source.basis }, moment, compared);
}

/** The last day that all amounts count to; null where the periods that they belong to end on different days. */
export function throughDay(changes: readonly SourceChange[]): Day | null {
  const moved = changes.filter(({ parts }) => parts.some(({ charge }) => charge !== 0));
  const ends = new Set(moved.map(({ source }) => (source.basis?.period.rolls ? null : addDays(source.period.end, -1))));
  return ends.size === 1 ? ([...ends][0] ?? null) : null;
}

/** Money as the provider reports it: the change a day goes on until the month's end. */
function splitReported(source: CostSource, { since }: CostMoment, compared: readonly Compared[]): SourceChange {
  const { start, end } = source.period;
  const days = Math.max(0, daysBetween(since < start ? start : since, end));
  const changed = compared.map((one) => {
    const due = toMicros((one.after - one.before) * days);
    return { ...one, charge: due, due };
  });
  return { source, parts: changed, now: null };
}

function splitPriced(
  source: CostSource & { readonly basis: NonNullable<CostSource['basis']> },
  { since }: CostMoment,
  compared: readonly Compared[],
): SourceChange {
  const { list, period, plans, accountRows, outlook } = source.basis;
  const used = compared.filter(({ part }) => !isFee(part));
  const changes = used.map(({ part, before, after }): MeteredChange => {
    const { service, metric, project } = part;
    return { service, metric, project, before, after };
  });
  const usage = { period: period.days, plans, rows: [...accountRows, ...outlook.rest('q50')] };
  const { now, plan, parts } = periodChange(list, usage, since, changes);
  const costs = new Map(parts.map((part) => [keyOf(part), part]));
  const changed = compared.map((one) => {
    const { charge, due } = isFee(one.part)
      ? { charge: plan, due: plan }
      : (costs.get(keyOf(one.part)) ?? { charge: 0, due: 0 });
    return { ...one, charge, due };
  });
  return { source, parts: changed, now: period.rolls || !period.isKnown ? null : now };
}

function isFee({ service }: CostPart): boolean {
  return service === PLAN_FEE.service;
}

function keyOf({ service, metric, project }: Pick<CostPart, 'service' | 'metric' | 'project'>): string {
  return JSON.stringify([service, metric, project]);
}
