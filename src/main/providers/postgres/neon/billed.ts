import { dayOf, parseInstant } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { ChargeBatch } from '../../monitor';
import { type Billed, billedByName } from './billed-metrics';
import type { NeonFrame } from './client';

/** The source of billed quantities by day and project. Neon tells no money here. */
const NEON_BILLED_SOURCE = 'neon:/consumption_history/v2/projects';

/**
 * Billed quantities of an answer, one a day, project and product: quantities without money. `complete`: the answer told
 * everything of `range`.
 */
export function billedQuantities(
  frames: readonly NeonFrame[],
  range: Period,
  complete: boolean,
  now: Instant,
): readonly ChargeBatch[] {
  const charges = frames.flatMap((frame) => {
    const start = parseInstant(frame.timeframe_start);
    return start === null
      ? []
      : frame.metrics.flatMap(({ metric_name: name, value }): Charge[] => {
          const billed = billedByName.get(name);
          return billed === undefined || value === 0 ? [] : [toCharge(billed, frame.projectId, start, value)];
        });
  });
  return frames.length === 0 ? [] : [{ source: NEON_BILLED_SOURCE, range, asOf: now, complete, charges }];
}

function toCharge({ name, product, unit, per }: Billed, project: string, start: Instant, value: number): Charge {
  return {
    id: `${start}|${project}|${name}`,
    category: 'Usage',
    service: product,
    project,
    region: null,
    day: dayOf(start, 'UTC'),
    start,
    end: start + DAY,
    consumedQuantity: value / per,
    consumedUnit: unit,
    pricingQuantity: null,
    pricingUnit: null,
    billedCost: null,
    effectiveCost: null,
    listCost: null,
    currency: 'USD',
    licence: false,
    flatRate: false,
    state: 'provisional',
  };
}
