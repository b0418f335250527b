import { DAY, type Day } from '#shared/domain/instant';
import { addDays, dayOf, dayOfWeek, dayStart, daysBetween } from '../calendar/calendar';
import { latestChange } from '../forecasting/change-window';
import { freshRise } from '../forecasting/fresh-rise';

/** One part of the cost, day by day: what each day's use costs at list price. */
export interface DailyCost {
  /** First and last day that were told; a day between them without an entry cost nothing. */
  readonly first: Day;
  readonly last: Day;
  readonly amounts: ReadonlyMap<Day, number>;
}

/** Since when the costs are others, and the days on each side that say so. */
export interface CostMoment {
  readonly since: Day;
  readonly before: readonly Day[];
  readonly after: readonly Day[];
}

const WEEK = 7;
/** Days that are compared on each side, at most. */
const MOST_DAYS = 28;
/** An older change is how things are by now. */
const NEWS_DAYS = 45;
/** A part that was not told for longer says nothing about now. */
const TOLD_DAYS = 7;
/** A part below this share of the whole cannot change it visibly. */
const LEAST_PART = 0.005;
/** A change of the whole by less than this share, or a cent a day, is no news. */
const LEAST_CHANGE = 0.03;
const LEAST_A_DAY = 0.01;

/** A moment of one part, and by how much a day it changed. */
export interface CostShift extends CostMoment {
  readonly change: number;
}

/** The parts that were told lately: `today` is in progress and plays no part. */
export function toldLately<Part extends DailyCost>(parts: readonly Part[], today: Day): readonly Part[] {
  return parts.filter((part) => daysBetween(part.last, today) <= TOLD_DAYS);
}

/** Those of the parts that are large enough to change the whole visibly. */
export function weightyParts<Part extends DailyCost>(told: readonly Part[]): readonly Part[] {
  const whole = told.reduce((sum, part) => sum + total(part), 0);
  return told.filter((one) => total(one) >= LEAST_PART * whole && total(one) > 0);
}

/**
 * The latest level shift of one part, or a rise in its last three days, where that is news; else null.
 */
export function latestShift(part: DailyCost, today: Day): CostShift | null {
  const change = changeOf(part);
  return change !== null && daysBetween(change.since, today) <= NEWS_DAYS ? change : null;
}

/**
 * Of the shifts of all parts the one that moved the whole most: those that began within a day of each other
 * count together. Null when nothing moved the whole by 3 %.
 */
export function largestShift(shifts: readonly CostShift[], told: readonly DailyCost[]): CostMoment | null {
  const together = shifts.map((one) => ({
    moment: one,
    change: shifts
      .filter(({ since }) => Math.abs(daysBetween(since, one.since)) <= 1)
      .reduce((sum, { change }) => sum + change, 0),
  }));
  const largest = together.sort(
    (a, b) =>
      Math.abs(b.change) - Math.abs(a.change) ||
      Math.abs(b.moment.change) - Math.abs(a.moment.change) ||
      (a.moment.since < b.moment.since ? 1 : -1),
  )[0]?.moment;
  return largest !== undefined && isNews(told, largest) ? largest : null;
}

/** The days around a day that a person names: four weeks before, and what came since. */
export function momentAt(since: Day, today: Day): CostMoment {
  const came = Math.min(MOST_DAYS, Math.max(0, daysBetween(since, today)));
  const after = came < WEEK ? came : came - (came % WEEK);
  return {
    since,
    before: Array.from({ length: MOST_DAYS }, (_, at) => addDays(since, -1 - at)),
    after: Array.from({ length: after }, (_, at) => addDays(since, at)),
  };
}

/**
 * The days of a moment that one part was told of: less than a week is held against the same days of
 * the week before. Null when one side has none.
 */
export function daysToCompare(
  { before, after }: Pick<CostMoment, 'before' | 'after'>,
  { first, last }: Pick<DailyCost, 'first' | 'last'>,
): { readonly before: readonly Day[]; readonly after: readonly Day[] } | null {
  const told = (day: Day) => first <= day && day <= last;
  const since = after.filter(told);
  const until = before.filter(told);
  const weekdays = new Set(since.map(dayOfWeek));
  const alike = since.length >= WEEK ? until : until.filter((day) => weekdays.has(dayOfWeek(day)));
  return since.length === 0 || alike.length === 0 ? null : { before: alike, after: since };
}

/** Mean over days; a day without an entry counts as nothing. */
export function meanOn(amounts: ReadonlyMap<Day, number>, days: readonly Day[]): number {
  return days.length === 0 ? 0 : days.reduce((sum, day) => sum + (amounts.get(day) ?? 0), 0) / days.length;
}

function total({ amounts }: DailyCost): number {
  return [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
}

function changeOf(part: DailyCost): CostShift | null {
  const days = Array.from({ length: daysBetween(part.first, part.last) + 1 }, (_, at) => addDays(part.first, at));
  const values = Float64Array.from(days, (day) => part.amounts.get(day) ?? 0);
  const moment = risen(days, freshRise(values, WEEK)) ?? shifted(days, values);
  const compared = moment === null ? null : daysToCompare(moment, part);
  return moment === null || compared === null
    ? null
    : { ...moment, change: meanOn(part.amounts, compared.after) - meanOn(part.amounts, compared.before) };
}

function risen(days: readonly Day[], from: number | null): CostMoment | null {
  const since = from === null ? undefined : days[from];
  return from === null || since === undefined
    ? null
    : { since, before: days.slice(Math.max(0, from - MOST_DAYS), from).reverse(), after: days.slice(from) };
}

function shifted(days: readonly Day[], values: Float64Array): CostMoment | null {
  const dated = days.map((day, at) => ({ t: dayStart(day, 'UTC'), value: values[at] as number }));
  const window = latestChange(dated, []);
  if (window === null) {
    return null;
  }
  // Midday keeps clear of a rounding edge.
  const toDay = (t: number) => dayOf(t + DAY / 2, 'UTC');
  return { since: toDay(window.since), before: window.before.map(toDay), after: window.after.map(toDay) };
}

function isNews(parts: readonly DailyCost[], moment: CostMoment): boolean {
  let before = 0;
  let change = 0;
  for (const part of parts) {
    const compared = daysToCompare(moment, part);
    if (compared !== null) {
      const old = meanOn(part.amounts, compared.before);
      before += old;
      change += meanOn(part.amounts, compared.after) - old;
    }
  }
  return Math.abs(change) >= Math.max(LEAST_A_DAY, LEAST_CHANGE * before);
}
