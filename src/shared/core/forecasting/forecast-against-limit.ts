import { addDays, dayOf, dayStart, formatInstant } from '#shared/core/calendar/calendar';
import type { ForecastStep, LimitForecast, QuantityAhead } from '#shared/domain/forecast';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { aheadOf, daysBeyond } from './ahead';
import { cleanPoints } from './clean-points';
import { type DayGrid, gridOf } from './day-grid';
import { firstUse } from './first-use';
import type { CountingWindow, ForecastInput, Point } from './forecast-input';
import { withModel } from './forecast-with-model';
import { isLastDayOpen, knownUntil } from './known-until';
import type { QuantileRow } from './quantiles';
import { outlookOf, reachOf } from './reach';
import { forecastRegular } from './regular-forecast';
import { conformalScale, correctionOf } from './track-record';
import { type HeldAgainstLimit, holdAgainst } from './windowed-quantity';

/** Days have the seasonality of the week. */
const SEASONS = { short: 7, long: 1 } as const;

/** With fewer whole days than this, counted from the first use, a growth rate is a guess. */
const FEWEST_DAYS = 3;

const DEFAULT_HORIZON = 30;
const LONGEST_HORIZON = 366;

/**
 * Looks at a series from `now`: its expected path with intervals, and the days to its limit as a
 * distribution.
 *
 *     forecastAgainstLimit(input: ForecastInput): LimitForecast
 *
 * `path` is the quantity that is held against the limit (the level, the day's total, or the total of
 * the window so far), one row a day, in the series' unit, up to the end of the current window. Days and
 * probabilities are read from one distribution over this window and those after it. Never throws; what
 * cannot be forecast says so in `state` and `reason`.
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
  const known = knownUntil(input, usable);
  const open = isLastDayOpen(input, grid, known) ? (grid.values.at(-1) ?? 0) : null;
  const history = open === null ? grid.values : grid.values.subarray(0, grid.values.length - 1);
  const days = Math.min(wholeDays(history), history.length - firstUse(history, SEASONS.short));
  const counted = countedIn(input, window, usable);
  const already = alreadyReached({ ...input, counted }, window, usable, grid);
  if (days < FEWEST_DAYS) {
    const answer = tooEarly(input, window, grid, { days, open, first: usable[0]?.t ?? input.now });
    return already ? { ...answer, daysToLimit: AT_ONCE, probability: certain(window) } : answer;
  }
  return lookAhead(input, { window, grid, known, open, history, counted, already });
}

interface Looked {
  readonly window: CountingWindow;
  readonly grid: DayGrid;
  /** The moment up to which amounts are known. */
  readonly known: Instant;
  /** Amount so far of the day in progress; null where there is none. */
  readonly open: number | null;
  /** The whole days. */
  readonly history: Float64Array;
  readonly counted: number | undefined;
  readonly already: boolean;
}

function lookAhead(
  input: ForecastInput,
  { window, grid, known, open, history, counted, already }: Looked,
): LimitForecast {
  const horizon = horizonOf(input, window, grid, open);
  const gridStart = grid.end - grid.values.length * DAY;
  const nonNegative = input.kind !== 'gauge' || (input.mayBeNegative !== true && history.every((v) => !(v < 0)));
  const isAsked = input.ahead ?? input.limit !== null;
  const last = stepEnds(input, grid, open, horizon).at(-1) as Instant;
  const beyond = isAsked ? daysBeyond(window, last, input.now) : 0;
  const times = stepEnds(input, grid, open, horizon + beyond);
  const ours = forecastRegular(history, {
    seasons: SEASONS,
    horizon,
    nonNegative,
    amounts: input.kind !== 'gauge',
    widen: conformalScale(input.trackRecord ?? []),
    events: (input.eventTimes ?? []).map((t) => Math.floor((t - gridStart) / DAY)),
  });
  const { regular, told } = withModel(ours, input.model, horizon + beyond, nonNegative);
  const { hardBound } = input;
  const steps = times.slice(0, horizon);
  const until = input.kind === 'gauge' ? input.now : known;
  const held = holdAgainst({ window, grid, open, regular, times: steps, beyond, until, hardBound, counted });
  const ahead = isAsked ? aheadOf(window, held, times) : null;
  return answerOf(input, { window, held, ahead, already, rests: restsOn(input, grid, told) });
}

interface Known {
  /** Whole days since the first use. */
  readonly days: number;
  readonly open: number | null;
  readonly first: Instant;
}

/** Says when there will be enough whole days, and how large a day was so far. */
function tooEarly(
  input: ForecastInput,
  window: CountingWindow,
  grid: DayGrid,
  { days, open, first }: Known,
): LimitForecast {
  const lacking = FEWEST_DAYS - days;
  // Days of a level are counted from its first reading on, days of amounts end at their midnight.
  const from = input.kind === 'gauge' ? first + (grid.values.length - 1) * DAY : grid.end - (open === null ? 0 : DAY);
  const enough = from + lacking * DAY;
  const until = enough > input.now ? enough : input.now + lacking * DAY;
  const read = grid.values.filter((value) => Number.isFinite(value));
  return {
    ...nothing(input, window, 'too-early', `Too early to tell: known from ${formatInstant(until).slice(0, 10)} on.`),
    learning: { until, busiest: read.length === 0 ? null : Math.max(...read) },
  };
}

const AT_ONCE = { q10: 0, q50: 0, q90: 0 } as const;

interface Held {
  readonly window: CountingWindow;
  readonly held: HeldAgainstLimit;
  readonly ahead: QuantityAhead | null;
  readonly already: boolean;
  readonly rests: string;
}

function answerOf(input: ForecastInput, { window, held, ahead, already, rests }: Held): LimitForecast {
  const path = held.rows.map((row, h) => stepOf(held.times[h] as Instant, row));
  const limit = input.limit;
  const base = {
    state: 'ready' as const,
    asOf: input.now,
    growthPerDay: held.growth.middle,
    growthInterval: [held.growth.low, held.growth.high] as const,
    path,
    atReset: window.kind === 'period' ? (path.at(-1) ?? null) : null,
    window: periodOf(window, input),
    ahead,
    learning: null,
  };
  if (limit === null || ahead === null) {
    const reason = input.ahead === true ? rests : `${rests} No limit is known.`;
    return { ...base, daysToLimit: null, probability: null, reason };
  }
  if (already) {
    return {
      ...base,
      daysToLimit: AT_ONCE,
      probability: certain(window),
      reason: `${rests} The limit is already reached.`,
    };
  }
  const resetsAt =
    window.kind === 'period' || window.kind === 'day' ? (held.times[resetStep(window, held, input.now)] ?? null) : null;
  return { ...base, ...outlookOf(reachOf(ahead, limit.value), input.now, resetsAt), reason: rests };
}

/** What a forecast rests on: days, the user's model where it was used, and what the record did to the range. */
function restsOn(input: ForecastInput, grid: DayGrid, told: string): string {
  const record = input.trackRecord ?? [];
  const corrected = record.length === 0 ? '' : ` ${correctionOf(record)}`;
  return `Rests on ${grid.values.length} days of readings.${told}${corrected}`;
}

/** For a day's limit the reset is the end of the day in progress. */
function resetStep(window: CountingWindow, held: HeldAgainstLimit, now: Instant): number {
  return window.kind === 'day' ? held.times.findIndex((end) => end > now) : held.rows.length - 1;
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

function wholeDays(history: Float64Array): number {
  return history.reduce((count, value) => count + Number(Number.isFinite(value)), 0);
}

function horizonOf(input: ForecastInput, window: CountingWindow, grid: DayGrid, open: number | null): number {
  const last = open === null ? grid.end : grid.end - DAY;
  if (window.kind === 'period') {
    return Math.min(LONGEST_HORIZON, Math.max(1, Math.round((window.period.end - last) / DAY)));
  }
  const late = Math.max(0, Math.ceil((input.now - last) / DAY));
  return Math.min(LONGEST_HORIZON, Math.max(1, Math.min(366, input.horizonDays ?? DEFAULT_HORIZON)) + late);
}

/** A running total holds what was used before anybody read it, which no difference of two readings does. */
function countedIn(
  { kind, counted }: ForecastInput,
  window: CountingWindow,
  points: readonly Point[],
): number | undefined {
  const { t, value } = points.at(-1) as Point;
  const isTold = kind === 'period' && window.kind === 'period' && t >= window.period.start;
  return counted ?? (isTold ? value : undefined);
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
  return (input.counted ?? currentAmount(window, grid, input)) >= input.limit.value;
}

/** What the window has counted up to now. */
function currentAmount(
  window: CountingWindow,
  grid: DayGrid,
  { now, zone }: Pick<ForecastInput, 'now' | 'zone'>,
): number {
  const from = periodOf(window, { now, zone })?.start ?? (grid.end > now ? grid.end - DAY : Number.POSITIVE_INFINITY);
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

/** A rolling window counts whole days of the series' zone, the one in progress among them. */
function periodOf(window: CountingWindow, { now, zone }: Pick<ForecastInput, 'now' | 'zone'>): Period | null {
  switch (window.kind) {
    case 'period':
      return window.period;
    case 'rolling':
      return { start: dayStart(addDays(dayOf(now, zone), 1 - window.days), zone), end: now };
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
    window: periodOf(window, input),
    ahead: null,
    learning: null,
    reason,
  };
}

function stepOf(t: Instant, row: QuantileRow): ForecastStep {
  const [q025, q10, q25, q50, q75, q90, q975] = row as [number, number, number, number, number, number, number];
  return { t, q025, q10, q25, q50, q75, q90, q975 };
}
