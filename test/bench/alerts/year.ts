import { AlertBook } from '#shared/core/alerts/alert-book';
import { observeLimit } from '#shared/core/alerts/limit-condition';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { DAY } from '#shared/domain/instant';
import { chanceFrom } from './made-up-account';

/** 2025-11-25, a Tuesday. */
const START = 1_764_028_800;

/** A level of a year, four readings a day, with the limit that it is held against. */
export interface YearSeries {
  readonly name: string;
  readonly kind: 'slow approach' | 'never near' | 'fast';
  readonly limit: number;
  /** Four a day. */
  readonly readings: Float64Array;
}

const A_DAY = 4;

/**
 * Thirty levels over a year with a weekly rhythm and noise: ten that come slowly to their limit (some are then cleaned
 * up and come again), ten that grow and stay far below it, ten that jump.
 */
export function yearSeries(seed = 1, days = 365): readonly YearSeries[] {
  const kinds = ['slow approach', 'never near', 'fast'] as const;
  return Array.from({ length: 30 }, (_, index) => {
    const kind = kinds[index % 3] as YearSeries['kind'];
    return makeSeries(`${kind} ${Math.floor(index / 3) + 1}`, kind, seed * 100 + index, days);
  });
}

function perDayOf(kind: YearSeries['kind'], chance: number): number {
  if (kind === 'slow approach') return 0.25 + 0.35 * chance;
  return kind === 'never near' ? 0.02 + 0.05 * chance : 0.05;
}

function makeSeries(name: string, kind: YearSeries['kind'], seed: number, days: number): YearSeries {
  const { uniform, normal } = chanceFrom(seed);
  const limit = 100;
  const readings = new Float64Array(days * A_DAY);
  const perDay = perDayOf(kind, uniform());
  let level = 10 + 20 * uniform();
  for (let index = 0; index < readings.length; index += 1) {
    const weekday = Math.floor(index / A_DAY) % 7;
    const rhythm = weekday < 5 ? 1.2 : 0.5;
    level += (perDay * rhythm * Math.exp(0.4 * normal())) / A_DAY;
    // A bulk import, and the clean-up a week after the limit was met.
    if (kind === 'fast' && uniform() < 1 / (60 * A_DAY)) level += 30 + 40 * uniform();
    if (level > limit * 1.04) level = 15 + 15 * uniform();
    readings[index] = Math.max(0, level + 0.4 * normal());
  }
  return { name, kind, limit, readings };
}

/** What a rule gave over the year of one series. */
export interface YearResult {
  readonly series: YearSeries;
  /** From below every mark to below every mark again. */
  readonly episodes: number;
  readonly mostNotices: number;
  readonly notices: number;
  /** Days before the limit at which the first notice of each episode that met it came. */
  readonly daysAhead: readonly number[];
}

/** The machine that runs live, with a forecast a day as of the noon before, over one series. */
export function runYear(series: YearSeries): YearResult {
  const book = new AlertBook();
  const notices: { readonly at: number; readonly activeAt: number }[] = [];
  let days: ReturnType<typeof forecastAgainstLimit>['daysToLimit'] = null;
  const points = Array.from(series.readings, (value, index) => ({ t: START + (index * DAY) / A_DAY, value }));
  points.forEach(({ t, value }, index) => {
    if (index % A_DAY === 2 && index >= 14 * A_DAY) {
      const past = points.slice(Math.max(0, index + 1 - 90 * A_DAY), index + 1);
      const limit = { value: series.limit, window: { kind: 'level' } as const };
      days = forecastAgainstLimit({ kind: 'gauge', points: past, zone: 'UTC', now: t, limit }).daysToLimit;
    }
    const seen = observeLimit(readingOf(series, value, days, t), DEFAULT_RULES);
    for (const { alert, event } of book.step([seen], t)) {
      if (event.tells) notices.push({ at: event.at, activeAt: alert.activeAt });
    }
  });
  return summed(series, notices);
}

function readingOf(
  { name, limit }: YearSeries,
  value: number,
  daysToLimit: ReturnType<typeof forecastAgainstLimit>['daysToLimit'],
  at: number,
) {
  return {
    ...{ key: name, connectionId: 'year', projectId: '', service: 'YEAR', metric: name, limitId: 'plan', unit: 'MB' },
    ...{ at, isWindowed: false, percent: (100 * value) / limit, judgedPercent: null, value, limit },
    ...{ warningPercent: 75, criticalPercent: 90, daysToLimit, enforcing: null },
  };
}

function summed(
  series: YearSeries,
  notices: readonly { readonly at: number; readonly activeAt: number }[],
): YearResult {
  const byEpisode = new Map<number, number[]>();
  for (const { at, activeAt } of notices) {
    byEpisode.set(activeAt, [...(byEpisode.get(activeAt) ?? []), at]);
  }
  const daysAhead = crossings(series).map((crossing) => {
    const first = [...byEpisode.values()]
      .map((times) => Math.min(...times))
      .filter((at) => at <= crossing.at && at > crossing.from);
    return first.length === 0 ? 0 : (crossing.at - Math.min(...first)) / DAY;
  });
  const counts = [...byEpisode.values()].map((times) => times.length);
  return {
    series,
    episodes: byEpisode.size,
    mostNotices: Math.max(0, ...counts),
    notices: notices.length,
    daysAhead,
  };
}

/** When the level met its limit, and since when it had been on its way from below half of it. */
function crossings({ readings, limit }: YearSeries): readonly { readonly at: number; readonly from: number }[] {
  const found: { at: number; from: number }[] = [];
  let from = START;
  let isOver = false;
  readings.forEach((value, index) => {
    const at = START + (index * DAY) / A_DAY;
    if (value < limit / 2) {
      from = at;
      isOver = false;
    } else if (value >= limit && !isOver) {
      found.push({ at, from });
      isOver = true;
    }
  });
  return found;
}

/** A plainer rule over the same year: when it would have told, with no memory but whether it rings. */
export function runYearPlainly(series: YearSeries, rings: (readings: readonly number[]) => boolean): YearResult {
  const notices: { at: number; activeAt: number }[] = [];
  let activeAt: number | null = null;
  series.readings.forEach((_, index) => {
    const at = START + (index * DAY) / A_DAY;
    const isOn = rings(Array.from(series.readings.slice(Math.max(0, index - 7 * A_DAY), index + 1)));
    if (isOn !== (activeAt !== null)) {
      activeAt ??= at;
      notices.push({ at, activeAt });
      if (!isOn) activeAt = null;
    }
  });
  return summed(series, notices);
}

/** At 90 % of the limit. */
export const thresholdRule = (limit: number) => (readings: readonly number[]) => (readings.at(-1) ?? 0) >= 0.9 * limit;

/** The straight line through the last week is at the limit within a week. */
export const predictLinearRule = (limit: number) => (readings: readonly number[]) => {
  const n = readings.length;
  const meanX = (n - 1) / 2;
  const meanY = readings.reduce((sum, value) => sum + value, 0) / n;
  const spread = readings.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  const slope = spread === 0 ? 0 : readings.reduce((sum, value, x) => sum + (x - meanX) * (value - meanY), 0) / spread;
  return meanY + slope * (n - 1 + 7 * A_DAY - meanX) >= limit;
};
