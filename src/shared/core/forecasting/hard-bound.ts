import type { Unit } from '#shared/domain/metric';
import type { Point } from './forecast-input';

/**
 * What a quantity in `unit` cannot exceed: 100 for a percentage of a whole. A percentage that was above
 * it, such as the load of several processors, is none of a whole. Undefined: no bound is known.
 */
export function hardBoundOf(unit: Unit, points: readonly Point[]): number | undefined {
  return unit === 'percent' && points.every(({ value }) => !(value > 100)) ? 100 : undefined;
}
