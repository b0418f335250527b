import { parseInstant } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';

const at = (day: string): number => parseInstant(`${day}T00:00:00Z`) ?? 0;

/** A charge of one UTC day, as a provider sends it; `over` says what matters to the test. */
export function charge(over: Partial<Charge> & { readonly day: string }): Charge {
  const service = over.service ?? 'Function Invocations';
  return {
    id: [over.category ?? 'Usage', service, over.project ?? '', over.region ?? '', over.day].join('|'),
    category: 'Usage',
    service,
    project: null,
    region: null,
    start: at(over.day),
    end: at(over.day) + 86_400,
    consumedQuantity: 1_000_000,
    consumedUnit: 'Invocations',
    pricingQuantity: 0.6,
    pricingUnit: 'USD',
    billedCost: 600_000,
    effectiveCost: 600_000,
    listCost: 600_000,
    currency: 'USD',
    licence: false,
    flatRate: false,
    state: 'provisional',
    ...over,
  };
}
