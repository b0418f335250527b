import { addDays, dayOf, dayStart, formatInstant } from '#shared/core/calendar/calendar';
import type { ForecastStep, LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { cleanPoints } from './clean-points';
import { type DayGrid, gridOf } from './day-grid';
import { firstReachedBy, passageQuantile, reachedBy } from './first-passage';
import { firstUse } from './first-use';
import type { CountingWindow, ForecastInput, Point } from './forecast-input';
import { withModel } from './forecast-with-model';
import type { QuantileRow } from './quantiles';
import { forecastRegular } from './regular-forecast';
import { conformalScale, correctionOf } from './track-record';
import { type HeldAgainstLimit, holdAgainst } from './windowed-quantity';

/** Days have the seasonality of the week. */
const SEASONS = { short: 7, long: 1 } as const;

/** With fewer whole days than this, counted from the first use, a growth rate is a guess. */
export const FEWEST_DAYS = 3;

const DEFAULT_HORIZON = 30;
const LONGEST_HORIZON = 366;
/** The longest time that a probability is stated for. */
const FARTHEST_ASKED = 30 * DAY;

/**
 * Looks at a series from `now`: its expected path with intervals, and the days to its limit as a
 * distribution.
 *
 *     forecastAgainstLimit(input: ForecastInput): LimitForecast
 *
 * `path` is the quantity that is held against the limit (the level, the day's total, or the total of
 * the window so far), one row a day, in the series' unit. Path and days are about the current window:
 * what a reset clears is not counted on. A probability within so many days counts the window after the
 * reset as well, where those days reach into it. Never throws; what cannot be forecast says so in
 * `state` and `reason`.
 */
export function forecastAgainstLimit(input: ForecastInput): LimitForecast {
  const { points, dropped } = cleanPoints(input.points);
  const usable = points.filter((point) => point.t <= input.now);
  const window = input.limit?.window ?? input.window ?? defaultWindow(input);
  if (usable.length === 0) {
    return nothing(
      input,
      window,
      dropped > 0 ? 'refused' : 'no-data',
      dropped > 0 ? 'None of the readings is a usable number.' : 'Nothing has been measured yet.',
    );
  }
  const grid = gridOf(input.kind, usable, input.zone);
  const open = openDay(input, grid);
  const history = open === null ? grid.values : grid.values.subarray(0, grid.values.length - 1);
  const known = Math.min(wholeDays(grid, input), history.length - firstUse(history, SEASONS.short));
  const already = alreadyReached(input, window, usable, grid);
  if (known < FEWEST_DAYS) {
    const knows = input.now + Math.max(1, FEWEST_DAYS - known) * DAY;
    const answer = nothing(
      input,
      window,
      'too-early',
      `Too early to tell: known from ${formatInstant(knows).slice(0, 10)} on.`,
    );
    return already ? { ...answer, daysToLimit: AT_ONCE, probability: certain(window) } : answer;
  }
  const horizon = horizonOf(input, window, grid);
  const gridStart = grid.end - grid.values.length * DAY;
  const nonNegative = input.kind !== 'gauge' || (input.mayBeNegative !== true && history.every((v) => !(v < 0)));
  const times = stepEnds(input, grid, open, horizon);
  const beyond = input.limit === null ? 0 : daysBeyond(window, times, input.now);
  const ours = forecastRegular(history, {
    seasons: SEASONS,
    horizon,
    nonNegative,
    amounts: input.kind !== 'gauge',
    widen: conformalScale(input.trackRecord ?? []),
    events: (input.eventTimes ?? []).map((t) => Math.floor((t - gridStart) / DAY)),
  });
  const { regular, told } = withModel(ours, input.model, horizon + beyond, nonNegative);
  const held = holdAgainst({ window, grid, open, regular, times, beyond, now: input.now, hardBound: input.hardBound });
  return answerOf(input, window, held, already, restsOn(input, grid, told));
}

const AT_ONCE = { q10: 0, q50: 0, q90: 0 } as const;

function answerOf(
  input: ForecastInput,
  window: CountingWindow,
  held: HeldAgainstLimit,
  already: boolean,
  rests: string,
): LimitForecast {
  const path = held.rows.map((row, h) => stepOf(held.times[h] as Instant, row));
  const limit = input.limit;
  const base = {
    state: 'ready' as const,
    asOf: input.now,
    growthPerDay: held.growth.middle,
    growthInterval: [held.growth.low, held.growth.high] as const,
    path,
    atReset: window.kind === 'period' ? (path.at(-1) ?? null) : null,
    window: periodOf(window, input.now),
  };
  if (limit === null) {
    return { ...base, daysToLimit: null, probability: null, reason: `${rests} No limit is known.` };
  }
  if (already) {
    return {
      ...base,
      daysToLimit: AT_ONCE,
      probability: certain(window),
      reason: `${rests} The limit is already reached.`,
    };
  }
  const left = limit.value - held.peak;
  const reached =
    held.walk === null
      ? reachedBy(held.highest, left, held.dependence)
      : firstReachedBy({ peaks: held.highest, steps: held.walk, walks: true }, left);
  const reachedAgain = reachedBy(held.afterReset, limit.value, 'total');
  const within = (days: number) => {
    const until = input.now + days * DAY;
    const after = (until - (held.times.at(-1) as Instant)) / DAY;
    // What makes this window's total high makes the next one's high too: the likelier of the two counts.
    return Math.max(probabilityBy(reached, held, until), reachedAgain[Math.floor(after) - 1] ?? 0);
  };
  const daysAt = (p: number) => {
    const step = passageQuantile(reached, p);
    if (step === null) {
      return null;
    }
    const whole = Math.floor(step);
    const from = whole === 0 ? held.start : (held.times[whole - 1] as Instant);
    const to = held.times[Math.min(whole, held.times.length - 1)] as Instant;
    return Math.max(0, (from + (step - whole) * (to - from) - input.now) / DAY);
  };
  return {
    ...base,
    daysToLimit: { q10: daysAt(0.1), q50: daysAt(0.5), q90: daysAt(0.9) },
    probability: {
      within7: within(7),
      within14: within(14),
      within30: within(30),
      beforeReset: window.kind === 'period' || window.kind === 'day' ? (reached[resetStep(window, held)] ?? 0) : null,
    },
    reason: rests,
  };
}

/** What a forecast rests on: days, the user's model where it was used, and what the record did to the range. */
function restsOn(input: ForecastInput, grid: DayGrid, told: string): string {
  const record = input.trackRecord ?? [];
  const corrected = record.length === 0 ? '' : ` ${correctionOf(record)}`;
  return `Rests on ${grid.values.length} days of readings.${told}${corrected}`;
}

/** Days of the next window that lie within thirty days from now; a window is followed by one as long. */
function daysBeyond(window: CountingWindow, times: readonly Instant[], now: Instant): number {
  if (window.kind !== 'period') {
    return 0;
  }
  const left = Math.floor((now + FARTHEST_ASKED - (times.at(-1) as Instant)) / DAY);
  return Math.max(0, Math.min(left, Math.round((window.period.end - window.period.start) / DAY)));
}

/** For a day's limit the reset is the end of the day in progress. */
function resetStep(window: CountingWindow, held: HeldAgainstLimit): number {
  return window.kind === 'day' ? 0 : held.rows.length - 1;
}

function probabilityBy(reached: readonly number[], held: HeldAgainstLimit, until: Instant): number {
  let before: Instant = held.start;
  let low = 0;
  for (let h = 0; h < reached.length; h += 1) {
    const end = held.times[h] as Instant;
    const here = reached[h] as number;
    if (end >= until) {
      return low + ((here - low) * Math.max(0, until - before)) / Math.max(1, end - before);
    }
    before = end;
    low = here;
  }
  return low;
}

/** End of each step: of the days of the series' zone for amounts, a whole number of 24 hours on for levels. */
function stepEnds(input: ForecastInput, grid: DayGrid, open: number | null, horizon: number): Instant[] {
  const start = open === null ? grid.end : grid.end - DAY;
  if (input.kind === 'gauge' || input.zone === 'UTC') {
    return Array.from({ length: horizon }, (_, h) => start + (h + 1) * DAY);
  }
  const first = dayOf(open === null ? grid.end : grid.end - 1, input.zone);
  return Array.from({ length: horizon }, (_, h) => dayStart(addDays(first, h + 1), input.zone));
}

/** Amount so far of the day in progress, or null when the last day of the grid is whole. */
function openDay(input: ForecastInput, grid: DayGrid): number | null {
  if (input.kind === 'gauge') {
    return null;
  }
  const partial = input.kind === 'daily' ? (input.lastIsPartial ?? grid.end > input.now) : grid.end > input.now;
  return partial ? (grid.values.at(-1) ?? 0) : null;
}

function wholeDays(grid: DayGrid, input: ForecastInput): number {
  let count = 0;
  for (const value of grid.values) {
    if (Number.isFinite(value)) {
      count += 1;
    }
  }
  return openDay(input, grid) === null ? count : count - 1;
}

function horizonOf(input: ForecastInput, window: CountingWindow, grid: DayGrid): number {
  const last = openDay(input, grid) === null ? grid.end : grid.end - DAY;
  if (window.kind === 'period') {
    return Math.min(LONGEST_HORIZON, Math.max(1, Math.round((window.period.end - last) / DAY)));
  }
  const late = Math.max(0, Math.ceil((input.now - last) / DAY));
  return Math.min(LONGEST_HORIZON, Math.max(1, Math.min(366, input.horizonDays ?? DEFAULT_HORIZON)) + late);
}

function alreadyReached(
  input: ForecastInput,
  window: CountingWindow,
  points: readonly Point[],
  grid: DayGrid,
): boolean {
  if (input.limit === null) {
    return false;
  }
  if (input.kind === 'gauge') {
    return (points.at(-1) as Point).value >= input.limit.value;
  }
  return currentAmount(window, grid, input.now) >= input.limit.value;
}

/** What the window has counted up to now. */
export function currentAmount(window: CountingWindow, grid: DayGrid, now: Instant): number {
  const from = periodOf(window, now)?.start ?? (grid.end > now ? grid.end - DAY : Number.POSITIVE_INFINITY);
  let sum = 0;
  for (let i = 0; i < grid.values.length; i += 1) {
    const start = grid.end - (grid.values.length - i) * DAY;
    const value = grid.values[i] as number;
    if (start >= from - DAY / 12 && Number.isFinite(value)) {
      sum += value;
    }
  }
  return sum;
}

function periodOf(window: CountingWindow, now: Instant) {
  switch (window.kind) {
    case 'period':
      return window.period;
    case 'rolling':
      return { start: now - window.days * DAY, end: now };
    default:
      return null;
  }
}

function defaultWindow(input: ForecastInput): CountingWindow {
  return input.kind === 'gauge' ? { kind: 'level' } : { kind: 'day' };
}

function certain(window: CountingWindow) {
  return {
    within7: 1,
    within14: 1,
    within30: 1,
    beforeReset: window.kind === 'period' || window.kind === 'day' ? 1 : null,
  };
}

function nothing(
  input: ForecastInput,
  window: CountingWindow,
  state: LimitForecast['state'],
  reason: string,
): LimitForecast {
  return {
    state,
    asOf: input.now,
    growthPerDay: null,
    growthInterval: null,
    daysToLimit: null,
    probability: null,
    path: [],
    atReset: null,
    window: periodOf(window, input.now),
    reason,
  };
}

function stepOf(t: Instant, row: QuantileRow): ForecastStep {
  const [q025, q10, q25, q50, q75, q90, q975] = row as [number, number, number, number, number, number, number];
  return { t, q025, q10, q25, q50, q75, q90, q975 };
}
