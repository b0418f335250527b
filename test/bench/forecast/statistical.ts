import { fillGaps } from '#shared/core/forecasting/fill-gaps';
import type { QuantileRow } from '#shared/core/forecasting/quantiles';
import { seasonalityOf, usualSeasonalityOf } from '#shared/core/forecasting/seasonality';
import { secondOpinion } from '#shared/core/forecasting/second-opinion';
import { stabilizingTransform } from '#shared/core/forecasting/stabilizing-transform';

const SEASONS = { day: { short: 7, long: 1 }, hour: { short: 24, long: 168 } } as const;

/**
 * The bar: the median of ETS, Theta, CES and ARIMA on the series without its seasonality, on a logarithmic scale where
 * all values are positive. Petropoulos and Svetunkov (2020); sixth of the M4 competition. For hours the seasonality is
 * the week's where it was seen twice, as in MSTL.
 */
export function statisticalRows(history: Float64Array, horizon: number, step: 'day' | 'hour'): readonly QuantileRow[] {
  const values = fillGaps(history);
  const scale = stabilizingTransform(values);
  const z = values.map(scale.forward);
  const { short, long } = SEASONS[step];
  const seasonality = usualSeasonalityOf(z, { long }, seasonalityOf(z, short));
  return secondOpinion(z, seasonality, short)
    .rows(horizon)
    .map((row) => row.map(scale.backward));
}
