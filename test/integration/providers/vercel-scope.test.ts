import { describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { VercelPlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import { vercel } from '#main/providers/vercel/provider';
import { answered, type StandIn, type StandInAnswer } from '../support/answered';
import { collectionContext, NOW, outcomes } from '../support/collection-context';

const monitor = new VercelPlatformMonitor();
const USER = { id: 'u_ana', username: 'ana', name: 'Ana', defaultTeamId: 'team_home' };

const team = (id: string, slug: string) => ({
  id,
  slug,
  name: slug,
  billing: { plan: 'pro', planIteration: 'flex' },
  softBlock: null,
});
const ACME = team('team_acme', 'acme');
const PARTNER = team('team_partner', 'partner');
const HOME = { ...team('team_home', 'ana-home'), limited: true, limitedBy: ['scope'], billing: undefined };

interface Shape {
  readonly user?: object;
  /** Teams that the list names; only those without `limited` answer by themselves. */
  readonly teams?: readonly { readonly id: string; readonly slug: string; readonly limited?: boolean }[];
  readonly token?: StandInAnswer;
  /** What the team's own path answers where the token may not read it. */
  readonly refused?: StandInAnswer;
}

const FORBIDDEN = { status: 403, body: { error: { code: 'forbidden', message: 'Not authorized' } } };

/** Vercel as it answers a token; it takes ids in `teamId` and slugs in `slug`, as the real one. */
function vercelThat({ user = USER, teams = [], token = FORBIDDEN, refused = FORBIDDEN }: Shape): Promise<StandIn> {
  const readable = teams.filter(({ limited }) => limited !== true);
  const oneTeam = (name: string): StandInAnswer => {
    const found = readable.find(({ id, slug }) => id === name || slug === name);
    return found === undefined ? refused : { body: found };
  };
  const fixed: Readonly<Record<string, StandInAnswer>> = {
    '/v2/user': { body: { user } },
    '/v5/user/tokens/current': token,
    '/v2/teams': { body: { teams, pagination: { count: teams.length, next: null, prev: null } } },
  };
  return answered((path, query) => {
    if (fixed[path] !== undefined) return fixed[path];
    const scope = query.get('teamId');
    if (scope !== null && !readable.some(({ id }) => id === scope)) return refused;
    const name = /^\/v2\/teams\/([^/]+)$/.exec(path)?.[1];
    if (name !== undefined) return oneTeam(name);
    const data = [{ date: '2026-11-23', request_hit_count: 1 }];
    return path === '/v2/usage' ? { body: { granularity: 'day', data } } : undefined;
  });
}

function context(server: StandIn, teamId = '', more: object = {}) {
  return collectionContext({
    provider: 'vercel',
    settings: { baseUrl: server.url, teamId },
    credentials: { token: 'vcp_0123456789abcdef' },
    ...more,
  });
}

const scopesOf = ({ asked }: StandIn) => [
  ...new Set(asked.filter((one) => one.includes('/v2/usage')).map((one) => /teamId=([^&]*)/.exec(one)?.[1])),
];

describe('a token of a team', () => {
  it.each([
    ['no default team', null],
    ['another default team', 'team_home'],
  ])('whose user has %s reads the one team that it may', async (_what, defaultTeamId) => {
    const server = await vercelThat({ user: { ...USER, limited: true, defaultTeamId }, teams: [HOME, ACME] });
    const result = await monitor.collectMetrics(context(server));
    expect(outcomes(result)).toMatchObject({ account: 'ok', 'usage:requests': 'ok' });
    expect(result.cursors['teamId']).toBe('team_acme');
    expect(scopesOf(server)).toEqual(['team_acme']);
  });

  it('reads the team that its own scope names, without asking for a list', async () => {
    const token = { body: { token: { name: 't', scopes: [{ type: 'team', teamId: 'team_partner' }] } } };
    const server = await vercelThat({ teams: [ACME, PARTNER], token });
    const result = await monitor.collectMetrics(context(server));
    expect(scopesOf(server)).toEqual(['team_partner']);
    expect(outcomes(result)['account']).toBe('ok');
    expect(server.asked.some((one) => one.startsWith('GET /v2/teams?'))).toBe(false);
  });

  it('that reads several teams but not the first is told which, and nothing is asked of another scope', async () => {
    const server = await vercelThat({ teams: [HOME, ACME, PARTNER] });
    const result = await monitor.collectMetrics(context(server));
    const account = result.attempts.find(({ capability }) => capability === 'account');
    expect(account).toMatchObject({ outcome: 'wrong-credential-kind' });
    expect(account?.message).toContain('acme (team_acme) and partner (team_partner)');
    expect(scopesOf(server)).toEqual([]);
    expect(new Set(result.attempts.map(({ outcome }) => outcome))).toEqual(new Set(['wrong-credential-kind']));
  });

  it('that reads none is told so', async () => {
    const server = await vercelThat({ user: { ...USER, defaultTeamId: null }, teams: [HOME] });
    const verified = await vercel.verify(context(server));
    expect(verified).toMatchObject({ ok: false, failure: { code: 'wrong-credential-kind' } });
  });
});

describe('the team of the settings', () => {
  it.each([
    ['an id', 'team_partner', 'team_partner'],
    ['a slug', 'partner', 'team_partner'],
    ['the id of the person', 'u_ana', 'team_acme'],
    ['the name of the person', 'ana', 'team_acme'],
  ])('may be %s', async (_what, wanted, found) => {
    const server = await vercelThat({ user: { ...USER, defaultTeamId: 'team_acme' }, teams: [ACME, PARTNER] });
    const result = await monitor.collectMetrics(context(server, wanted));
    expect(outcomes(result)).toMatchObject({ account: 'ok', 'usage:requests': 'ok' });
    expect(scopesOf(server)).toEqual([found]);
    // In the next cycle the account is not asked, and the scope is still the right one.
    const next = await vercelThat({ teams: [ACME, PARTNER] });
    const more = { cursors: result.cursors, clock: settableClock(NOW + 900) };
    await monitor.collectMetrics(context(next, wanted, more));
    expect(scopesOf(next)).toEqual([found]);
    await expect(vercel.verify(context(server, wanted))).resolves.toMatchObject({
      ok: true,
      value: { settings: { teamId: found } },
    });
  });

  it('is told exactly where it is none that the token reads', async () => {
    const server = await vercelThat({ teams: [ACME] });
    const verified = await vercel.verify(context(server, 'acne'));
    expect(verified).toMatchObject({ ok: false, failure: { code: 'wrong-credential-kind' } });
    expect(verified.ok ? '' : verified.failure.message).toMatch(/team acne.*It reads acme \(team_acme\)\./);
    const result = await monitor.collectMetrics(context(server, 'acne'));
    expect(scopesOf(server)).toEqual([]);
    expect(outcomes(result)['usage:requests']).toBe('wrong-credential-kind');
  });

  it('that was another one before is looked for anew', async () => {
    const server = await vercelThat({ teams: [ACME, PARTNER] });
    const first = await monitor.collectMetrics(context(server, 'partner'));
    const again = await vercelThat({ teams: [ACME, PARTNER] });
    const asked = { ...first.cursors, asked: {} };
    await monitor.collectMetrics(context(again, 'acme', { cursors: asked, clock: settableClock(NOW + 900) }));
    expect(scopesOf(again)).toEqual(['team_acme']);
  });

  it('wants a fresh sign-in: that is said, and no list is asked for', async () => {
    const saml = {
      status: 403,
      body: { error: { code: 'forbidden', message: 'SAML', saml: true, teamId: 'team_acme' } },
    };
    const server = await vercelThat({ teams: [], refused: saml });
    const verified = await vercel.verify(context(server, 'team_acme'));
    expect(verified.ok ? '' : verified.failure.message).toMatch(/sign-in with SAML/);
  });
});
