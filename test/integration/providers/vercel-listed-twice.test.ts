import { describe, expect, it } from 'vitest';
import { VercelPlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import { answered } from '../support/answered';
import { collectionContext, NOW } from '../support/collection-context';

const USER = { id: 'u_ana', username: 'ana', name: 'Ana', defaultTeamId: 'team_acme', softBlock: null };
const TEAM = { id: 'team_acme', slug: 'acme', name: 'Acme', softBlock: null, billing: { plan: 'pro' } };

describe('what is listed twice, as where two pages overlap,', () => {
  const store = {
    id: 'store_1',
    name: 's',
    type: 'blob',
    status: null,
    usageQuotaExceeded: false,
    projectsMetadata: [],
  };
  const budget = { scope: 'team', amount: 200, status: 'active', thresholds: [{ percent: 100, pauseUsage: true }] };
  const invoice = { id: 'in_1', total: 5, issuedAt: NOW * 1000, lineItems: [] };
  const project = { id: 'prj_1', name: 'web' };
  const list = (rows: readonly object[], path: string): object => {
    if (path === '/v1/storage/stores') return { stores: rows };
    if (path === '/v9/projects') return { projects: rows, pagination: { count: rows.length, next: null } };
    return { data: rows };
  };
  it.each([
    ['/v1/storage/stores', 'stores', 'stores', store],
    ['/v1/budgets', 'budgets', 'budgets', budget],
    ['/v1/invoices', 'invoices', 'invoices', invoice],
    ['/v9/projects', 'projects', 'projects', project],
  ] as const)('is kept once and counted: %s', async (path, capability, fact, row) => {
    const server = await answered((asked) => {
      if (asked === '/v2/user') return { body: { user: USER } };
      if (asked === '/v2/teams/team_acme') return { body: TEAM };
      return asked === path ? { body: list([row, row], path) } : undefined;
    });
    const context = collectionContext({
      provider: 'vercel',
      settings: { baseUrl: server.url, teamId: 'team_acme' },
      credentials: { token: 'vcp_0123456789abcdef' },
      billingAnchor: { day: 1, zone: 'America/Los_Angeles' },
    });
    const result = await new VercelPlatformMonitor().collectMetrics(context);
    expect(result.facts[fact]).toHaveLength(1);
    expect(result.attempts.find((one) => one.capability === capability)?.reading).toMatchObject({ notUnderstood: 1 });
  });
});
