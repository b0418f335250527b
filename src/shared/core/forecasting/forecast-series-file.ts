import { formatInstant } from '#shared/core/calendar/calendar';
import { DAY, HOUR } from '#shared/domain/instant';
import { changeMoments } from './change-points';
import { passageQuantile, reachedBy } from './first-passage';
import type { QuantileRow } from './quantiles';
import { forecastRegular } from './regular-forecast';
import { seasonsOf } from './seasons';
import { readSeriesText, type TextSeries } from './series-text';

export interface FileOptions {
  /** Limit for the value; default none. */
  readonly limit?: number;
  /** Steps ahead; default 30 for steps of a day and more, 72 below. Cut to 1 to 366. */
  readonly horizon?: number;
}

/** One step of a file's forecast; `t` is written like the file's times. */
export interface FileStep {
  readonly t: string;
  readonly q025: number;
  readonly q10: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q90: number;
  readonly q975: number;
}

/** What `headroom forecast FILE --json` prints, without the file's name. */
export interface FileForecast {
  readonly steps: readonly FileStep[];
  readonly limit: {
    readonly value: number;
    /** Null where the quantile lies beyond 30 days. */
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

/**
 * Forecasts the series in a CSV text (`t,value`). A limit is looked at over 30 days, whatever the
 * horizon of `steps`. Never throws:
 * what cannot be forecast says why in `refused`.
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
  const wanted = options.horizon ?? (series.step >= DAY ? DAY_STEPS : SHORT_STEPS);
  const horizon = Math.min(LONGEST, Math.max(1, Math.floor(wanted)));
  const seasons = seasonsOf(series.step);
  const nonNegative = !series.values.some((value) => value < 0);
  const forecastSteps = (values: Float64Array) =>
    forecastRegular(values, { seasons, horizon, nonNegative, widen: 1 }).steps;
  return {
    steps: forecastSteps(series.values).map((row, h) => stepOf(row, series, h)),
    limit: options.limit === undefined ? null : limitOf(options.limit, series),
    changePoints: changeMoments(series.values, seasons.short, series.last + series.step, series.step).map(
      ({ t, change }) => ({ t: timeOf(t, series), change }),
    ),
    refused: null,
  };
}

function limitOf(value: number, series: TextSeries): NonNullable<FileForecast['limit']> {
  const last = series.values.findLast((v) => Number.isFinite(v)) as number;
  if (last >= value) {
    return { value, days: { q10: 0, q50: 0, q90: 0 }, probability: { within7: 1, within30: 1 } };
  }
  const { values, step } = coarse(series);
  const perStep = step / DAY;
  const { peaks } = forecastRegular(values, {
    seasons: seasonsOf(step),
    horizon: Math.max(1, Math.ceil(DAY_STEPS / perStep)),
    nonNegative: !values.some((v) => v < 0),
    widen: 1,
  });
  const reached = reachedBy(peaks, value, 'total');
  const daysAt = (p: number) => {
    const steps = passageQuantile(reached, p);
    return steps === null ? null : steps * perStep;
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
    probability: { within7: within(7), within30: within(30) },
  };
}

/** Thirty days in steps of a minute are too many: the highest value of each hour stands for finer steps. */
function coarse(series: TextSeries): { readonly values: Float64Array; readonly step: number } {
  const factor = Math.floor(HOUR / series.step);
  if (factor < 2) {
    return series;
  }
  const length = Math.ceil(series.values.length / factor);
  const values = new Float64Array(length).fill(Number.NaN);
  series.values.forEach((value, i) => {
    const at = length - 1 - Math.floor((series.values.length - 1 - i) / factor);
    const top = values[at] as number;
    values[at] = value > top || !Number.isFinite(top) ? value : top;
  });
  return { values, step: series.step * factor };
}

function stepOf(row: QuantileRow, series: TextSeries, h: number): FileStep {
  const [q025, q10, q25, q50, q75, q90, q975] = row as [number, number, number, number, number, number, number];
  return { t: timeOf(series.last + (h + 1) * series.step, series), q025, q10, q25, q50, q75, q90, q975 };
}

function timeOf(t: number, series: TextSeries): string {
  const text = formatInstant(t);
  return series.days ? text.slice(0, 10) : text;
}

function refusal(why: string): FileForecast {
  return { steps: [], limit: null, changePoints: [], refused: why };
}
