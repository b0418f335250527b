import { type Ask, json, limitParameter, type Reply, type Route } from '../exchange';
import type { ScenarioToken } from '../scenario';
import type { World } from '../world';
import { isTeam, planAt, shownPeriod, tokenOf } from './account';
import { badRequest, isoTime, notFound, pageOf, timeParameter, vercelRefusal } from './respond';

/** User, teams and tokens. */
export function identityRoutes(world: World): Route[] {
  const team = (ask: Ask) => oneTeam(world, ask);
  return [
    { method: 'GET', pattern: '/v2/user', handle: (ask) => json({ user: user(world, ask) }) },
    { method: 'GET', pattern: '/v2/teams', handle: (ask) => listTeams(world, ask) },
    { method: 'GET', pattern: '/v2/teams/:team', handle: team },
    { method: 'GET', pattern: '/teams/:team', handle: team },
    { method: 'GET', pattern: '/v6/user/tokens', handle: (ask) => listTokens(world, ask) },
    { method: 'GET', pattern: '/v5/user/tokens', handle: (ask) => listTokens(world, ask) },
    { method: 'GET', pattern: '/v5/user/tokens/:id', handle: (ask) => oneToken(world, ask) },
  ];
}

function user(world: World, ask: Ask): Record<string, unknown> {
  const { user: person, team, softBlock } = world.scenario;
  const today = world.dayOffset(world.now());
  const isBlocked = softBlock !== null && today >= softBlock.fromDay && today < (softBlock.untilDay ?? Infinity);
  const blocked = isBlocked ? softBlock : null;
  const short = {
    id: person.id,
    username: person.username,
    email: person.email,
    name: person.name,
    avatar: null,
    defaultTeamId: team.id,
    version: 'northstar',
  };
  if (tokenOf(world, ask)?.kind === 'team') {
    return { ...short, limited: true };
  }
  return {
    ...short,
    createdAt: world.dayStart(team.createdDay) * 1000,
    billing: null,
    softBlock:
      blocked === null
        ? null
        : {
            blockedAt: world.dayStart(blocked.fromDay) * 1000,
            reason: blocked.reason,
            ...(blocked.overage === undefined ? {} : { blockedDueToOverageType: blocked.overage }),
            ...(blocked.untilDay === undefined ? {} : { unpauseAt: world.dayStart(blocked.untilDay) * 1000 }),
          },
    hasTrialAvailable: false,
    stagingPrefix: person.username,
    resourceConfig: {},
  };
}

function fullTeam(world: World): Record<string, unknown> {
  const { team, user: person } = world.scenario;
  const plan = planAt(world, world.now());
  const period = shownPeriod(world);
  const shown = { start: period.start * 1000, end: period.end * 1000 };
  const created = world.dayStart(team.createdDay) * 1000;
  return {
    id: team.id,
    slug: team.slug,
    name: team.name,
    avatar: null,
    description: null,
    creatorId: person.id,
    created: isoTime(created / 1000),
    createdAt: created,
    updatedAt: created,
    stagingPrefix: team.slug,
    resourceConfig: { concurrentBuilds: plan.plan === 'hobby' ? 1 : 12 },
    membership: {
      role: team.role,
      confirmed: true,
      created,
      createdAt: created,
      uid: person.id,
      teamId: team.id,
      teamRoles: [team.role],
      teamPermissions: ['UsageViewer', 'CreateProject'],
    },
    billing: {
      plan: plan.plan,
      ...(plan.iteration === null ? {} : { planIteration: plan.iteration }),
      status: 'active',
      currency: 'usd',
      ...(plan.plan === 'hobby' ? {} : { period: shown }),
      subscriptions:
        plan.plan === 'hobby' ? [] : [{ frequency: { interval: 'month', intervalCount: 1 }, period: shown }],
      ...(plan.plan === 'pro'
        ? {
            invoiceItems: {
              pro: { price: 2000, quantity: 1, hidden: false },
              teamSeats: { price: 2000, quantity: Math.max(0, plan.seats - 1), hidden: false },
              functionInvocation: { price: 6e-5, quantity: 0, hidden: false },
              logDrainsVolume: { price: 50, quantity: 0, hidden: false },
            },
          }
        : {}),
    },
  };
}

function limitedTeam(world: World, team: { id: string; slug: string; name: string }): Record<string, unknown> {
  const created = world.dayStart(world.scenario.team.createdDay) * 1000;
  return {
    id: team.id,
    slug: team.slug,
    name: team.name,
    avatar: null,
    createdAt: created,
    created: String(created),
    limited: true,
    limitedBy: ['scope'],
    membership: {
      role: 'MEMBER',
      confirmed: true,
      created,
      createdAt: created,
      uid: world.scenario.user.id,
      teamId: team.id,
    },
  };
}

function listTeams(world: World, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 20, 100);
  if (limit === null) {
    return badRequest('`limit` must be between 1 and 100.');
  }
  const before = timeParameter(ask.query, ['until', 'next']);
  const { team, otherTeam } = world.scenario;
  const limited = tokenOf(world, ask)?.kind === 'limited';
  const created = world.dayStart(team.createdDay) * 1000;
  const teams = [
    { at: created, shown: limited ? limitedTeam(world, team) : fullTeam(world) },
    ...(otherTeam === null ? [] : [{ at: created - 1000, shown: limitedTeam(world, otherTeam) }]),
  ].filter(({ at }) => before === null || at < before);
  const { page, pagination } = pageOf(teams, limit, ({ at }) => at);
  return json({ teams: page.map(({ shown }) => shown), pagination });
}

function oneTeam(world: World, ask: Ask): Reply {
  const asked = ask.params.team ?? '';
  if (isTeam(world.scenario, asked)) {
    return json(tokenOf(world, ask)?.kind === 'limited' ? limitedTeam(world, world.scenario.team) : fullTeam(world));
  }
  const other = world.scenario.otherTeam;
  return other !== null && (asked === other.id || asked === other.slug)
    ? vercelRefusal({
        status: 403,
        code: 'forbidden',
        message: 'You do not have access to this team.',
        extra: { teamId: other.id },
      })
    : notFound('Team not found.');
}

function shownToken(world: World, token: ScenarioToken): Record<string, unknown> {
  const createdAt = world.dayStart(token.createdDay) * 1000;
  const expiry = token.expiresDay === null ? {} : { expiresAt: world.dayStart(token.expiresDay) * 1000 };
  return {
    id: token.id,
    name: token.name,
    type: 'token',
    origin: 'manual',
    prefix: token.token.slice(0, 4),
    suffix: token.token.slice(-4),
    createdAt,
    activeAt: world.now() * 1000,
    ...expiry,
    scopes: [
      token.kind === 'team'
        ? { type: 'team', teamId: world.scenario.team.id, origin: 'manual', createdAt, ...expiry }
        : { type: 'user', origin: 'manual', createdAt, ...expiry },
    ],
  };
}

function listTokens(world: World, ask: Ask): Reply {
  if (tokenOf(world, ask)?.kind !== 'account') {
    return vercelRefusal({ status: 403, code: 'forbidden', message: 'This token may not read tokens.' });
  }
  const limit = limitParameter(ask.query, 20, 100);
  if (limit === null) {
    return badRequest('`limit` must be between 1 and 100.');
  }
  const before = timeParameter(ask.query, ['until']);
  const tokens = world.scenario.tokens
    .map((token, index) => ({ at: world.dayStart(token.createdDay) * 1000 - index, token }))
    .filter(({ at }) => before === null || at < before)
    .sort((a, b) => b.at - a.at);
  const { page, pagination } = pageOf(tokens, limit, ({ at }) => at);
  return json({ tokens: page.map(({ token }) => shownToken(world, token)), pagination });
}

function oneToken(world: World, ask: Ask): Reply {
  const own = tokenOf(world, ask);
  if (own === null || own.kind === 'project' || own.kind === 'team') {
    return vercelRefusal({ status: 403, code: 'forbidden', message: 'This token may not read tokens.' });
  }
  const asked = ask.params.id;
  const token = asked === 'current' ? own : world.scenario.tokens.find((entry) => entry.id === asked);
  return token === undefined ? notFound('Token not found.') : json({ token: shownToken(world, token) });
}
