export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** False when the limit lies above the picture and an arrow points at it. */
  readonly showsLimit: boolean;
}

/** How far above a limit that is passed a picture follows the forecast, over the highest value: a doubling is seen whole. */
const AHEAD_OF_PASSED = 2;

/**
 * The value axis of the usage chart. It starts at 0 (lower for values below), reaches 110 % of the limit
 * when something is over half of it, and fits the data otherwise. All in the unit of the values.
 */
export function valueScale(values: readonly number[], forecast: readonly number[], limit: number | null): ValueScale {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const ahead = Math.max(highest, ...forecast);
  const showsLimit = limit !== null && (values.length === 0 || Math.max(highest, ahead) > limit / 2);
  const top =
    limit !== null && showsLimit
      ? Math.max(limit * 1.1, highest * 1.05, Math.min(ahead * 1.02, followed(highest, limit, 1.2)))
      : ahead * 1.1;
  const max = top > 0 ? top : 1;
  const step = niceStep((max - lowest) / 4);
  const ticks: number[] = [];
  for (let tick = Math.ceil(lowest / step) * step; tick <= max * 1.0001; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
  }
  return { min: Math.min(lowest, ticks[0] ?? 0), max, ticks, showsLimit };
}

/** The value axis of the small fan: the last third below the limit, lower where the data start lower. */
export function fanScale(values: readonly number[], forecast: readonly number[], limit: number): ValueScale {
  const lowest = Math.min(limit * (2 / 3), ...values);
  const passed = Math.max(0, ...values);
  const highest = Math.max(limit, passed, Math.min(followed(passed, limit, 1.15), Math.max(limit, ...forecast)));
  const air = (highest - lowest) * 0.12;
  return { min: Math.max(Math.min(0, lowest), lowest - air * 1.5), max: highest + air, ticks: [], showsLimit: true };
}

/** How high a forecast is followed: a little above a limit ahead, further where the limit lies below anyway. */
function followed(highest: number, limit: number, above: number): number {
  return highest >= limit ? Math.max(limit * above, highest * AHEAD_OF_PASSED) : limit * above;
}

/** Amounts by themselves, without figures at the axis: from nothing on, so that a steady one looks steady. */
export function amountScale(values: readonly number[]): ValueScale {
  const highest = Math.max(...values);
  return { min: Math.min(0, ...values), max: (highest || 1) * 1.12, ticks: [], showsLimit: false };
}

/** A value axis that fits the data with a little air: what is near zero begins there, what is far from it does not. */
export function fittedScale(values: readonly number[]): ValueScale {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const air = (highest - lowest || Math.abs(highest) || 1) * 0.08;
  const min = lowest >= 0 && lowest < highest / 3 ? 0 : lowest - air;
  const max = highest + air;
  const step = niceStep((max - min) / 4);
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
  }
  return { min, max, ticks, showsLimit: false };
}

/** 1, 2, 2.5 or 5 times a power of ten, at or above `rough`. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
