import { withSignal } from '#main/http/http-client';
import { formatInstant } from '#shared/core/calendar/calendar';
import { type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { readItems } from '../lenient';
import type { Provider, Verification } from '../monitor';
import { billingAnchorOf, billingOf, expiryOf, readAccount } from './account';
import { ACCOUNT, COSTS, usageCapability } from './capabilities';
import { vercelApi } from './client';
import { readCosts } from './costs';
import { teamSchema } from './schemas';
import { readUsage } from './usage';

/** Who am I, on which plan, until when, and does the token read usage and billing? */
export const verifyVercel: Provider['verify'] = async (context): Promise<Result<Verification>> => {
  const http = withSignal(context.http, context.signal);
  const api = vercelApi(context, http);
  const account = await readAccount(api, context.connection.settings['teamId'] ?? '');
  if (!account.ok) return account;
  const { team, token, user } = account.value;
  const scoped = vercelApi(
    {
      ...context,
      connection: { ...context.connection, settings: { ...context.connection.settings, teamId: team.id } },
    },
    http,
  );
  const now = context.clock.now();
  const range = { start: now - DAY, end: now };
  const [usage, costs, teams] = await Promise.all([
    readUsage(scoped, 'requests', range, now, null),
    readCosts(scoped, { start: now - 3 * DAY, end: now }, now),
    api.get('/v2/teams', { limit: 100 }, 'none'),
  ]);
  const seen = teams.ok ? readItems(teamSchema, (teams.value as { teams?: unknown }).teams) : null;
  const outcome = (capability: string, result: Result<unknown>) => ({
    capability,
    outcome: result.ok ? ('ok' as const) : result.failure.code,
    message: result.ok ? '' : `${result.failure.message} ${result.failure.action}`,
  });
  return succeed({
    title: team.name ?? team.slug ?? user.username ?? team.id,
    billing: billingOf(team),
    billingAnchor: billingAnchorOf(team),
    expiresAt: expiryOf(token, team.id),
    settings: { teamId: team.id, ...(team.slug === undefined ? {} : { teamSlug: team.slug }) },
    scopes: (seen?.items ?? [])
      .filter(({ limited }) => limited !== true)
      .map((one) => ({ id: one.id, title: one.name ?? one.slug ?? one.id, plan: one.billing?.plan ?? null })),
    capabilities: [
      { capability: ACCOUNT, outcome: 'ok', message: tokenNote(token?.leakedAt) },
      outcome(usageCapability('requests'), usage),
      outcome(COSTS, costs),
    ],
  });
};

function tokenNote(leakedAt: number | undefined): string {
  return leakedAt === undefined
    ? ''
    : `Vercel found this token in public on ${formatInstant(Math.floor(leakedAt / 1000)).slice(0, 10)}. Make a new one.`;
}
