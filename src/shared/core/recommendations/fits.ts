import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { expectedQuantity } from '#shared/core/costs/bill/draws';
import { reachOf } from '#shared/core/forecasting/reach';
import { room } from '#shared/core/standing/room';
import { DAY, type Instant } from '#shared/domain/instant';
import type { NamedPlanLimit } from '#shared/domain/price-list';
import type { AdvicePoint } from '#shared/domain/recommendation';
import type { AccountFacts, MeasuredUse, PlanWorld } from './facts';

/** A limit fits where passing it within a month is less likely than this: use at its 97.5 % quantile. */
const PASSES = 0.025;
const SOON = 30;
/** A level has to fit this long: nobody moves a store every month. */
const LASTS = 90;
/** As long as nobody knows how a level grows it fits up to this share: where limits begin to warn. */
const ROOM = 0.75;
/** Quantile 97.5 % of a standard normal. */
const Z975 = 1.959964;

/** Why a plan does not take what the account uses; null: it fits. */
export function misfitOf(
  world: PlanWorld,
  { uses, today }: Pick<AccountFacts, 'uses' | 'today'>,
  now: Instant,
): AdvicePoint | null {
  if (world.settlesAt !== null && world.settlesAt.cycles > 0) {
    return { code: 'moves-up', figures: { next: world.settlesAt.plan, cycles: world.settlesAt.cycles } };
  }
  for (const use of uses) {
    const limit = world.limitOf(use.service, use.metric);
    if (limit !== null && !fitsLimit(use, limit, now)) {
      return misfit(use, limit.included ?? 0, Math.max(highest(use), billedHigh(today, use)), now);
    }
  }
  return misfitByMeters(world, uses);
}

/** Why a limit is too small, by what makes it so: what is expected, when a level comes to it, or how full it would be. */
function misfit(use: MeasuredUse, has: number, needs: number, now: Instant): AdvicePoint {
  const figures = { metric: use.title, has, unit: use.unit };
  if (needs > has) {
    return { code: 'does-not-fit', figures: { ...figures, needs } };
  }
  const { used } = use.standing;
  const until = room(use.forecast, { limit: has, used, now })?.reached.q50 ?? null;
  if (until !== null) {
    return { code: 'is-full-soon', figures: { ...figures, days: Math.max(0, (until - now) / DAY) } };
  }
  return use.forecast.ahead === null
    ? { code: 'is-nearly-full', figures: { ...figures, used: used ?? 0 } }
    : { code: 'may-not-fit', figures };
}

type Named = Pick<MeasuredUse, 'service' | 'metric'>;

function metersOf({ parts }: WorkedBill, { service, metric }: Named) {
  return (parts.meters ?? []).filter((meter) => meter.service === service && meter.metric === metric);
}

/** A period's whole quantity at its 97.5 % quantile. */
function highOf(meters: ReturnType<typeof metersOf>): number {
  return meters.reduce((sum, { used, rest }) => sum + used + rest.middle * Math.exp(Z975 * rest.spread), 0);
}

/** What a period is expected to be billed for at most; 0 for a level, whose mean is billed. */
function billedHigh(worked: WorkedBill | null, use: MeasuredUse): number {
  return worked === null || use.standing.window.kind === 'moment' ? 0 : highOf(metersOf(worked, use));
}

/** What is billed and not measured otherwise is held against the plan by the bill's own meters. */
function misfitByMeters({ limitOf, worked }: PlanWorld, uses: readonly MeasuredUse[]): AdvicePoint | null {
  for (const named of worked.parts.meters ?? []) {
    // The list has its own names for what a store counts.
    const limit = limitOf(named.service, named.metric);
    const meters = metersOf(worked, named);
    const high = highOf(meters);
    if (limit !== null && isHard(limit) && limit.window !== 'day' && high > (limit.included ?? 0)) {
      const title = uses.find(({ service, metric }) => service === named.service && metric === named.metric)?.title;
      const needs = meters.reduce((sum, meter) => sum + expectedQuantity(meter), 0);
      return {
        code: 'does-not-fit',
        figures: {
          metric: title ?? meters[0]?.product ?? '',
          has: limit.included ?? 0,
          needs: Math.max(high, needs),
          unit: limit.unit,
        },
      };
    }
  }
  return null;
}

/** Whether a plan's limit takes what is used of one metric; one that only charges or guides always does. */
function fitsLimit(use: MeasuredUse, limit: NamedPlanLimit, now: Instant): boolean {
  if (!isHard(limit)) {
    return true;
  }
  const most = limit.included ?? 0;
  const { used } = use.standing;
  if (used !== null && used > most) {
    return false;
  }
  const { ahead } = use.forecast;
  if (ahead === null) {
    // A level whose growth nobody knows yet may be full next week: it needs room.
    const share = use.standing.window.kind === 'moment' ? ROOM : 1;
    return highest(use) <= share * most;
  }
  const until = room(use.forecast, { limit: most, used, now })?.reached.q50 ?? null;
  return reachOf(ahead, most).by(now + SOON * DAY) <= PASSES && (until === null || until > now + LASTS * DAY);
}

/** A limit that ends the service and has a figure. */
function isHard({ beyond, included, window }: NamedPlanLimit): boolean {
  return beyond === 'refused' && included !== null && window !== 'per-item';
}

/** The most that is expected of a quantity, at its 97.5 % quantile; what is used where nothing is forecast. */
function highest({ standing, forecast }: MeasuredUse): number {
  return forecast.path.reduce((most, { q975 }) => Math.max(most, q975), standing.used ?? 0);
}
