import type { Seasons } from './candidates';

/** Short seasonal periods that must be known. */
const FEWEST_PERIODS = 5;
/** Share of the pairs that lie one way, less the share that lies the other way: nine of ten pairs. */
const CLEAR = 0.8;

/**
 * True for finer steps that clearly grow or shrink: of all pairs of values at the same place of the week (of the day,
 * while there are less than two weeks) nine of ten lie the same way. Gaps are to be filled.
 * Source: the seasonal Kendall test (Hirsch, Slack and Smith, "Techniques of trend analysis for monthly water quality
 * data", Water Resources Research 18, 1982); its tau is asked here, since values that depend on each other make its
 * significance too easy.
 */
export function growsClearly(values: Float64Array, { short, long }: Seasons): boolean {
  const n = values.length;
  if (long < 2 || n < FEWEST_PERIODS * short) {
    return false;
  }
  const apart = n >= 2 * long ? long : short;
  let pairs = 0;
  let ups = 0;
  for (let back = apart; back < n; back += apart) {
    for (let i = back; i < n; i += 1) {
      ups += Math.sign((values[i] as number) - (values[i - back] as number));
      pairs += 1;
    }
  }
  return Math.abs(ups) >= CLEAR * pairs;
}
