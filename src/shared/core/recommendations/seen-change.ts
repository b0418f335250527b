import { DAY, type Instant } from '#shared/domain/instant';
import type { AdviceChange } from '#shared/domain/recommendation';
import type { Point } from '../forecasting/forecast-input';

/** Whole days in a row that have to be lower before a lower use counts as a change that somebody made. */
const FEWEST_DAYS = 3;
/** Weeks before the advice that a day is compared with, on the same weekday. */
const WEEKS_BEFORE = 4;
/** What a database that sleeps is expected to use of what it used awake, at most. */
const ASLEEP_FACTOR = 0.2;

/** What the provider and the person's settings say of an account now. Null: not told. */
export interface SeenWorld {
  readonly plan: { readonly provider: string; readonly plan: string; readonly since: Instant | null } | null;
  readonly seats: number | null;
  /** Main units a month; null: there is none. */
  readonly ownBudget: number | null;
  readonly providerBudget: number | null;
  /** When the source last answered well; null: it does not. */
  readonly sourceSince: Instant | null;
  /** Whole days of the use that a change is about, at each day's start, oldest first. */
  readonly use: readonly Point[];
  /** For another model: whole days of what the new one costs. */
  readonly newModel: readonly Point[];
}

/**
 * Since when a change is to be seen at the provider that was advised at `advisedAt`; null while it is not. Plan, seats,
 * budget and source are told; lower use counts from three whole days in a row that are nearer to what was
 * promised than to the same weekdays of four weeks before the advice.
 */
export function seenSince(change: AdviceChange, world: SeenWorld, advisedAt: Instant, now: Instant): Instant | null {
  switch (change.kind) {
    case 'plan':
      return planSince(change, world, now);
    case 'seats':
      // Fewer than there were is what was advised, if perhaps not all of it: what is left is another finding.
      return world.seats !== null && world.seats < change.from ? now : null;
    case 'budget': {
      const budget = change.own ? world.ownBudget : world.providerBudget;
      return budget !== null && (change.from === null || budget >= change.to) ? now : null;
    }
    case 'source':
      return world.sourceSince;
    case 'use':
      return lowerSince(world.use, change.factor, advisedAt);
    case 'sleep':
      return lowerSince(world.use, ASLEEP_FACTOR, advisedAt);
    case 'region':
      return lowerSince(world.use, 0, advisedAt);
    case 'model':
      return modelSince(world, advisedAt);
  }
}

function planSince(
  { provider, from, to }: Extract<AdviceChange, { readonly kind: 'plan' }>,
  { plan }: SeenWorld,
  now: Instant,
): Instant | null {
  const isOn = plan !== null && plan.provider === provider && plan.plan === to;
  return isOn && from !== to ? (plan.since ?? now) : null;
}

/** The old model fell by half or more, and the new one is used since. */
function modelSince({ use, newModel }: SeenWorld, advisedAt: Instant): Instant | null {
  const since = lowerSince(use, 0, advisedAt);
  const isUsed = since !== null && newModel.some(({ t, value }) => t >= since && value > 0);
  return isUsed ? since : null;
}

/** Start of the first of the latest days that are all below the middle between `factor` and 1 of what was usual. */
function lowerSince(days: readonly Point[], factor: number, advisedAt: Instant): Instant | null {
  if (factor >= 1) {
    return null;
  }
  const most = (1 + factor) / 2;
  let since: Instant | null = null;
  let count = 0;
  for (const { t, value } of [...days].reverse()) {
    const usual = usualOn(days, t, advisedAt);
    if (usual === null || usual <= 0 || value > most * usual || t + DAY <= advisedAt) {
      break;
    }
    since = t;
    count += 1;
  }
  return count >= FEWEST_DAYS ? since : null;
}

/** The mean of the same weekday in the weeks before the advice; null where none of them is known. */
function usualOn(days: readonly Point[], day: Instant, advisedAt: Instant): number | null {
  const same = days.filter(
    ({ t, value }) =>
      t < advisedAt &&
      t >= advisedAt - WEEKS_BEFORE * 7 * DAY &&
      // A day of summer time is an hour shorter or longer.
      Math.round((day - t) / DAY) % 7 === 0 &&
      Number.isFinite(value),
  );
  return same.length === 0 ? null : same.reduce((sum, { value }) => sum + value, 0) / same.length;
}
