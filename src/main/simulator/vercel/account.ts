import { billingPeriodOf } from '#shared/core/calendar/calendar';
import type { Instant, Period } from '#shared/domain/instant';
import { type Ask, bearer, type Refusal } from '../exchange';
import type { Scenario, ScenarioToken, VercelPlan } from '../scenario';
import type { World } from '../world';

/** The zone in which Vercel bills. */
export const BILLING_ZONE = 'America/Los_Angeles';

export interface PlanOnDay {
  readonly plan: VercelPlan;
  readonly iteration: string | null;
  readonly seats: number;
}

/** The plan that held at `instant`. */
export function planAt(world: World, instant: Instant): PlanOnDay {
  const day = world.dayOffset(instant);
  const { plans } = world.scenario;
  const current = plans.findLast((entry) => (entry.fromDay ?? -Infinity) <= day) ?? plans[0];
  return current ?? { plan: 'hobby', iteration: null, seats: 1 };
}

/** Since when the account has been billed, in epoch seconds; Infinity for one that never was. */
export function billedSince(world: World): Instant {
  const first = world.scenario.plans.find((entry) => entry.plan !== 'hobby');
  if (first === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  return world.dayStart(Math.max(first.fromDay ?? -Infinity, -world.scenario.historyDays));
}

/** The billing period that the team shows now; it rolls over some minutes late. */
export function shownPeriod(world: World): Period {
  return billingPeriod(world, world.now() - world.scenario.lags.rollover);
}

export function billingPeriod(world: World, instant: Instant): Period {
  return billingPeriodOf(world.scenario.team.billingDay, instant, BILLING_ZONE);
}

/** The token of this request when it is known and has not expired. */
export function tokenOf(world: World, ask: Ask): ScenarioToken | null {
  const given = bearer(ask);
  const token = world.scenario.tokens.find((entry) => entry.token === given);
  if (token === undefined) {
    return null;
  }
  return token.expiresDay !== null && world.now() >= world.dayStart(token.expiresDay) ? null : token;
}

const FORBIDDEN: Refusal = {
  status: 403,
  code: 'forbidden',
  message: 'You do not have permission to access this resource.',
};

/** Why a request may not have what it asks for, or null. */
export function accessRefusal(world: World, ask: Ask): Refusal | null {
  if (bearer(ask) === null) {
    return { status: 401, code: 'forbidden', message: 'Not authorized', extra: { missingToken: true } };
  }
  const token = tokenOf(world, ask);
  if (token === null) {
    return { status: 403, code: 'forbidden', message: 'Not authorized', extra: { invalidToken: true } };
  }
  const asked = ask.query.get('teamId') ?? ask.query.get('slug');
  if (asked !== null && !isTeam(world.scenario, asked)) {
    return FORBIDDEN;
  }
  const isProject = /^\/v\d+\/(projects|deployments)(\/|$)/.test(ask.path);
  return token.kind === 'project' && !isProject ? FORBIDDEN : null;
}

export function isTeam(scenario: Scenario, idOrSlug: string): boolean {
  return idOrSlug === scenario.team.id || idOrSlug === scenario.team.slug;
}

/** The refusal of everything that only a paid plan has, or null. */
export function planRefusal(world: World): Refusal | null {
  return planAt(world, world.now()).plan === 'hobby' && billedSince(world) > world.now()
    ? { status: 404, code: 'costs_not_found', message: 'Costs not found.' }
    : null;
}
