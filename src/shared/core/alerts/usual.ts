import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { hoursOf, type Meter } from './meter';

/** So much history is looked at. */
export const USUAL_DAYS = 28;
/** From so many days on hours of the week are told apart, and from so many hours of the day. */
const WEEKS_FROM = 14;
const DAYS_FROM = 3;
/** Share of its days that must be known. */
const KNOWN_SHARE = 0.6;
/** What is hardly used at some hours is held against this share of its mean hour there. */
const LEAST_SHARE = 0.1;

/** Share of its days on which something that has a usual rate is used. */
const BUSY_SHARE = 0.4;
/** Of what is used more seldom the highest day is a record only where there are so many. */
const LEAST_BUSY_DAYS = 3;

/** Stretches that a rate is judged over, in hours: a burst, half a morning, a day. */
export const WINDOWS = [1, 6, 24] as const;
export type WindowHours = (typeof WINDOWS)[number];

/** Days that a creep may take to show, in which it has made itself usual. */
const CREEP_DAYS = 14;
/** So many days in a row it is above what was usual before: a burst is not. */
const SUSTAINED_DAYS = 3;

/** What is usual of one meter, learned from the hours before `asOf`. */
export interface Usual {
  readonly asOf: Instant;
  readonly by: 'hour-of-week' | 'hour-of-day';
  /** Of each hour of the week (168, from Thursday 00:00 UTC, where the epoch began) or day (24): its median and its neighbors'. */
  readonly profile: readonly number[];
  /** Mean hour. */
  readonly mean: number;
  /** True: it is used on few days only. No hour of it is usual, so that its highest day alone says anything. */
  readonly isSeldom: boolean;
  /** By window: how many times the usual it was on its highest day but one. */
  readonly record: Readonly<Record<WindowHours, number>>;
  /** By window: how far that day stands above the middle one. Near one for what is alike every day, large for what comes in bursts. */
  readonly spread: Readonly<Record<WindowHours, number>>;
  /**
   * The record of a day before the last two weeks, and the lowest day of the last three, both as multiples of the usual: what
   * creeps up breaks its own records a little each day. Null: the weeks before are not known.
   */
  readonly creep: { readonly record: number; readonly lately: number } | null;
}

/**
 * What is usual of a meter before `asOf` (a whole hour). Null while fewer than three days of it are known, and where it
 * was used on none of them, or on so few that they say nothing.
 */
export function learnUsual(meter: Meter, asOf: Instant): Usual | null {
  const start = asOf - USUAL_DAYS * DAY;
  const hours = hoursOf(meter, start, USUAL_DAYS * 24);
  const first = hours.findIndex((amount) => amount !== null);
  const known = hours.filter((amount): amount is number => amount !== null);
  const mean = known.reduce((sum, amount) => sum + amount, 0) / known.length;
  const days = first === -1 ? 0 : (hours.length - first) / 24;
  if (days < DAYS_FROM || known.length < KNOWN_SHARE * days * 24 || !(mean > 0)) {
    return null;
  }
  const busy = busyDays(hours, mean);
  const isSeldom = busy < BUSY_SHARE * days;
  if (isSeldom && busy < LEAST_BUSY_DAYS) {
    return null;
  }
  const slots = days >= WEEKS_FROM ? 168 : 24;
  const profile = profileOf(hours, start, slots);
  const usual = { asOf, by: slots === 168 ? 'hour-of-week' : 'hour-of-day', profile, mean, isSeldom } as const;
  const days1 = daysHighest(hours, start, usual, 1);
  const days6 = daysHighest(hours, start, usual, 6);
  const days24 = daysHighest(hours, start, usual, 24);
  const ends = Array.from({ length: USUAL_DAYS }, (_, day) =>
    multipleOf(hours, start, usual, { end: (day + 1) * 24, window: 24 }),
  );
  return {
    ...usual,
    record: { 1: recordOf(days1, isSeldom), 6: recordOf(days6, isSeldom), 24: recordOf(days24, isSeldom) },
    spread: { 1: spreadOf(days1), 6: spreadOf(days6), 24: spreadOf(days24) },
    creep: isSeldom ? null : creepOf(ends),
  };
}

/** Days with more than a tenth of a mean day's use. */
function busyDays(hours: readonly (number | null)[], mean: number): number {
  const byDay = new Map<number, number>();
  hours.forEach((amount, index) => {
    const day = Math.floor(index / 24);
    byDay.set(day, (byDay.get(day) ?? 0) + (amount ?? 0));
  });
  return [...byDay.values()].filter((amount) => amount > LEAST_SHARE * mean * 24).length;
}

/** The median of every hour of the week (day) with the hours beside it; where none is known the mean of the known ones. */
function profileOf(hours: readonly (number | null)[], start: Instant, slots: number): readonly number[] {
  const bySlot: number[][] = Array.from({ length: slots }, () => []);
  hours.forEach((amount, index) => {
    if (amount !== null) {
      const slot = slotOf(start + index * HOUR, slots);
      for (const beside of [slot - 1, slot, slot + 1]) {
        bySlot[(beside + slots) % slots]?.push(amount);
      }
    }
  });
  const medians = bySlot.map((amounts) => (amounts.length === 0 ? null : median(amounts)));
  const known = medians.filter((one): one is number => one !== null);
  const mean = known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length);
  return medians.map((one) => one ?? mean);
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  const high = values[middle] ?? 0;
  return values.length % 2 === 1 ? high : (high + (values[middle - 1] ?? 0)) / 2;
}

function slotOf(at: Instant, slots: number): number {
  return Math.floor(at / HOUR) % slots;
}

/** What is usual from `from` to `to`: the hours of the profile, each by its share, and never next to nothing. */
export function usualBetween(usual: Pick<Usual, 'profile' | 'mean'>, from: Instant, to: Instant): number {
  return Math.max(profileBetween(usual, from, to), leastBetween(usual, from, to));
}

/** True where hardly anything is usual from `from` to `to`: its nights, or its weekends. */
export function isUsuallySilent(usual: Pick<Usual, 'profile' | 'mean'>, from: Instant, to: Instant): boolean {
  return profileBetween(usual, from, to) < leastBetween(usual, from, to);
}

function leastBetween({ mean }: Pick<Usual, 'mean'>, from: Instant, to: Instant): number {
  return (LEAST_SHARE * mean * (to - from)) / HOUR;
}

function profileBetween({ profile, mean }: Pick<Usual, 'profile' | 'mean'>, from: Instant, to: Instant): number {
  let sum = 0;
  for (let hour = from - (from % HOUR); hour < to; hour += HOUR) {
    const share = (Math.min(to, hour + HOUR) - Math.max(from, hour)) / HOUR;
    sum += share * (profile[slotOf(hour, profile.length)] ?? mean);
  }
  return sum;
}

/** The highest multiple of the usual of each day, over stretches of `window` hours that end in it; highest day first. */
function daysHighest(
  hours: readonly (number | null)[],
  start: Instant,
  usual: Pick<Usual, 'profile' | 'mean'>,
  window: WindowHours,
): readonly number[] {
  const highest = new Map<number, number>();
  for (let end: number = window; end <= hours.length; end += 1) {
    const multiple = multipleOf(hours, start, usual, { end, window });
    if (multiple !== null) {
      const day = Math.floor((end - 1) / 24);
      highest.set(day, Math.max(highest.get(day) ?? 0, multiple));
    }
  }
  return [...highest.values()].sort((a, b) => b - a);
}

/** How many times the usual a stretch of `window` hours was that ends with hour `end`; null where it is not known. */
function multipleOf(
  hours: readonly (number | null)[],
  start: Instant,
  usual: Pick<Usual, 'profile' | 'mean'>,
  { end, window }: { readonly end: number; readonly window: WindowHours },
): number | null {
  const amount = sumOf(hours, end - window, end);
  const to = start + end * HOUR;
  return amount === null ? null : amount / usualBetween(usual, to - window * HOUR, to);
}

/** Half of the days before the last two weeks must be known. */
function creepOf(days: readonly (number | null)[]): Usual['creep'] {
  const before = days.slice(0, -CREEP_DAYS).filter((day) => day !== null);
  const lately = days.slice(-SUSTAINED_DAYS).filter((day) => day !== null);
  return before.length < (USUAL_DAYS - CREEP_DAYS) / 2 || lately.length < SUSTAINED_DAYS
    ? null
    : { record: Math.max(...before), lately: Math.min(...lately) };
}

/** Without the highest day, where there are many: one event does not make the next one usual. */
function recordOf(days: readonly number[], isSeldom: boolean): number {
  return (isSeldom ? days[0] : (days[1] ?? days[0])) ?? 0;
}

/** No day is taken as nothing. */
const LEAST_DAY = 1 / 30;

function spreadOf(days: readonly number[]): number {
  const record = recordOf(days, false);
  const middle = days[days.length >> 1] ?? 0;
  return record <= 0 ? 1 : record / Math.max(middle, record * LEAST_DAY);
}

function sumOf(hours: readonly (number | null)[], from: number, to: number): number | null {
  let sum = 0;
  for (let index = from; index < to; index += 1) {
    const amount = hours[index];
    if (amount === null || amount === undefined) return null;
    sum += amount;
  }
  return sum;
}
