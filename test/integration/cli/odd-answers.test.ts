import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { answered, type StandIn } from '../support/answered';
import { buildCli, removeCli, runCli } from './built-cli';

beforeAll(buildCli);
afterAll(removeCli);

const DAY_MS = 86_400_000;
const day = (back: number) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
const environment = ({ url }: StandIn, more: Record<string, string> = {}) => ({
  VERCEL_TOKEN: 'vcp_0123456789abcdef',
  VERCEL_ORG_ID: 'team_acme',
  HEADROOM_VERCEL_URL: url,
  ...more,
});

/** Vercel that knows whose the token is, and tells these days of traffic. */
const vercelWith = (days: readonly object[]): Promise<StandIn> =>
  answered((path, query) => {
    if (path === '/v2/user') return { body: { user: { id: 'u', username: 'u', softBlock: null } } };
    if (path === '/v2/teams/team_acme') return { body: { id: 'team_acme', name: 'Acme', billing: { plan: 'hobby' } } };
    return path === '/v2/usage' && query.get('type') === 'requests' ? { body: { data: days } } : undefined;
  });

describe('the terminal', () => {
  it('ends with 3 where the account answers and not one metric came', async () => {
    const vercel = await vercelWith([]);
    const { code, stdout } = await runCli(['collect', '--data-dir', temporaryFolder()], environment(vercel));
    expect(stdout).toMatch(/^Collected 0 metrics\n/);
    expect(code).toBe(3);
  });

  it('says in doctor how many rows were not understood', async () => {
    const row = { request_hit_count: 5, request_miss_count: 1 };
    const vercel = await vercelWith([
      { date: day(2), ...row },
      { date: 'yesterday', ...row },
      { date: day(1), ...row, request_hit_count: {} },
    ]);
    const folder = temporaryFolder();
    expect((await runCli(['collect', '--data-dir', folder], environment(vercel))).code).toBe(0);
    const { stdout } = await runCli(['doctor', '--data-dir', folder], environment(vercel));
    expect(stdout).toMatch(/Traffic and functions by day.*ok, 2 of 3 rows not understood/);
  });

  it('says once that this computer is offline', async () => {
    // The way out is a host whose name nobody knows: as without a network, no name can be looked up.
    const accounts = {
      VERCEL_TOKEN: 'vcp_0123456789abcdef',
      VERCEL_ORG_ID: 'team_acme',
      OPENAI_ADMIN_KEY: 'sk-admin-0123456789',
      HTTPS_PROXY: 'http://proxy.invalid:3128',
    };
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(['collect', '--data-dir', folder], accounts);
    expect({ code, stderr }).toMatchObject({ code: 3 });
    expect(`${stdout}${stderr}`.match(/This computer is offline\./g)).toHaveLength(1);
    expect(stderr).not.toMatch(/invalid/);
    const doctor = await runCli(['doctor', '--data-dir', folder], accounts);
    expect(doctor.stdout).toMatch(/^This computer is offline\./);
    expect(doctor.stdout).not.toMatch(/To change/);
  }, 60_000);
});
