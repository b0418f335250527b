import { changePoints } from '../../forecasting/change-points';

/** What is known of one meter by the day, and where its day in progress stands. */
export interface DailyUse {
  /** Whole days, oldest first; a day that was covered and not used is 0. */
  readonly days: readonly number[];
  /** Day of the week of the last of them, 1 (Monday) to 7. */
  readonly lastWeekday: number;
  /** The day in progress: its amount so far, and which part of it the provider had counted (0 to 1). */
  readonly today: { readonly value: number; readonly part: number } | null;
}

/** A lognormal expectation of the rest: `middle * exp(spread * z)`, z standard normal. */
export interface ExpectedRest {
  readonly middle: number;
  readonly spread: number;
  /** How many mean days of a week it is worth, by its weekdays; left out: as many as are left of the period. */
  readonly meanDays?: number;
}

/** Days that the weekdays and the level are taken from. */
const LOOK_BACK = 56;
const FEWEST_FOR_WEEKDAYS = 21;
/** A weekday with less than this share of a mean day has next to none. */
const NEXT_TO_NOTHING = 0.05;
const FEWEST_FOR_TREND = 14;
/** Days that a trial looks ahead at most, and how many trials tell the spread. */
const TRIAL_DAYS = 14;
const MOST_TRIALS = 21;
/** What one never sees in quiet weeks and meets in a month all the same: launches, new plans, a crawler. */
const BASE_SPREAD = 0.03;
const NEW_METER_SPREAD = 0.55;
/** A day that differs from the level by this many of its own deviations is a change, no chance. */
const CHANGE_AT = 3;
/** How far the share of a day's traffic may be from the share of its hours, as a logarithm. */
const SHAPE_OF_DAY = 0.5;

/**
 * What a meter is expected to bring within the next `ahead` days (fractions allowed). The level follows the
 * last weeks in four ways of different patience, weighed by how they did at this very distance on the past
 * days; the spread is what they missed by there, wider for few days, for the distance, and after a day that
 * broke with its level.
 * Weights in proportion to 1 / squared error: Bates and Granger, "The combination of forecasts",
 * Operational Research Quarterly 20 (1969).
 */
export function expectedRest(use: DailyUse, ahead: number): ExpectedRest {
  const days = use.days.slice(-LOOK_BACK);
  const factors = weekdayFactors(days, use.lastWeekday);
  const levelOf = levels(days, factors, hasIdleWeekday(days));
  const read = days.map((value, at) => levelOf(value, use.lastWeekday - (days.length - 1 - at), at));
  const { level, doubt } = sinceShift(read);
  const today = use.today !== null && use.today.part > 0.02 ? use.today : null;
  const rate =
    today === null ? null : levelOf(today.value / today.part, use.lastWeekday + 1, Math.max(0, days.length - 1));
  if (level.length === 0) {
    return { middle: (rate ?? 0) * ahead, spread: NEW_METER_SPREAD, meanDays: ahead };
  }
  const weights = weighWays(level, ahead);
  const expected = WAYS.reduce((sum, way, at) => sum + (weights.shares[at] ?? 0) * way(level, level.length, ahead), 0);
  const lately = breakLately(level, expected);
  const changed = lately !== 0 || rate === null ? lately : breakToday(level, rate, today?.part ?? 0);
  const meanDays = aheadWeight(factors, use.lastWeekday, ahead);
  const middle = expected * meanDays * Math.exp(changed / 2);
  return { middle, spread: Math.hypot(weights.spread, doubt, changed / 2), meanDays };
}

/**
 * The days as if the level had always been the one of now: what lies before a clear shift is moved by it, so that it is
 * neither a mean that is gone nor noise. `doubt`: how sure it is that the level stays, as a spread that falls with each day
 * that it did.
 */
function sinceShift(days: readonly number[]): { readonly level: readonly number[]; readonly doubt: number } {
  const starts = changePoints(Float64Array.from(days), 7)
    .map(({ index }) => index)
    .filter((from) => isOfNewLevel(days, from));
  const last = starts.at(-1);
  const now = meanOf(days, last);
  // Four days without any use may be a holiday.
  if (last === undefined || now === 0) {
    return { level: days, doubt: 0 };
  }
  const level: number[] = [];
  [0, ...starts].forEach((from, at) => {
    const to = starts[at] ?? days.length;
    const mean = meanOf(days, from, to);
    // Nothing cannot be moved.
    level.push(...(mean === 0 ? [] : days.slice(from, to).map((value) => (value / mean) * now)));
  });
  const before = meanOf(days, starts.at(-2) ?? 0, last);
  return { level, doubt: Math.abs(ratio(now, before)) / (days.length - last) };
}

/** Whether next to nothing is used on some day of the week, as at weekends by what only works at work. */
function hasIdleWeekday(days: readonly number[]): boolean {
  const nothing = NEXT_TO_NOTHING * meanOf(days);
  const onWeekday = (weekday: number) => days.filter((_, at) => at % 7 === weekday);
  return days.length >= FEWEST_FOR_WEEKDAYS && [0, 1, 2, 3, 4, 5, 6].some((one) => meanOf(onWeekday(one)) < nothing);
}

/**
 * What a day says of the level, by its weekday. A day on which next to nothing is ever used says nothing by its share:
 * nothing of nothing is no level of 0. Where there are such days, each adds what its weekday lacks of the week around it,
 * so that the level of a week is what the week brought.
 */
function levels(days: readonly number[], factors: readonly number[], isSparse: boolean) {
  return (value: number, weekday: number, at: number): number => {
    const factor = factorOf(factors, weekday);
    if (!isSparse) {
      return value / factor;
    }
    const from = Math.max(0, Math.min(at - 3, days.length - 7));
    return Math.max(0, value + (1 - factor) * meanOf(days, from, Math.min(days.length, from + 7)));
  };
}

/** Ways to tell the mean day of the time ahead from the first `to` days; all of them above or at 0. */
const WAYS: readonly ((days: readonly number[], to: number, ahead: number) => number)[] = [
  (days, to) => meanOf(days, to - 28, to),
  (days, to) => meanOf(days, to - 7, to),
  (days, to) => smoothed(days, to, 0.5),
  trend,
];

function smoothed(days: readonly number[], to: number, weight: number): number {
  let level = days[0] ?? 0;
  for (let at = 0; at < to; at += 1) {
    level += weight * ((days[at] ?? 0) - level);
  }
  return level;
}

/** A straight line through four weeks, drawn towards level by how sure its slope is, read at the middle of the time ahead. */
function trend(days: readonly number[], to: number, ahead: number): number {
  const from = Math.max(0, to - 28);
  const n = to - from;
  const mean = meanOf(days, from, to);
  if (n < FEWEST_FOR_TREND || mean === 0) {
    return mean;
  }
  const centre = (n - 1) / 2;
  let across = 0;
  for (let at = 0; at < n; at += 1) {
    across += (at - centre) * ((days[from + at] ?? 0) - mean);
  }
  const spread = (n * (n * n - 1)) / 12;
  const slope = across / spread;
  let squares = 0;
  for (let at = 0; at < n; at += 1) {
    squares += ((days[from + at] ?? 0) - mean - slope * (at - centre)) ** 2;
  }
  const rest = squares / (n - 2);
  const sureness = rest === 0 ? Number(slope !== 0) : slope ** 2 / (slope ** 2 + (4 * rest) / spread);
  return Math.max(0, mean + slope * sureness * (centre + 1 + ahead / 2));
}

interface Weights {
  readonly shares: readonly number[];
  readonly spread: number;
}

function weighWays(level: readonly number[], ahead: number): Weights {
  const distance = Math.max(1, Math.min(TRIAL_DAYS, Math.round(ahead), Math.floor(level.length / 2)));
  const trials = Math.min(MOST_TRIALS, level.length - distance - 6);
  const sums = WAYS.map(() => 0);
  for (let back = 0; back < trials; back += 1) {
    const cut = level.length - distance - back;
    const came = meanOf(level, cut, cut + distance);
    WAYS.forEach((way, at) => {
      sums[at] = (sums[at] ?? 0) + ratio(came, way(level, cut, distance)) ** 2;
    });
  }
  const squares = sums.map((sum) => (trials > 0 ? sum / trials + 1e-6 : 1));
  const inverse = squares.map((square) => 1 / square);
  const whole = inverse.reduce((sum, one) => sum + one, 0);
  const shares = inverse.map((one) => one / whole);
  const missed = shares.reduce((sum, share, at) => sum + share * Math.sqrt(squares[at] ?? 1), 0);
  return { shares, spread: spreadOf(missed, trials, level.length, ahead / distance) };
}

/** Farther than the trials reach, errors of a level grow with the root of the distance; few trials tell little. */
function spreadOf(missed: number, trials: number, known: number, farther: number): number {
  const seen = trials > 0 ? missed * Math.sqrt(Math.max(1, farther)) : NEW_METER_SPREAD / 2;
  const sure = Math.min(1, known / 28);
  const prior = BASE_SPREAD * sure + (NEW_METER_SPREAD / 2) * (1 - sure) ** 2;
  return Math.hypot(seen * (1 + 1 / Math.max(2, trials)), prior);
}

/** Four days tell a shift, also where the first of them is still one of before: then it is told a day too early. */
function isOfNewLevel(days: readonly number[], from: number): boolean {
  const first = days[from] ?? 0;
  const [before, after] = [meanOf(days, from - 7, from), meanOf(days, from + 1, from + 4)];
  return Math.abs(first - after) <= Math.abs(first - before);
}

/** Days too few to tell a new level from an event of a few days. */
const FEW_DAYS = [3, 2, 1];

/** How far the last one to three days have broken with those before, as a logarithm over what is expected; 0 while chance can explain it. */
function breakLately(level: readonly number[], expected: number): number {
  for (const few of FEW_DAYS) {
    const before = level.slice(-few - 14, -few);
    if (before.length < 7) continue;
    const usual = meanOf(before.slice(-7));
    const chance = CHANGE_AT * Math.max(0.05, Math.sqrt(meanOf(before.map((value) => ratio(value, usual) ** 2))));
    const away = level.slice(-few).map((value) => ratio(value, usual));
    if (away.every((one) => one > chance) || away.every((one) => one < -chance)) {
      return ratio(meanOf(level, level.length - few), expected);
    }
  }
  return 0;
}

/** How far a day in progress has broken with the level, as a logarithm; 0 while chance can explain it. */
function breakToday(level: readonly number[], rate: number, part: number): number {
  const recent = level.slice(-14);
  const usual = meanOf(recent.slice(-7));
  const away = ratio(rate, usual);
  const swings = recent.slice(1).map((value, at) => ratio(value, recent[at] ?? 0));
  const chance = Math.sqrt(meanOf(swings.map((swing) => swing ** 2)) / 2) / Math.sqrt(Math.max(0.05, part));
  // Day and night are unlike: half a day says less than its half, and a quiet morning is no end.
  const shape = SHAPE_OF_DAY * (1 - part);
  const isChance = Math.abs(away) < CHANGE_AT * Math.max(0.05, chance) + shape;
  return part < 0.2 || isChance || (away < 0 && part < 0.9) ? 0 : away * Math.min(1, part * 1.5);
}

/** One factor for each day of the week, their mean 1; all 1 while three weeks are not known. */
function weekdayFactors(days: readonly number[], lastWeekday: number): readonly number[] {
  if (days.length < FEWEST_FOR_WEEKDAYS || meanOf(days) === 0) {
    return [1, 1, 1, 1, 1, 1, 1];
  }
  const sums = [2, 2, 2, 2, 2, 2, 2];
  const counts = [2, 2, 2, 2, 2, 2, 2];
  for (let at = 3; at < days.length - 3; at += 1) {
    const around = meanOf(days, at - 3, at + 4);
    const index = weekIndex(lastWeekday - (days.length - 1 - at));
    if (around > 0) {
      // A launch is no Tuesday.
      sums[index] = (sums[index] ?? 0) + Math.min(2.5, (days[at] ?? 0) / around);
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  const raw = sums.map((sum, at) => sum / (counts[at] ?? 1));
  const mean = meanOf(raw);
  return raw.map((factor) => Math.max(0.02, factor / mean));
}

function factorOf(factors: readonly number[], weekday: number): number {
  return factors[weekIndex(weekday)] ?? 1;
}

function weekIndex(weekday: number): number {
  return (((weekday - 1) % 7) + 7) % 7;
}

/** Mean days that the time ahead is worth, by its weekdays; it ends with whole days and begins with the rest of today. */
function aheadWeight(factors: readonly number[], lastWeekday: number, ahead: number): number {
  const whole = Math.floor(ahead);
  let weight = (ahead - whole) * factorOf(factors, lastWeekday + 1);
  const first = ahead - whole > 0 ? 2 : 1;
  for (let at = 0; at < whole; at += 1) {
    weight += factorOf(factors, lastWeekday + first + at);
  }
  return weight;
}

/** Logarithm of what came over what was expected, kept within a factor of twenty. */
function ratio(came: number, expected: number): number {
  if (came === expected) {
    return 0;
  }
  const floor = Math.max(came, expected) / 20;
  return Math.log(Math.max(came, floor) / Math.max(expected, floor));
}

/** Mean of the values from index `from` to before `to`; of those that there are. */
function meanOf(values: readonly number[], from = 0, to = values.length): number {
  const first = Math.max(0, from);
  let sum = 0;
  for (let at = first; at < to; at += 1) {
    sum += values[at] ?? 0;
  }
  return to <= first ? 0 : sum / (to - first);
}
