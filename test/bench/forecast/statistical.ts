import { fillGaps } from '#shared/core/forecasting/fill-gaps';
import type { QuantileRow } from '#shared/core/forecasting/quantiles';
import { rhythmOf, usualRhythmOf } from '#shared/core/forecasting/rhythm';
import { secondOpinion } from '#shared/core/forecasting/second-opinion';
import { steadyScale } from '#shared/core/forecasting/steady-scale';

const SEASONS = { day: { short: 7, long: 1 }, hour: { short: 24, long: 168 } } as const;

/**
 * The bar: the median of ETS, Theta, CES and ARIMA on the series without its rhythm, on a logarithmic scale where all
 * values are positive. Petropoulos and Svetunkov (2020); sixth of the M4 competition. For hours the rhythm is the week's
 * where it was seen twice, as in MSTL.
 */
export function statisticalRows(history: Float64Array, horizon: number, step: 'day' | 'hour'): readonly QuantileRow[] {
  const values = fillGaps(history);
  const scale = steadyScale(values);
  const z = values.map(scale.forward);
  const { short, long } = SEASONS[step];
  const rhythm = usualRhythmOf(z, { long }, rhythmOf(z, short));
  return secondOpinion(z, rhythm, short)
    .rows(horizon)
    .map((row) => row.map(scale.backward));
}
