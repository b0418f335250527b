/** A series with as many zeros among the values in use as this share is used now and then: its zeros are a habit. */
const NOW_AND_THEN = 0.5;

/**
 * Index of the first value that is not zero, where nothing but zeros for at least a whole `season` lies before it; else
 * 0. Gaps (NaN) may lie among the zeros.
 */
export function firstUse(values: Float64Array, season: number): number {
  const first = Math.max(
    0,
    values.findIndex((value) => Number.isFinite(value) && value !== 0),
  );
  return zerosOf(values.subarray(0, first)) >= season ? first : 0;
}

/**
 * Index from which on a series is a habit: `firstUse`, or 0 where it is used only now and then since. Zeros from before
 * the first use say that there was none yet, not that there is little: kept, they would hold the level down for weeks
 * and hide the season.
 */
export function habitBegan(values: Float64Array, season: number): number {
  const first = firstUse(values, season);
  const since = values.subarray(first);
  return zerosOf(since) < NOW_AND_THEN * since.length ? first : 0;
}

function zerosOf(values: Float64Array): number {
  return values.reduce((count, value) => count + Number(value === 0), 0);
}
