import type { MetricStatus } from '#shared/core/usage/metric-status';
import { usagePercent } from '#shared/core/usage/usage-entry';
import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { readSettings } from '../home/settings';
import type { PricedParts, ReadParts } from '../read-parts';
import { type LimitedQuantity, type QuantityOptions, readQuantities, readQuantity } from '../usage/metric-quantities';
import { withBillsForecast } from './charged-forecast';
import { readStandingOf } from './metric-standing';

/** One metric of one connection: its quantity, the limit that it is held against, and how it stands there. */
export interface MetricState extends LimitedQuantity {
  readonly standing: Standing;
  /** Of the figure in force, one decimal; null where either is unknown. */
  readonly percent: number | null;
  readonly status: MetricStatus;
  /** Its days and probabilities are those of the standing. */
  readonly forecast: LimitForecast;
}

/** The state of every metric of every connection. */
export async function readMetricStates(
  parts: PricedParts,
  options: QuantityOptions = {},
): Promise<readonly MetricState[]> {
  const quantities = await readAll(parts, options);
  if (quantities.length === 0) {
    return [];
  }
  const intervalMinutes = await intervalOf(parts, options);
  return Promise.all(quantities.map((quantity) => stateOf(parts, quantity, intervalMinutes)));
}

/** The state of one metric by its key, from the rows of its connection alone; null when it is not watched. */
export async function readMetricState(
  parts: PricedParts,
  key: string,
  options: Omit<QuantityOptions, 'connectionIds' | 'others'> = {},
): Promise<MetricState | null> {
  const quantity = await readQuantity(parts, key, options);
  if (quantity === null) {
    return null;
  }
  const [own, minutes] = await Promise.all([withBill(parts, quantity, options), intervalOf(parts, options)]);
  return stateOf(parts, own, minutes);
}

async function readAll(parts: PricedParts, options: QuantityOptions): Promise<readonly LimitedQuantity[]> {
  const quantities = await readQuantities(parts, options);
  return Promise.all(quantities.map((quantity) => withBill(parts, quantity, options)));
}

async function withBill(
  parts: PricedParts,
  quantity: LimitedQuantity,
  { forecast = true }: Pick<QuantityOptions, 'forecast'>,
): Promise<LimitedQuantity> {
  return forecast ? withBillsForecast(parts, quantity) : quantity;
}

async function intervalOf({ store }: ReadParts, { intervalMinutes }: QuantityOptions): Promise<number> {
  return intervalMinutes ?? (await readSettings(store)).intervalMinutes;
}

async function stateOf(parts: PricedParts, quantity: LimitedQuantity, intervalMinutes: number): Promise<MetricState> {
  const standing = await readStandingOf(parts, quantity, intervalMinutes);
  return {
    ...quantity,
    standing,
    percent: usagePercent(standing.used, standing.limit),
    status: statusOf(standing),
    forecast: { ...quantity.forecast, ...outlookOf(standing, parts.clock.now()), reason: reasonOf(quantity, standing) },
  };
}

function statusOf({ severity, used }: Standing): MetricStatus {
  return severity ?? (used === null ? 'unknown' : 'no-limit');
}

/** Moments as days from `now`. */
function outlookOf(
  { expected, probability }: Standing,
  now: Instant,
): Pick<LimitForecast, 'daysToLimit' | 'probability'> {
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  return {
    daysToLimit: expected && { q10: days(expected.q10), q50: days(expected.q50), q90: days(expected.q90) },
    probability,
  };
}

function reasonOf({ forecast }: LimitedQuantity, { limit, percent }: Standing): string {
  if (forecast.state !== 'ready') {
    return forecast.reason;
  }
  if (limit === null) {
    return `${forecast.reason} No limit is known.`;
  }
  return percent !== null && percent >= 100 ? `${forecast.reason} The limit is already reached.` : forecast.reason;
}
