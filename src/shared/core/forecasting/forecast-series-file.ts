import { formatInstant } from '#shared/core/calendar/calendar';
import type { Quantiles } from '#shared/domain/forecast';
import { DAY, HOUR } from '#shared/domain/instant';
import { seasonsOf } from './candidates';
import { changePoints } from './change-points';
import { firstReachedBy, passageQuantile } from './first-passage';
import type { QuantileRow } from './quantiles';
import { forecastRegular } from './regular-forecast';
import { readSeriesText, type TextSeries } from './series-text';

export interface FileOptions {
  /** Limit for the value; default none. */
  readonly limit?: number;
  /**
   * Steps ahead, cut to 1 to 366; also how far days to the limit are told. Default: 30 for steps of a day
   * and more, 72 below, and 30 days for the limit.
   */
  readonly horizon?: number;
}

/** One step of a file's forecast; `t` is written like the file's times. */
export interface FileStep extends Quantiles {
  readonly t: string;
}

/** What `headroom forecast FILE --json` prints, without the file's name. */
export interface FileForecast {
  readonly steps: readonly FileStep[];
  readonly limit: {
    readonly value: number;
    /** Null where the quantile lies beyond the horizon: the steps asked for, 30 days by default. */
    readonly days: { readonly q10: number | null; readonly q50: number | null; readonly q90: number | null };
    readonly probability: { readonly within7: number; readonly within30: number };
  } | null;
  readonly changePoints: readonly { readonly t: string; readonly change: number }[];
  /** Null, or one sentence: why there is no forecast. */
  readonly refused: string | null;
}

const LONGEST = 366;
const DAY_STEPS = 30;
const SHORT_STEPS = 72;
/** Days that the probabilities are about. */
const LIMIT_DAYS = 30;

/**
 * Forecasts the series in a CSV text (`t,value`). The probabilities of reaching a limit are about the 7 and
 * 30 days after its last value, whatever the horizon. Never throws: what cannot be forecast says why in
 * `refused`.
 */
export function forecastFile(text: string, options: FileOptions = {}): FileForecast {
  const read = readSeriesText(text);
  if ('refused' in read) {
    return refusal(read.refused);
  }
  if (options.limit !== undefined && !Number.isFinite(options.limit)) {
    return refusal('The limit is no number.');
  }
  const { series } = read;
  const { values } = series;
  const step = series.steps.seconds;
  const wanted = options.horizon ?? (step >= DAY ? DAY_STEPS : SHORT_STEPS);
  const horizon = Math.min(LONGEST, Math.max(1, Math.floor(wanted)));
  const seasons = seasonsOf(step);
  const { steps } = forecastRegular(values, { seasons, horizon, nonNegative: isNonNegative(values), widen: 1 });
  const far = options.horizon === undefined ? LIMIT_DAYS : (horizon * step) / DAY;
  return {
    steps: steps.map((row, h) => stepOf(row, timeOf(h + 1, series))),
    limit: options.limit === undefined ? null : limitOf(options.limit, series, far),
    changePoints: changePoints(values, seasons.short).map(({ index, change }) => ({
      t: timeOf(index - (values.length - 1), series),
      change,
    })),
    refused: null,
  };
}

/** `far`: days up to which a day is told. */
function limitOf(value: number, series: TextSeries, far: number): NonNullable<FileForecast['limit']> {
  const last = series.values.findLast((v) => Number.isFinite(v)) as number;
  if (last >= value) {
    return { value, days: { q10: 0, q50: 0, q90: 0 }, probability: { within7: 1, within30: 1 } };
  }
  const { values, step } = coarse(series);
  const perStep = step / DAY;
  const ahead = forecastRegular(values, {
    seasons: seasonsOf(step),
    horizon: Math.max(1, Math.ceil(Math.max(LIMIT_DAYS, far) / perStep)),
    nonNegative: isNonNegative(values),
    widen: 1,
  });
  const reached = firstReachedBy(ahead, value);
  const daysAt = (p: number) => {
    const steps = passageQuantile(reached, p);
    return steps === null || steps * perStep > far ? null : steps * perStep;
  };
  const within = (days: number) => {
    const steps = days / perStep;
    const whole = Math.floor(steps);
    const before = whole === 0 ? 0 : (reached[whole - 1] as number);
    return before + ((reached[whole] ?? before) - before) * (steps - whole);
  };
  return {
    value,
    days: { q10: daysAt(0.1), q50: daysAt(0.5), q90: daysAt(0.9) },
    probability: { within7: within(7), within30: within(LIMIT_DAYS) },
  };
}

function isNonNegative(values: Float64Array): boolean {
  return !values.some((value) => value < 0);
}

/** Thirty days in steps of a minute are too many: the highest value of each hour stands for finer steps. */
function coarse(series: TextSeries): { readonly values: Float64Array; readonly step: number } {
  const { values: given, steps } = series;
  const factor = Math.floor(HOUR / steps.seconds);
  if (factor < 2) {
    return { values: given, step: steps.seconds };
  }
  const length = Math.ceil(given.length / factor);
  const values = new Float64Array(length).fill(Number.NaN);
  given.forEach((value, i) => {
    const at = length - 1 - Math.floor((given.length - 1 - i) / factor);
    const top = values[at] as number;
    values[at] = value > top || !Number.isFinite(top) ? value : top;
  });
  return { values, step: steps.seconds * factor };
}

function stepOf(row: QuantileRow, t: string): FileStep {
  const [q025, q10, q25, q50, q75, q90, q975] = row as [number, number, number, number, number, number, number];
  return { t, q025, q10, q25, q50, q75, q90, q975 };
}

/** The time so many steps after the last one, written like the file's times. */
function timeOf(ahead: number, { steps, days }: TextSeries): string {
  const text = formatInstant(steps.at(ahead));
  return days ? text.slice(0, 10) : text;
}

function refusal(why: string): FileForecast {
  return { steps: [], limit: null, changePoints: [], refused: why };
}
