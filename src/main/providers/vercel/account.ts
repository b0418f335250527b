import { changed } from '#main/http/outcome';
import { dayOf } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import type { AccountBlock, ToldAccount } from '#shared/domain/spend';
import { member } from '../loose';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';
import { teamSchema, tokenSchema, userSchema, type VercelTeam, type VercelToken, type VercelUser } from './schemas';

/** Whom the token belongs to and what the chosen team is on. */
export interface VercelAccount {
  readonly user: VercelUser;
  readonly team: VercelTeam;
  /** Null when the token may not read about itself: then its expiry is unknown. */
  readonly token: VercelToken | null;
}

/** Who am I, on which plan, until when: three requests, side by side once the team is known. */
export async function readAccount(api: VercelApi): Promise<Result<VercelAccount>> {
  const [userAnswer, tokenAnswer, knownTeam] = await Promise.all([
    api.get('/v2/user', {}, 'none'),
    api.get('/v5/user/tokens/current', {}, 'none'),
    api.teamId === null ? null : api.get(`/v2/teams/${encodeURIComponent(api.teamId)}`),
  ]);
  if (!userAnswer.ok) return userAnswer;
  const user = userSchema.safeParse(member(userAnswer.value, 'user'));
  if (!user.success) return fail(changed('Vercel', 'who the token belongs to'));
  const teamId = api.teamId ?? user.data.defaultTeamId ?? null;
  if (teamId === null) return fail(noTeam());
  const teamAnswer = knownTeam ?? (await api.get(`/v2/teams/${encodeURIComponent(teamId)}`, { teamId }, 'none'));
  if (!teamAnswer.ok) return teamAnswer.failure.code === 'not-found' ? fail(otherTeam()) : teamAnswer;
  const team = teamSchema.safeParse(teamAnswer.value);
  if (!team.success) return fail(changed('Vercel', 'the team'));
  if (team.data.limited === true) return fail(limitedTeam(team.data.name ?? team.data.id));
  const token = tokenSchema.safeParse(tokenAnswer.ok ? member(tokenAnswer.value, 'token') : null);
  return succeed({ user: user.data, team: team.data, token: token.success ? token.data : null });
}

/** The plan under the price list's names; null when the team does not tell. */
export function billingOf(team: VercelTeam): Connection['billing'] {
  const plan = team.billing?.plan;
  if (plan === undefined) return null;
  const planName = plan.charAt(0).toUpperCase() + plan.slice(1);
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
  };
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

function limitedTeam(name: string) {
  return {
    code: 'not-permitted',
    message: `The token is valid, but it is not allowed to read the team ${name}.`,
    action: 'Make a token whose scope is that team, or the full account.',
    retryable: false,
  } as const;
}

function otherTeam() {
  return {
    code: 'wrong-credential-kind',
    message: 'The token does not belong to the chosen team, or the team does not exist.',
    action: 'Choose a team that the token may read, or make a token for this team.',
    retryable: false,
  } as const;
}

function noTeam() {
  return {
    code: 'wrong-credential-kind',
    message: 'The token belongs to no team, so it has no usage to read; a token for one project cannot read it either.',
    action: 'Make a token whose scope is the team, or the full account.',
    retryable: false,
  } as const;
}
