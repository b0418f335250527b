import { changePoints } from './change-points';
import { fillGaps } from './fill-gaps';
import { mean } from './quantiles';

/** Days of the new level: fewer may be an event. */
const FEWEST_AFTER = 5;
/** A shift is by at least this factor: smaller ones come and go, and the candidates follow them by themselves. */
const LEAST_FACTOR = 1.5;
/** And the means lie this many times further apart than the days of either side from their own mean. */
const CLEAR = 5;

/**
 * Amounts that clearly shifted to another level (another model, a page that is cached now) as if they had always been of
 * that level: what lies before is moved by the factor between the means. `measured` (NaN for gaps) is answered as it is
 * without such a shift, and where one side has no use.
 *
 * Source: the step intervention of Box and Tiao, "Intervention analysis", JASA 70 (1975); at every shift found it made
 * forecasts worse (docs/forecasting.md), since most shifts of real amounts are within their noise.
 */
export function restartAtShift(measured: Float64Array, season: number): Float64Array {
  const values = fillGaps(measured);
  const at = changePoints(values, season).at(-1)?.index;
  if (at === undefined || values.length - at < FEWEST_AFTER) {
    return measured;
  }
  const [old, now] = [values.subarray(0, at), values.subarray(at)];
  const [before, after] = [mean(old), mean(now)];
  const away = (part: Float64Array, middle: number) => mean(part.map((value) => Math.abs(value - middle)));
  const noise = Math.max(away(old, before), away(now, after));
  const factor = after / before;
  const isClear = Math.max(factor, 1 / factor) >= LEAST_FACTOR && Math.abs(after - before) > CLEAR * noise;
  return before > 0 && after > 0 && isClear ? measured.map((value, i) => (i < at ? value * factor : value)) : measured;
}
