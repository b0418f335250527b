import type { Point } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';

export const NOW = 1_780_000_000;
export const TODAY = Math.floor(NOW / DAY) * DAY;

/** `days` values, the last one for yesterday; `value` gets the index, oldest 0. */
export function daily(days: number, value: (index: number) => number): Point[] {
  return Array.from({ length: days }, (_, i) => ({ t: TODAY - (days - i) * DAY, value: value(i) }));
}

/** Normal noise that is the same in every run. */
export function noiseFrom(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_298;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
