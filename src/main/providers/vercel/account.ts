import { changed } from '#main/http/outcome';
import { dayOf } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import type { Reading } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import type { AccountBlock, ToldAccount } from '#shared/domain/spend';
import { capitalized } from '#shared/format/capitalized';
import { member, oddRows, readOne, together } from '../lenient';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';
import { tokenSchema, userSchema, type VercelTeam, type VercelToken, type VercelUser } from './schemas';
import { findTeam } from './team';

/** Whom the token belongs to and what the chosen team is on. */
export interface VercelAccount {
  readonly user: VercelUser;
  readonly team: VercelTeam;
  /** Null when the token may not read about itself: then its expiry is unknown. */
  readonly token: VercelToken | null;
  readonly reading: Reading;
}

/** Who am I, on which plan, until when. `wanted` is the team of the settings: an id, a slug, or empty. */
export async function readAccount(api: VercelApi, wanted: string): Promise<Result<VercelAccount>> {
  const [userAnswer, tokenAnswer] = await Promise.all([
    api.get('/v2/user', {}, 'none'),
    api.get('/v5/user/tokens/current', {}, 'none'),
  ]);
  if (!userAnswer.ok) return userAnswer;
  const user = readOne(userSchema, member(userAnswer.value, 'user'));
  if (user.value === null) return fail(changed('Vercel', 'who the token belongs to'));
  // A narrow token may not read about itself; another trouble of that answer is no reason to fail either.
  const token = tokenAnswer.ok ? readOne(tokenSchema, member(tokenAnswer.value, 'token')) : null;
  const found = await findTeam(api, wanted, user.value, token?.value ?? null);
  if (!found.ok) return found;
  const { team, reading } = found.value;
  // A token for one team gets a shorter user; any other says whether something is stopped.
  const isSilent = user.value.limited !== true && user.value.softBlock === undefined;
  return succeed({
    user: user.value,
    team,
    token: token?.value ?? null,
    reading: together(user.reading, oddRows(isSilent ? 1 : 0, 0), token?.reading, reading),
  });
}

/** The plan under the price list's names; null when the team does not tell. */
export function billingOf(team: VercelTeam): Connection['billing'] {
  const plan = team.billing?.plan;
  if (plan === undefined) return null;
  const planName = capitalized(plan);
  return { provider: 'vercel', plan, planName, source: 'provider' };
}

/**
 * The day on which the billing period begins, at midnight in Los Angeles. A monthly subscription's own
 * period wins. Null on Hobby, which counts a sliding window of 30 days instead.
 */
export function billingAnchorOf(team: VercelTeam): Connection['billingAnchor'] {
  if (team.billing?.plan === 'hobby') return null;
  const period = periodOf(team);
  if (period === null) return null;
  // The period may start an hour off midnight around a change of clocks.
  const days = [period.start, period.end].map((at) => Number(dayOf(at + 3_600, BILLING_ZONE).slice(8)));
  // Anchored on the 31st, it may begin on the 30th of November: the longer month of the two tells.
  return { day: Math.max(...days), zone: BILLING_ZONE };
}

/** The billing period as the team tells it, a monthly subscription's own first; null where it tells none. */
function periodOf(team: VercelTeam): Period | null {
  const monthly = team.billing?.subscriptions?.find(
    ({ frequency }) => frequency?.interval === 'month' && (frequency.intervalCount ?? 1) === 1,
  );
  const period = monthly?.period ?? team.billing?.period;
  return period === undefined ? null : { start: Math.round(period.start / 1000), end: Math.round(period.end / 1000) };
}

const CENTS = 100;

/** What the team tells of its own bill: the period, the seats that it pays for, and what one costs. */
export function toldAccountOf(team: VercelTeam): ToldAccount {
  const items = team.billing?.invoiceItems;
  const plan = items?.['pro'];
  const further = items?.['teamSeats'];
  const cents = further?.price ?? plan?.price;
  const isPro = team.billing?.plan === 'pro';
  return {
    period: team.billing?.plan === 'hobby' ? null : periodOf(team),
    seats:
      !isPro || (plan === undefined && further === undefined) ? null : (plan?.quantity ?? 1) + (further?.quantity ?? 0),
    seatPrice: !isPro || cents === undefined ? null : Math.round((cents * MICROS) / CENTS),
    hasCredit: hasCredit(team),
    trialEnd: team.billing?.status === 'trialing' ? trialEndOf(team) : null,
  };
}

/** A trial whose end is not told lasts until the period ends. */
function trialEndOf(team: VercelTeam): Instant | null {
  const end = team.billing?.trial?.end;
  return end === undefined ? (periodOf(team)?.end ?? null) : Math.round(end / 1000);
}

/**
 * What Vercel has stopped for the person or the team; null when nothing is, undefined when it does not
 * tell, as with a token for one team, whose user comes without it.
 */
export function blockOf({ user, team }: Pick<VercelAccount, 'user' | 'team'>): AccountBlock | null | undefined {
  const block = team.softBlock ?? user.softBlock;
  if (block === undefined || block === null) {
    return team.softBlock === undefined && user.softBlock === undefined ? undefined : null;
  }
  return {
    since: block.blockedAt === undefined ? null : Math.floor(block.blockedAt / 1000),
    reason: block.reason ?? 'UNKNOWN',
    resource: block.blockedDueToOverageType ?? null,
    until: block.unpauseAt === undefined ? null : Math.floor(block.unpauseAt / 1000),
  };
}

/** False when the team's plan is known to come without credit of its own, so that asking for it is no use. */
export function hasCredit(team: VercelTeam): boolean {
  const { plan, planIteration } = team.billing ?? {};
  if (plan === 'hobby') return false;
  return plan !== 'pro' || planIteration === undefined || planIteration === 'flex' || planIteration === 'plus';
}

/** When the token ends, or the part of it that holds for the team; null: never, or unknown. */
export function expiryOf(token: VercelToken | null, teamId: string): Instant | null {
  const scope = token?.scopes?.find((one) => one.type === 'team' && one.teamId === teamId);
  const ends = [token?.expiresAt, scope?.expiresAt].filter((end) => end !== undefined);
  return ends.length === 0 ? null : Math.floor(Math.min(...ends) / 1000);
}
