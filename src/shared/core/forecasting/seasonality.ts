import { mean, median } from './quantiles';

/** Typical deviation at each place of a repeating stretch; place of index `i` is `i % length`. */
export type Seasonality = Float64Array;

/** Weeks of history that a weekly seasonality of hours rests on. */
const NO_SEASONALITY: Seasonality = new Float64Array(1);

/**
 * Typical deviation from a centred moving mean, as a median over the repetitions, mean zero. Less
 * than two repetitions have no seasonality.
 * Source: classical decomposition (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., section 3.4) with medians for means, so that one outlier moves nothing.
 */
export function seasonalityOf(values: Float64Array, season: number): Seasonality {
  const n = values.length;
  if (season < 2 || n < 2 * season) {
    return NO_SEASONALITY;
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
 * whole repetitions there are. Falls back on `short`, the seasonality within it, where there is not one.
 */
export function longSeasonalityOf(values: Float64Array, season: number, short: Seasonality): Seasonality {
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
 * The seasonality around which a value is judged odd: the long one as medians over its repetitions, so that an ordinary
 * weekend is none and one odd hour moves nothing; `short`, the seasonality within it, where it was not seen twice.
 */
export function usualSeasonalityOf(
  values: Float64Array,
  { long }: { readonly long: number },
  short: Seasonality,
): Seasonality {
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

/** Half of one and half of the other: a long seasonality seen only two or three times is mostly noise. */
export function blend(long: Seasonality, short: Seasonality): Seasonality {
  return long.map((value, place) => (value + (short[place % short.length] as number)) / 2);
}

function centred(seasonality: Seasonality): Seasonality {
  const offset = mean(seasonality);
  return seasonality.map((value) => value - offset);
}
