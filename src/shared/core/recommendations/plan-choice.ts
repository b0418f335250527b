import { room } from '#shared/core/standing/room';
import type { Instant } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import { toMicros } from '#shared/domain/money';
import type { AdviceBreakEven, AdvicePoint, WeighedAlternative } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts, MeasuredUse, PlanWorld } from './facts';
import { avertedBy, isSpendLimit, point } from './finding';
import { misfitOf } from './fits';
import { breakEvenOf } from './plan-break-even';
import { comparePriorities, daysTo, type Priority, priorityOfLimit } from './priority';
import { gainOf, isBeyondNoise } from './weigh';
import { wholeMonth, withUse } from './worlds';

/** A limit of today's plan that asks for something. */
export interface Need {
  readonly use: MeasuredUse;
  readonly priority: Priority;
}

/** The one decision about an account's plan. */
export interface PlanChoice {
  /** What asks for it, the most urgent first; empty where it is only about money. */
  readonly needs: readonly Need[];
  readonly current: PlanWorld;
  readonly picked: PlanWorld;
  readonly alternatives: readonly WeighedAlternative[];
  readonly breakEven: AdviceBreakEven | null;
  /** A condition that nobody has confirmed; null: none. */
  readonly onlyIf: AdvicePoint | null;
  /** What of the plan's bill no source prices, so that it is a lower bound; null: nothing. */
  readonly unpriced: AdvicePoint | null;
}

/** Why not a plan of whose bill a part is not known. */
const PART_UNPRICED = 'part-unpriced';

/** What Hobby at Vercel is for. */
export const ONE_DEVELOPER = 'not-commercial-one-developer';
/** Plans that a provider sells on a condition that no answer of it tells. */
const CONDITIONS: Readonly<Record<string, string>> = { 'vercel/hobby': ONE_DEVELOPER };

/** Key of the plan question of an account. */
export function planKey({ connectionId }: AccountFacts): string {
  return `${connectionId}/plan`;
}

/**
 * Which plan an account should be on: of those whose limits take its use at the 97.5 % quantile the cheapest. Where
 * no limit of today's asks for it, it has to be cheaper by more than noise. Null: the plan stays.
 */
export function choosePlan(account: AccountFacts, facts: AdviceFacts): PlanChoice | null {
  const current = account.plans.find(({ isCurrent }) => isCurrent);
  if (current === undefined || account.today === null) {
    return null;
  }
  const needs = needsOf(account, facts.now);
  const weighed = account.plans.map((world) => ({ world, why: whyNot(world, current, account, facts) }));
  const others = weighed.filter(({ world }) => !world.isCurrent);
  const open = others.filter(({ why }) => why === null).map(({ world }) => world);
  const cheapest = [...open].sort(byCost)[0];
  // What stops is lifted even by a plan of whose bill a part is not known; a saving may not rest on one.
  const unsure = others.filter(({ why }) => why?.code === PART_UNPRICED).map(({ world }) => world);
  const fallback = needs.length === 0 ? undefined : ([...unsure].sort(byCost)[0] ?? largest(account, needs, facts.now));
  const best = cheapest ?? fallback;
  const isWorth =
    best !== undefined && (needs.length > 0 ? pays(account, facts, needs, current, best) : saves(current, best));
  const picked = isWorth ? best : undefined;
  if (picked === undefined) {
    return onCondition(account, weighed, needs, current, facts);
  }
  return {
    ...{ needs, current, picked, onlyIf: null },
    unpriced: weighed.find(({ world, why }) => world === picked && why?.code === PART_UNPRICED)?.why ?? null,
    alternatives: weighed.map(({ world, why }) => alternative(world, why, picked, needs, facts.now)),
    breakEven: breakEvenOf(account, picked, runnerUp(open, current, picked, needs), facts.now),
  };
}

/** Every plan of an account against today's, with why it is not on it; today's own has won. Empty where no plan is known. */
export function weighPlans(account: AccountFacts, facts: AdviceFacts): readonly WeighedAlternative[] {
  const current = account.plans.find(({ isCurrent }) => isCurrent);
  return current === undefined
    ? []
    : account.plans.map((world) => alternative(world, whyNot(world, current, account, facts), current, [], facts.now));
}

/** A plan that would save on a condition: a question, and only where nothing else is to be said of the plan. */
function onCondition(
  account: AccountFacts,
  weighed: readonly { readonly world: PlanWorld; readonly why: AdvicePoint | null }[],
  needs: readonly Need[],
  current: PlanWorld,
  { now }: AdviceFacts,
): PlanChoice | null {
  const [found] = weighed
    .filter(({ world, why }) => why?.code === 'only-if' && saves(current, world))
    .sort((a, b) => byCost(a.world, b.world));
  // Whoever pays for several seats is no single developer.
  if (found?.why == null || needs.length > 0 || (account.today?.bill.seats ?? 1) > 1) {
    return null;
  }
  return {
    ...{ needs, current, picked: found.world, onlyIf: found.why, unpriced: null },
    alternatives: weighed.map(({ world, why }) =>
      alternative(world, world === found.world ? null : why, found.world, needs, now),
    ),
    breakEven: null,
  };
}

/** The limits of the plan at which something stops and that ask for something, the most urgent first. */
export function needsOf(account: AccountFacts, now: Instant): readonly Need[] {
  return account.uses
    .flatMap((use): Need[] => {
      const { limitId, limitSource, scope } = use.standing;
      // A spending limit that the provider itself tells is raised, and no other plan.
      const isOwn = limitId === PLAN_LIMIT && scope.kind === 'connection' && limitSource !== 'user';
      const priority = isOwn && !isSpendLimit(use.standing) ? priorityOfLimit(use.standing, now, use.forecast) : null;
      return priority === null ? [] : [{ use, priority }];
    })
    .sort(
      (a, b) =>
        comparePriorities(a.priority.value, b.priority.value) ||
        (b.use.standing.percent ?? 0) - (a.use.standing.percent ?? 0),
    );
}

function whyNot(
  world: PlanWorld,
  current: PlanWorld,
  account: AccountFacts,
  { now, answers }: AdviceFacts,
): AdvicePoint | null {
  const { billing, titleOf } = account;
  if (world.isCurrent) {
    return null;
  }
  const missing = ({ worked }: PlanWorld, reason: 'no-price' | 'fee-not-known') =>
    worked.bill.soFar.missing.filter(({ code }) => code === reason);
  const isFeeUnknown = missing(world, 'fee-not-known').length > missing(current, 'fee-not-known').length;
  if (isFeeUnknown || world.worked.bill.currency !== current.worked.bill.currency) {
    return point('no-price');
  }
  const misfit = misfitOf(world, account, now);
  if (misfit !== null) {
    return misfit;
  }
  const [part] = missing(world, 'no-price');
  if (part !== undefined && missing(world, 'no-price').length > missing(current, 'no-price').length) {
    return point(PART_UNPRICED, {
      metric: part.detail || titleOf(part.service, part.metric),
      least: wholeMonth(world.worked),
    });
  }
  const condition = CONDITIONS[`${billing?.provider}/${world.record.plan}`];
  const told = condition === undefined ? 1 : answers[planKey(account)]?.[condition];
  return told === 1
    ? null
    : point(told === 0 ? 'not-for-you' : 'only-if', { condition: condition ?? '', cost: wholeMonth(world.worked) });
}

/** Where no plan takes all of it: the one that lifts the most urgent limit for a month at least, the cheapest first. */
function largest({ plans }: AccountFacts, [need]: readonly Need[], now: Instant): PlanWorld | undefined {
  if (need === undefined || need.use.standing.limit === null) {
    return undefined;
  }
  const isPriced = ({ worked }: PlanWorld) => !worked.bill.soFar.missing.some(({ code }) => code === 'fee-not-known');
  return plans.filter((world) => !world.isCurrent && isPriced(world) && lifts(world, need, now)).sort(byCost)[0];
}

/** Whether a plan ends a need for a month at least: by a larger limit, or by one at which nothing stops, whatever it includes. */
function lifts({ limitOf }: PlanWorld, { use }: Need, now: Instant): boolean {
  const limit = limitOf(use.service, use.metric);
  if (limit === null || limit.beyond !== 'refused') {
    return limit !== null;
  }
  const { used, limit: own } = use.standing;
  const most = limit.included ?? 0;
  const until = room(use.forecast, { limit: most, used, now })?.reached.q50 ?? null;
  return most > (own ?? 0) && (used ?? 0) < most && (until === null || until > now + 30 * 86_400);
}

function byCost(a: PlanWorld, b: PlanWorld): number {
  return wholeMonth(a.worked) - wholeMonth(b.worked) || a.record.plan.localeCompare(b.record.plan);
}

/** A plan that is charged by use has to be the cheaper one a month of growth later, too. */
const GROWS = 1.2;

function saves(current: PlanWorld, other: PlanWorld): boolean {
  const grown = isChargedByUse(other) && !isChargedByUse(current) ? withUse(other.worked, () => GROWS) : other.worked;
  const bill = toMicros(wholeMonth(current.worked));
  return [other.worked, grown].every((worked) => isBeyondNoise(gainOf(current.worked, worked), bill));
}

/**
 * Whether a larger plan is worth its price by what the person told of an outage: what it costs more is at most the
 * probability of reaching the limit times what that costs. While nothing was told the limit itself decides.
 */
function pays(
  account: AccountFacts,
  facts: AdviceFacts,
  [need]: readonly Need[],
  current: PlanWorld,
  other: PlanWorld,
): boolean {
  const averted = need === undefined ? null : avertedBy(need.use.standing, account.assumptions ?? facts.assumptions);
  return averted === null || gainOf(current.worked, other.worked).amount + averted >= 0;
}

function alternative(
  world: PlanWorld,
  why: AdvicePoint | null,
  picked: PlanWorld,
  [need]: readonly Need[],
  now: Instant,
): WeighedAlternative {
  const isUnknown = why?.code === 'no-price' || (why?.code === PART_UNPRICED && world !== picked);
  const cost = isUnknown ? null : toMicros(wholeMonth(world.worked));
  const own = { id: world.isCurrent ? 'stay' : world.record.plan, name: world.name, cost };
  if (world === picked) {
    return { ...own, ...(why?.code === PART_UNPRICED && { isLeast: true }), lost: null };
  }
  if (world.isCurrent && need !== undefined) {
    const days = daysTo(need.use.standing, now, need.use.forecast) ?? -1;
    return { ...own, lost: point('stops', { metric: need.use.title, days }) };
  }
  const by = wholeMonth(world.worked) - wholeMonth(picked.worked);
  return { ...own, lost: why ?? byPrice(by) };
}

/** Why a plan that fits is not taken: what it costs more. One that costs a little less is no surer choice. */
function byPrice(by: number): AdvicePoint {
  if (by < -0.005) {
    return point('within-noise', { by: -by });
  }
  return by < 0.005 ? point('no-cheaper') : point('dearer', { by });
}

/** What the choice is held against: today's plan, or where that stops the next cheapest that fits. */
function runnerUp(
  open: readonly PlanWorld[],
  current: PlanWorld,
  picked: PlanWorld,
  needs: readonly Need[],
): PlanWorld | undefined {
  const others = open.filter((world) => world !== picked).sort(byCost);
  // Of two fees none ever overtakes the other: what is charged by use tells from where on a fee is worth it.
  return needs.length === 0 ? current : others.find(isChargedByUse);
}

/** Whether something that is used costs by its amount on a plan. */
export function isChargedByUse({ worked }: PlanWorld): boolean {
  return (worked.parts.meters ?? []).some(({ costOf, used, rest }) => costOf(used + rest.middle) > 0);
}
