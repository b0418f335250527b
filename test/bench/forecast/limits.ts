import { median } from '#shared/core/forecasting/quantiles';
import type { Ahead, Method } from './methods';
import { type Origin, originsOf } from './origins';
import type { BenchSeries } from './series';

export const LEADS = [5, 14, 30] as const;
/** Days that the question is asked for; what lies beyond counts as this many. */
const FAR = 60;
/** Limits set from what was known: multiples of the highest value of the last 28 days. */
const MULTIPLES = { level: [1.002, 1.01, 1.03, 1.1, 1.3], amounts: [1.02, 1.1, 1.25, 1.5] } as const;

/** One question with its answer: when is `limit` reached? */
export interface LimitCase {
  readonly history: Float64Array;
  readonly limit: number;
  readonly level: boolean;
  /** Days to the limit; null when it is not reached within 30. */
  readonly days: number | null;
  /** Set for a limit that is the value really reached so many days later. */
  readonly lead: number | null;
}

export interface LimitScore {
  readonly method: string;
  /** Median absolute error in days, for limits reached 5, 14 and 30 days later. */
  readonly error: readonly number[];
  /** The same as means: what is far off counts in full. */
  readonly meanError: readonly number[];
  readonly cases: readonly number[];
  readonly brier7: number;
  readonly brier30: number;
  /** Stated probability against what came, in tenths. */
  readonly reliability: readonly ReliabilityRow[];
  readonly sure: SureScore;
  /** Without the limits that were chosen because they were reached. */
  readonly unchosen: Calibration;
}

export interface ReliabilityRow {
  readonly from: number;
  readonly count: number;
  readonly stated: number;
  readonly cameTrue: number;
}

/** How many of the questions were to come true by the sum of the stated probabilities, and how many did. */
export interface Calibration {
  readonly asked: number;
  readonly said: number;
  readonly came: number;
}

/** Statements of more than 80 %: misses against what the stated probabilities and chance allow. */
export interface SureScore {
  readonly count: number;
  readonly wrong: number;
  readonly allowed: number;
}

/**
 * Cuts of every daily series: with the limits that were first reached 5, 14 and 30 days later, and with
 * limits set from what was known at the cut, of which most were never reached.
 */
export function limitCases(all: readonly BenchSeries[]): LimitCase[] {
  return all
    .filter((series) => series.step === 'day')
    .flatMap((series) => originsOf(series).flatMap((origin) => casesAt(origin, series.kind === 'gauge')));
}

function casesAt({ history, truth }: Origin, level: boolean): LimitCase[] {
  const last = history.findLast((v) => Number.isFinite(v)) as number;
  const shared = { history, level };
  const reached = LEADS.flatMap((lead): LimitCase[] => {
    const limit = truth[lead - 1] as number;
    return limit > last && firstAt(truth, limit) === lead ? [{ ...shared, limit, days: lead, lead }] : [];
  });
  const top = Math.max(...history.slice(-28).filter(Number.isFinite));
  const set = MULTIPLES[level ? 'level' : 'amounts'].map(
    (times): LimitCase => ({ ...shared, limit: top * times, days: firstAt(truth, top * times), lead: null }),
  );
  return [...reached, ...set];
}

function firstAt(truth: Float64Array, limit: number): number | null {
  const at = truth.findIndex((value) => value >= limit);
  return at === -1 ? null : at + 1;
}

export function limitScore(method: Method, cases: readonly LimitCase[]): LimitScore {
  const errors: number[][] = LEADS.map(() => []);
  const stated: Stated[] = [];
  let brier7 = 0;
  let brier30 = 0;
  let ahead: Ahead | undefined;
  let of: Float64Array | undefined;
  for (const question of cases) {
    if (ahead === undefined || of !== question.history) {
      ahead = method.ahead(question.history, FAR, question.level);
      of = question.history;
    }
    const reached = ahead.reached(question.limit);
    if (question.lead !== null) {
      const days = ahead.days(question.limit) ?? FAR;
      (errors[LEADS.indexOf(question.lead as 5)] as number[]).push(Math.abs(days - question.lead));
    }
    const p7 = reached[6] as number;
    const p30 = reached[29] as number;
    const came7 = question.days !== null && question.days <= 7;
    const came30 = question.days !== null;
    brier7 += (p7 - (came7 ? 1 : 0)) ** 2 / cases.length;
    brier30 += (p30 - (came30 ? 1 : 0)) ** 2 / cases.length;
    const chosen = question.lead !== null;
    stated.push({ p: p7, came: came7, chosen }, { p: p30, came: came30, chosen });
  }
  return {
    method: method.name,
    error: errors.map((list) => median(list)),
    meanError: errors.map((list) => list.reduce((a, b) => a + b, 0) / list.length),
    cases: errors.map((list) => list.length),
    brier7,
    brier30,
    reliability: reliabilityOf(stated),
    sure: sureOf(stated),
    unchosen: calibrationOf(stated.filter(({ chosen }) => !chosen)),
  };
}

interface Stated {
  readonly p: number;
  readonly came: boolean;
  /** Of a limit that was chosen because it was reached. */
  readonly chosen: boolean;
}

function calibrationOf(stated: readonly Stated[]): Calibration {
  return {
    asked: stated.length,
    said: stated.reduce((sum, { p }) => sum + p, 0),
    came: stated.filter(({ came }) => came).length,
  };
}

function reliabilityOf(stated: readonly Stated[]): ReliabilityRow[] {
  return Array.from({ length: 10 }, (_, i) => {
    const here = stated.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === i);
    return {
      from: i / 10,
      count: here.length,
      stated: here.reduce((sum, { p }) => sum + p, 0) / here.length,
      cameTrue: here.filter(({ came }) => came).length / here.length,
    };
  });
}

function sureOf(stated: readonly Stated[]): SureScore {
  const sure = stated.filter(({ p }) => p > 0.8);
  const expected = sure.reduce((sum, { p }) => sum + 1 - p, 0);
  const spread = Math.sqrt(sure.reduce((sum, { p }) => sum + p * (1 - p), 0));
  return { count: sure.length, wrong: sure.filter(({ came }) => !came).length, allowed: expected + 2 * spread };
}
