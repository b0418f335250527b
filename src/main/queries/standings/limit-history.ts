import type { SeenPlan } from '#main/store/read-store';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import { readPlanHistory, standingPlans } from '../bill/plans';
import type { PricedParts } from '../read-parts';
import { limitWithoutUser } from './limits-in-force';
import type { MetricState } from './metric-states';

/** A limit from a moment on; null while it was not known. */
export interface LimitStep {
  readonly from: Instant;
  readonly value: number | null;
}

/**
 * The limits of a metric over time in its unit, oldest first, the one in force last. Empty where no change
 * is known. It begins when the connection was made: what held before, nobody saw. `known` are the plans of its
 * connection, oldest first, where they were read already.
 */
export async function readLimitSteps(
  parts: PricedParts,
  state: MetricState,
  known?: readonly SeenPlan[],
): Promise<readonly LimitStep[]> {
  const { limit } = state;
  if (limit === null || limit.value === null) {
    return [];
  }
  const seenPlans = known ?? (await readPlanHistory(parts.store, state.connection.id));
  const past = await pastSteps(parts, state, limit, seenPlans);
  const last = past.steps.at(-1);
  if (last === undefined) {
    return [];
  }
  const steps = [...past.steps, { from: past.until, value: limit.value }];
  const changed = steps.filter((step, index) => index === 0 || step.value !== steps[index - 1]?.value);
  return changed.length > 1 ? changed : [];
}

interface PastSteps {
  readonly steps: readonly LimitStep[];
  /** When the limit in force began. */
  readonly until: Instant;
}

async function pastSteps(
  parts: PricedParts,
  state: MetricState,
  limit: InfrastructureLimit,
  seenPlans: readonly SeenPlan[],
): Promise<PastSteps> {
  const { connection, definition } = state;
  const seen = (await parts.store.limitHistory.list(connection.id)).filter(
    ({ service, metric }) => service === definition.service && metric === definition.metric,
  );
  if (seen.length === 0) {
    // A person's own figure holds whatever the plan says: the plans of before tell nothing about it.
    return limit.source === 'user' ? { steps: [], until: 0 } : stepsOfPlans(parts, state, limit.unit, seenPlans);
  }
  const begin = (index: number) => seen[index - 1]?.until ?? Math.min(connection.createdAt, seen[0]?.until ?? 0);
  return {
    steps: seen.map(({ value, unit }, index) => ({ from: begin(index), value: unit === limit.unit ? value : null })),
    until: seen.at(-1)?.until ?? 0,
  };
}

/** What the price list says of the plans before today's. */
async function stepsOfPlans(
  parts: PricedParts,
  state: MetricState,
  unit: string,
  seenPlans: readonly SeenPlan[],
): Promise<PastSteps> {
  const { connection, definition } = state;
  const { billing, billingAnchor } = connection;
  const plans = standingPlans(seenPlans, connection);
  const last = plans.at(-1);
  if (billing === null || last === undefined) {
    return { steps: [], until: 0 };
  }
  const prices = await parts.prices();
  const start = (day: string) => dayStart(day, billingAnchor?.zone ?? 'UTC');
  return {
    steps: plans.slice(0, -1).map(({ from, provider, plan }) => {
      const then = { ...connection, billing: { ...billing, provider, plan } };
      const context = { prices, now: start(from), connection: then, standing: [], told: [] };
      const listed = limitWithoutUser(context, definition);
      return { from: start(from), value: listed.unit === unit ? listed.value : null };
    }),
    until: start(last.from),
  };
}
