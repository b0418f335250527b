import { dayOf } from '#shared/core/calendar/calendar';
import type { ForecastStep } from '#shared/domain/forecast';
import type { Zone } from '#shared/domain/instant';
import type { Point } from './forecast-input';
import type { QuantileRow } from './quantiles';
import type { TrackRecordScore } from './track-record';

/** Days on which both must have been scored before a model may take our place. */
const FEWEST_DAYS = 30;
/** One-sided 95 % point of the standard normal. */
const SURE = 1.645;

/** What a model that the user brings did beside ours, on days that both forecast. */
export interface ModelContest {
  readonly days: number;
  /** Mean pinball loss of each, in the series' unit; null without a day. */
  readonly ours: number | null;
  readonly theirs: number | null;
  /** True where its lead over ours is more than chance: only then it is used. */
  readonly leads: boolean;
  readonly sentence: string;
}

/**
 * Compares both on the days that both forecast. The model leads where its mean pinball loss is smaller by more than 1.645
 * standard errors of the daily differences, over at least 30 days.
 * Source: Diebold and Mariano, "Comparing predictive accuracy", Journal of Business and Economic Statistics 13 (1995),
 * for forecasts one day ahead, whose differences do not overlap.
 */
export function contestOf(ours: readonly TrackRecordScore[], theirs: readonly TrackRecordScore[]): ModelContest {
  const own = new Map(ours.map(({ t, pinball }) => [t, pinball]));
  const pairs = theirs.flatMap(({ t, pinball }) => {
    const other = own.get(t);
    return pinball === undefined || other === undefined ? [] : [{ ours: other, theirs: pinball }];
  });
  const days = pairs.length;
  const meanOf = (pick: (pair: (typeof pairs)[number]) => number) => pairs.reduce((sum, p) => sum + pick(p), 0) / days;
  if (days === 0) {
    return { days, ours: null, theirs: null, leads: false, sentence: 'Your model has no scored day yet.' };
  }
  const lead = meanOf((pair) => pair.ours - pair.theirs);
  const variance = meanOf((pair) => (pair.ours - pair.theirs - lead) ** 2) / Math.max(1, days - 1);
  const leads = days >= FEWEST_DAYS && lead > 0 && lead > SURE * Math.sqrt(variance);
  const nearer = pairs.filter((pair) => pair.theirs < pair.ours).length;
  const sentence = `Your model was nearer on ${nearer} of ${days} ${days === 1 ? 'day' : 'days'}: ${consequence(days, leads)}.`;
  return { days, ours: meanOf((p) => p.ours), theirs: meanOf((p) => p.theirs), leads, sentence };
}

function consequence(days: number, leads: boolean): string {
  if (leads) {
    return 'its forecast is used';
  }
  return days < FEWEST_DAYS ? `${FEWEST_DAYS} are needed before it may be used` : "Headroom's own is used";
}

/** The days of `zone` as `headroom forecast` reads a series: a header, then one line a day, gaps left out. */
export function seriesTextOf(points: readonly Point[], zone: Zone): string {
  const lines = points.map(({ t, value }) => `${dayOf(t, zone)},${value}`);
  return `${['t,value', ...lines].join('\n')}\n`;
}

const KEYS = ['q025', 'q10', 'q25', 'q50', 'q75', 'q90', 'q975'] as const;

/**
 * Reads what a model answered: the JSON that `headroom forecast --json` prints, of which `steps` with seven quantiles
 * each is needed. Answers a person's words where it cannot be used: no JSON, too few steps, a quantile that is no number,
 * or one below the one before it.
 */
export function readModelAnswer(text: string, horizon: number): readonly QuantileRow[] | string {
  const answer = parsed(text);
  if (answer === null) {
    return 'The model did not answer with JSON.';
  }
  if (typeof answer['refused'] === 'string') {
    return `The model refused: ${answer['refused'].slice(0, 200)}`;
  }
  const steps = answer['steps'];
  if (!Array.isArray(steps) || steps.length < horizon) {
    return `The model answered ${Array.isArray(steps) ? steps.length : 'no'} steps where ${horizon} were asked for.`;
  }
  const rows: (readonly unknown[])[] = steps
    .slice(0, horizon)
    .map((step) => KEYS.map((key) => Object(step)[key] as unknown));
  if (!rows.every(isRow)) {
    return 'A step of the model lacks a quantile, or its quantiles do not rise.';
  }
  return rows;
}

/** Sums of larger ones are none: what was read is bounded alike. */
const LARGEST_VALUE = 1e150;

function isRow(row: readonly unknown[]): row is QuantileRow {
  return row.every(
    (value, i) =>
      typeof value === 'number' && Math.abs(value) <= LARGEST_VALUE && (i === 0 || value >= (row[i - 1] as number)),
  );
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A row as a step that ends at `t`. */
export function stepFrom(t: number, row: QuantileRow): ForecastStep {
  const [q025, q10, q25, q50, q75, q90, q975] = row as [number, number, number, number, number, number, number];
  return { t, q025, q10, q25, q50, q75, q90, q975 };
}
