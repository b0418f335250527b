import { mean, median } from './quantiles';

/** Typical deviation at each place of a repeating stretch; place of index `i` is `i % length`. */
export type Rhythm = Float64Array;

/** Weeks of history that a weekly rhythm of hours rests on. */
const NO_RHYTHM: Rhythm = new Float64Array(1);

/**
 * Typical deviation from a centred moving mean, as a median over the repetitions, mean zero. Less
 * than two repetitions have no rhythm.
 * Source: classical decomposition (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., section 3.4) with medians for means, so that one outlier moves nothing.
 */
export function rhythmOf(values: Float64Array, season: number): Rhythm {
  const n = values.length;
  if (season < 2 || n < 2 * season) {
    return NO_RHYTHM;
  }
  const half = Math.floor(season / 2);
  const even = season % 2 === 0;
  const places: number[][] = Array.from({ length: season }, () => []);
  let sum = 0;
  for (let j = 0; j <= 2 * half; j += 1) {
    sum += values[j] as number;
  }
  for (let i = half; i < n - half; i += 1) {
    if (i > half) {
      sum += (values[i + half] as number) - (values[i - half - 1] as number);
    }
    const edges = even ? ((values[i - half] as number) + (values[i + half] as number)) / 2 : 0;
    (places[i % season] as number[]).push((values[i] as number) - (sum - edges) / season);
  }
  return centred(Float64Array.from(places, (place) => (place.length === 0 ? 0 : median(place))));
}

/**
 * Deviation from the overall mean at each place of a long stretch (the hours of a week), from the few
 * whole repetitions there are. Falls back on `short`, the rhythm within it, where there is not one.
 */
export function longRhythmOf(values: Float64Array, season: number, short: Rhythm): Rhythm {
  const whole = Math.floor(values.length / season);
  if (whole === 0) {
    return short;
  }
  const level = mean(values.subarray(values.length - whole * season));
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let i = 0; i < values.length; i += 1) {
    const place = i % season;
    sums[place] = (sums[place] as number) + (values[i] as number) - level;
    counts[place] = (counts[place] as number) + 1;
  }
  return centred(sums.map((sum, place) => sum / (counts[place] as number)));
}

/**
 * The rhythm around which a value is judged odd: the long one as medians over its repetitions, so that an ordinary
 * weekend is none and one odd hour moves nothing; `short`, the rhythm within it, where it was not seen twice.
 */
export function usualRhythmOf(values: Float64Array, { long }: { readonly long: number }, short: Rhythm): Rhythm {
  if (long < 2 || values.length < 2 * long) {
    return short;
  }
  const level = median(values);
  return centred(
    Float64Array.from({ length: long }, (_, place) => {
      const same: number[] = [];
      for (let i = place; i < values.length; i += long) {
        same.push((values[i] as number) - level);
      }
      return median(same);
    }),
  );
}

/** Half of one and half of the other: a long rhythm seen only two or three times is mostly noise. */
export function blend(long: Rhythm, short: Rhythm): Rhythm {
  return long.map((value, place) => (value + (short[place % short.length] as number)) / 2);
}

function centred(rhythm: Rhythm): Rhythm {
  const offset = mean(rhythm);
  return rhythm.map((value) => value - offset);
}
