import type { Instant } from '#shared/domain/instant';

/** How one closed day of a series compared with the forecast that was made for it. */
export interface TrackRecordScore {
  /** Day that was forecast. */
  readonly t: Instant;
  /** True when the truth lay inside the 80 % interval. */
  readonly inside80: boolean;
}

/**
 * The factor by which the record widens (above 1) or narrows (below 1) the intervals.
 *
 * Source: adaptive conformal inference, Gibbs and Candès, "Adaptive conformal inference under
 * distribution shift", NeurIPS 2021: the level moves by `gain * (miss - 0.2)` after each outcome.
 * Here the log of the factor moves, so that it stays positive, and it is held within [0.5, 3].
 */
export function conformalScale(record: readonly TrackRecordScore[]): number {
  const gain = 0.05;
  let log = 0;
  const ordered = [...record].sort((a, b) => a.t - b.t);
  for (const score of ordered) {
    log = Math.min(Math.log(3), Math.max(Math.log(0.5), log + gain * ((score.inside80 ? 0 : 1) - 0.2)));
  }
  return Math.exp(log);
}
