import { addDays, daysBetween } from '#shared/core/calendar/calendar';
import { type MeteredChange, periodChange } from '#shared/core/costs/period-change';
import type { Day } from '#shared/domain/instant';
import { type Micros, toMicros } from '#shared/domain/money';
import { type CostMoment, daysToCompare, meanOn } from './change-moment';
import { type CostPart, type CostSource, PLAN_FEE } from './change-sources';

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
