import type { ForecastStep } from '#shared/domain/forecast';
import type { Instant } from '#shared/domain/instant';

/** How one closed day of a series compared with the forecast that was made for it. */
export interface TrackRecordScore {
  /** Day that was forecast. */
  readonly t: Instant;
  readonly inside50?: boolean;
  /** True when the truth lay inside the 80 % interval, its ends included. */
  readonly inside80: boolean;
  readonly inside95?: boolean;
  /** Truth minus median, in the series' unit. */
  readonly error?: number;
  /** Mean pinball loss at 0.1, 0.5 and 0.9, in the series' unit. */
  readonly pinball?: number;
}

/** A series' record in numbers: "of `count` forecasts like this one, `inside80` came true inside the range". */
export interface TrackRecord {
  readonly count: number;
  readonly inside80: number;
  /** `inside80 / count`; null without a forecast. */
  readonly share80: number | null;
  /** Factor that the record puts on the width of the intervals. */
  readonly scale: number;
  readonly sentence: string;
}

/**
 * Scores one forecast by what came; null when the truth is no number.
 * Source of the pinball loss: Koenker and Bassett, "Regression quantiles", Econometrica 46 (1978).
 */
export function scoreForecast(forecast: ForecastStep, truth: number): TrackRecordScore | null {
  if (!Number.isFinite(truth)) {
    return null;
  }
  const loss = (p: number, value: number) => Math.max(p * (truth - value), (p - 1) * (truth - value));
  return {
    t: forecast.t,
    inside50: truth >= forecast.q25 && truth <= forecast.q75,
    inside80: truth >= forecast.q10 && truth <= forecast.q90,
    inside95: truth >= forecast.q025 && truth <= forecast.q975,
    error: truth - forecast.q50,
    pinball: (loss(0.1, forecast.q10) + loss(0.5, forecast.q50) + loss(0.9, forecast.q90)) / 3,
  };
}

/** Sums a record up, with the sentence that the app shows. */
export function trackRecordOf(scores: readonly TrackRecordScore[]): TrackRecord {
  const count = scores.length;
  const inside80 = scores.filter((score) => score.inside80).length;
  const sentence =
    count === 0
      ? 'No forecast of this series has come due yet.'
      : `Of ${count} ${count === 1 ? 'forecast' : 'forecasts'} like this one, ${inside80} came true inside the range.`;
  return { count, inside80, share80: count === 0 ? null : inside80 / count, scale: conformalScale(scores), sentence };
}

/** What the record says and what it did to the range, in a sentence or two. */
export function correctionOf(scores: readonly TrackRecordScore[]): string {
  const { sentence, scale } = trackRecordOf(scores);
  const percent = Math.round(Math.abs(scale - 1) * 100);
  if (percent === 0) {
    return sentence;
  }
  return `${sentence} The range is ${percent} % ${scale > 1 ? 'wider' : 'narrower'} for it.`;
}

/** Share of misses that an 80 % interval promises. */
const PROMISED_MISSES = 0.2;
const GAIN = 0.05;
const NARROWEST = 0.5;
const WIDEST = 3;

/**
 * The factor by which the record widens (above 1) or narrows (below 1) the intervals; 1 without one.
 *
 * Source: adaptive conformal inference, Gibbs and Candès, "Adaptive conformal inference under
 * distribution shift", NeurIPS 2021: after each outcome the level moves by `gain * (miss - 0.2)`. Here
 * it is the logarithm of the width that moves, so that it stays positive; it is held within 0.5 and 3.
 */
export function conformalScale(record: readonly TrackRecordScore[]): number {
  let log = 0;
  const ordered = [...record].sort((a, b) => a.t - b.t);
  for (const { inside80 } of ordered) {
    const moved = log + GAIN * ((inside80 ? 0 : 1) - PROMISED_MISSES);
    log = Math.min(Math.log(WIDEST), Math.max(Math.log(NARROWEST), moved));
  }
  return Math.exp(log);
}
