import { mean, median } from './quantiles';

/** A change of scale on which ups and downs have about the same size whatever the level. */
export interface StabilizingTransform {
  readonly forward: (value: number) => number;
  readonly backward: (value: number) => number;
  /** As `forward`, for what a straight line says, which may lie below zero. */
  readonly toCommon: (value: number) => number;
  /** False where nothing is changed. */
  readonly logarithmic: boolean;
}

/** Share of the typical value that is added before the logarithm: zeros stay finite, tails stay sane. */
export const ROOM = 0.3;

const UNCHANGED: StabilizingTransform = {
  forward: (value) => value,
  backward: (value) => value,
  toCommon: (value) => value,
  logarithmic: false,
};

/**
 * `log(y + 0.3 m)` with the median `m` for a series that is never negative, else no change.
 * Source: shifted logarithm of Box and Cox, "An analysis of transformations", JRSS B 26 (1964),
 * equation (2) with lambda1 = 0; the shift of 0.3 medians was the best of 0.1, 0.3 and 1 over both
 * step widths (docs/forecasting.md). `backward` answers at least 0.
 */
export function stabilizingTransform(values: ArrayLike<number>): StabilizingTransform {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < lowest) {
      lowest = value;
    }
  }
  const typical = median(values) || mean(values);
  if (!(lowest >= 0) || !(typical > 0)) {
    return UNCHANGED;
  }
  const shift = ROOM * typical;
  return {
    forward: (value) => Math.log(value + shift),
    backward: (value) => Math.max(0, Math.exp(Math.min(value, 400)) - shift),
    toCommon: (value) => Math.log(Math.max(0, value) + shift),
    logarithmic: true,
  };
}
