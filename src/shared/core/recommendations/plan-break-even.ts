import { type CostAt, crossingOf } from '#shared/core/costs/bill/crossing';
import { dueAt } from '#shared/core/costs/bill/expected-lines';
import type { Instant } from '#shared/domain/instant';
import type { AdviceBreakEven } from '#shared/domain/recommendation';
import type { AccountFacts, PlanWorld } from './facts';

/** No account uses more of anything that is priced by the unit. */
const MOST = 1e15;

/** The meter that costs most on a plan; undefined where nothing is charged by use. */
function costliest({ worked }: PlanWorld) {
  return [...(worked.parts.meters ?? [])]
    .map((meter) => ({ meter, cost: meter.costOf(meter.used + meter.rest.middle) }))
    .filter(({ meter, cost }) => cost > 0 && meter.metric !== '')
    .sort((a, b) => b.cost - a.cost)[0]?.meter;
}

/** The use from which on the other plan is the cheaper one, by the meter that costs most there, else on the one picked. */
export function breakEvenOf(
  account: AccountFacts,
  picked: PlanWorld,
  other: PlanWorld | undefined,
  now: Instant,
): AdviceBreakEven | null {
  const there = other === undefined ? undefined : costliest(other);
  const costly = there ?? costliest(picked);
  if (other === undefined || costly === undefined) {
    return null;
  }
  const { service, metric } = costly;
  const costOn =
    ({ worked }: PlanWorld): CostAt =>
    (quantity) =>
      dueAt(worked.parts, { service, metric, quantity });
  const limit = picked.limitOf(service, metric);
  const top = limit?.included != null && limit.beyond !== 'charged' ? limit.included : MOST;
  const { quantity, below } = crossingOf(costOn(picked), costOn(other), top);
  if (quantity === null || below === null) {
    return null;
  }
  const names: readonly [string, string] = [picked.name, other.name];
  const use = account.uses.find((one) => one.service === service && one.metric === metric);
  return {
    ...{ service, metric, quantity },
    unit: use?.unit ?? other.limitOf(service, metric)?.unit ?? '',
    below: names[below],
    above: names[below === 0 ? 1 : 0],
    day: dayOfCrossing(other, costly, quantity, now),
  };
}

/** When this period's use passes a quantity, at an even pace before and after now. */
function dayOfCrossing(
  { worked }: PlanWorld,
  { used, rest }: { readonly used: number; readonly rest: { readonly middle: number } },
  quantity: number,
  now: Instant,
): Instant | null {
  const { start, end } = worked.bill.period;
  if (quantity <= used) {
    return Math.floor(start + (quantity / used) * (now - start));
  }
  return rest.middle <= 0 || quantity > used + rest.middle
    ? null
    : Math.floor(now + ((quantity - used) / rest.middle) * (end - now));
}
