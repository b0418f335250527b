import { formatInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { changeMoments } from './change-points';
import { passageQuantile, reachedBy } from './first-passage';
import type { QuantileRow } from './quantiles';
import { forecastRegular, type RegularForecast } from './regular-forecast';
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
    /** Null where the quantile lies beyond the horizon. */
    readonly days: { readonly q10: number | null; readonly q50: number | null; readonly q90: number | null };
    /** Null where the horizon ends before those days. */
    readonly probability: { readonly within7: number | null; readonly within30: number | null };
  } | null;
  readonly changePoints: readonly { readonly t: string; readonly change: number }[];
  /** Null, or one sentence: why there is no forecast. */
  readonly refused: string | null;
}

const LONGEST = 366;
const DAY_STEPS = 30;
const SHORT_STEPS = 72;

/**
 * Forecasts the series in a CSV text (`t,value`). The days to a limit need 30 days, so the limit is
 * looked at over at least as many (at most 366 steps), whatever the horizon of `steps`. Never throws:
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
  const ahead = (steps: number) => forecastRegular(series.values, { seasons, horizon: steps, nonNegative, widen: 1 });
  const forecast = ahead(horizon);
  const far = Math.max(horizon, Math.min(LONGEST, Math.ceil((DAY_STEPS * DAY) / series.step)));
  return {
    steps: forecast.steps.map((row, h) => stepOf(row, series, h)),
    limit: options.limit === undefined ? null : limitOf(options.limit, series, far === horizon ? forecast : ahead(far)),
    changePoints: changeMoments(series.values, seasons.short, series.last + series.step, series.step).map(
      ({ t, change }) => ({ t: timeOf(t, series), change }),
    ),
    refused: null,
  };
}

function limitOf(value: number, series: TextSeries, forecast: RegularForecast): NonNullable<FileForecast['limit']> {
  const last = series.values.findLast((v) => Number.isFinite(v)) as number;
  if (last >= value) {
    return { value, days: { q10: 0, q50: 0, q90: 0 }, probability: { within7: 1, within30: 1 } };
  }
  const reached = reachedBy(forecast.peaks, value, 'total');
  const perStep = series.step / DAY;
  const daysAt = (p: number) => {
    const steps = passageQuantile(reached, p);
    return steps === null ? null : steps * perStep;
  };
  const within = (days: number) => {
    const steps = days / perStep;
    const whole = Math.floor(steps);
    if (whole > reached.length) {
      return null;
    }
    const before = whole === 0 ? 0 : (reached[whole - 1] as number);
    return before + ((reached[whole] ?? before) - before) * (steps - whole);
  };
  return {
    value,
    days: { q10: daysAt(0.1), q50: daysAt(0.5), q90: daysAt(0.9) },
    probability: { within7: within(7), within30: within(30) },
  };
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
