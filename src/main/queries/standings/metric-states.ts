import { type Standing, standingOf } from '#shared/core/usage/metric-status';
import type { ReadParts } from '../read-parts';
import { type LimitedQuantity, type QuantityOptions, readQuantities, readQuantity } from '../usage/metric-quantities';

/** How one metric of one connection stands: its quantity, the limit that it is held against, and what comes of that. */
export interface MetricState extends LimitedQuantity, Standing {}

/** The state of every metric of every connection. */
export async function readMetricStates(
  parts: ReadParts,
  options: QuantityOptions = {},
): Promise<readonly MetricState[]> {
  return (await readQuantities(parts, options)).map(stateOf);
}

/** The state of one metric by its key, from the rows of its connection alone; null when it is not watched. */
export async function readMetricState(
  parts: ReadParts,
  key: string,
  options: Omit<QuantityOptions, 'connectionIds'> = {},
): Promise<MetricState | null> {
  const quantity = await readQuantity(parts, key, options);
  return quantity && stateOf(quantity);
}

function stateOf(quantity: LimitedQuantity): MetricState {
  return { ...quantity, ...standingOf(quantity.current, quantity.limit, quantity.forecast.daysToLimit) };
}
