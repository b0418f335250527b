import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import { noise } from './noise';
import type { LevelSpec, LoadSpec } from './scenario';

/** What has happened of one thing since the beginning of the scenario. */
export interface Load {
  /**
   * Whole base units inside `span`. Differences of one running total, so the parts of a split
   * always add up to the whole, whether cut into hours, UTC days or Los Angeles days.
   */
  between(span: Period): number;
  /** The running total at `instant`. */
  until(instant: Instant): number;
}

export interface LoadContext {
  readonly seed: number;
  /** Says which noise this load draws. */
  readonly key: string;
  /** Number of the anchor's UTC day since 1970. */
  readonly anchorDay: number;
  readonly historyDays: number;
  /** Multiplies everything: the share of a project, of a region. */
  readonly share: number;
  readonly project?: string;
}

/** Share of the day's traffic that swings between night and day. */
const SWING = 0.45;
/** The quietest time, as a part of the UTC day: 04:00. */
const QUIETEST = 4 / 24;
/** 1970-01-01 was a Thursday, the fourth day of a week that starts on Monday. */
const WEEKDAY_OF_DAY_ZERO = 3;

export function createLoad(spec: LoadSpec, context: LoadContext): Load {
  const firstDay = context.anchorDay - context.historyDays;
  const weekMean = spec.weekly.reduce((sum, factor) => sum + factor, 0) / 7;
  const sums = [0];

  function amountOn(dayNumber: number): number {
    const day = dayNumber - context.anchorDay;
    const trend = spec.base * (1 + spec.percentPerDay / 100) ** day + spec.perDay * day;
    const level = Math.max(spec.floor, trend * shiftFactor(spec, day, context.project));
    const weekday = (((dayNumber + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
    const seasonality = weekMean === 0 ? 1 : (spec.weekly[weekday] ?? 1) / weekMean;
    const deviation = spec.noise * (2 * noise(context.seed, context.key, day) - 1);
    return level * seasonality * spikeFactor(spec, day) * (1 + deviation) * context.share;
  }

  function sumBefore(dayNumber: number): number {
    const index = dayNumber - firstDay;
    while (sums.length <= index) {
      sums.push((sums[sums.length - 1] ?? 0) + amountOn(firstDay + sums.length - 1));
    }
    return sums[index] ?? 0;
  }

  function until(instant: Instant): number {
    const dayNumber = Math.floor(instant / DAY);
    if (dayNumber < firstDay) {
      return 0;
    }
    const before = sumBefore(dayNumber);
    const part = partOfDay((instant - dayNumber * DAY) / DAY);
    return Math.floor(before + (sumBefore(dayNumber + 1) - before) * part);
  }

  return { until, between: (span) => Math.max(0, until(span.end) - until(span.start)) };
}

/** `base` is the level on the anchor's day: past shifts lower what was before, future ones raise what comes. */
function shiftFactor(spec: LoadSpec, day: number, project: string | undefined): number {
  let factor = 1;
  for (const shift of spec.shifts) {
    if (shift.project !== undefined && shift.project !== project) {
      continue;
    }
    if (shift.day <= 0 && day < shift.day) {
      factor /= shift.factor;
    } else if (shift.day > 0 && day >= shift.day) {
      factor *= shift.factor;
    }
  }
  return factor;
}

function spikeFactor(spec: LoadSpec, day: number): number {
  return spec.spikes
    .filter((spike) => day >= spike.day && day < spike.day + spike.days)
    .reduce((product, spike) => product * spike.factor, 1);
}

/** How much of a day's traffic has come by `time` (0 to 1): the integral of one wave a day. */
function partOfDay(time: number): number {
  const wave = (at: number) => Math.sin(2 * Math.PI * (at - QUIETEST)) / (2 * Math.PI);
  return time - SWING * (wave(time) - wave(0));
}

/** Hours for which a wave keeps its height. */
const SWELL_HOURS = 6;

/** The level at `instant`; exactly `spec.at` at the anchor. */
export function levelAt(spec: LevelSpec, seed: number, anchor: Instant, instant: Instant): number {
  const change = instant >= anchor ? grown(spec, anchor, anchor, instant) : -grown(spec, anchor, instant, anchor);
  const height = 0.7 + 0.6 * noise(seed, 'swell', Math.floor((instant - anchor) / (SWELL_HOURS * HOUR)));
  const wave = spec.ripple * height * Math.sin((2 * Math.PI * (instant - anchor)) / DAY);
  return Math.max(spec.floor, spec.at + change + wave);
}

/** Growth from `from` to `to`. A rate changes at the anchor's time of day: "12 days before" means 12 times 24 hours. */
function grown(spec: LevelSpec, anchor: Instant, from: Instant, to: Instant): number {
  const rates = [...spec.rates].sort((a, b) => (a.fromDay ?? -Infinity) - (b.fromDay ?? -Infinity));
  return rates.reduce((sum, rate, index) => {
    const start = anchor + (rate.fromDay ?? -Infinity) * DAY;
    const end = anchor + (rates[index + 1]?.fromDay ?? Infinity) * DAY;
    return sum + (Math.max(0, Math.min(to, end) - Math.max(from, start)) / DAY) * rate.perDay;
  }, 0);
}
