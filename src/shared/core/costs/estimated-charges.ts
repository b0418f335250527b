import type { Charge, ChargeCategory } from '#shared/domain/charge';
import type { CostLine, CostTier, PeriodCosts } from '#shared/domain/cost';
import type { Zone } from '#shared/domain/instant';
import { addDays, dayStart } from '../calendar/calendar';

/** Lines of a computed period as charges, so that an estimate is kept and exported like a provider's rows. */
export function chargesOfPeriod(costs: PeriodCosts, zone: Zone): Charge[] {
  return costs.lines.map((line, at) => ({
    id: ['computed', line.service, line.metric, line.project ?? '', line.region ?? '', line.day, at].join('|'),
    category: categoryOf(line.tier),
    service: `${line.service}_${line.metric}`,
    project: line.project,
    region: line.region,
    day: line.day,
    start: dayStart(line.day, zone),
    end: dayStart(addDays(line.day, 1), zone),
    consumedQuantity: isUse(line) ? line.quantity : null,
    consumedUnit: isUse(line) ? line.unit : null,
    pricingQuantity: isUse(line) ? line.billedQuantity : null,
    pricingUnit: isUse(line) ? line.unit : null,
    billedCost: line.amount,
    effectiveCost: line.effectiveAmount,
    listCost: line.listAmount,
    currency: costs.currency,
    licence: line.tier === 'fee',
    flatRate: line.tier === 'flat-rate',
    state: costs.state,
  }));
}

function categoryOf(tier: CostTier): ChargeCategory {
  if (tier === 'fee') {
    return 'Purchase';
  }
  return tier === 'credit' ? 'Credit' : 'Usage';
}

function isUse(line: CostLine): boolean {
  return line.tier !== 'fee' && line.tier !== 'credit' && line.unit !== '';
}
