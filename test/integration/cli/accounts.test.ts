import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { type Simulator, startSimulator } from '#main/simulator/index';
import { limitsJsonSchema } from '#shared/ipc/standing';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { buildCli, ended, removeCli, runCli, startCli } from './built-cli';

beforeAll(buildCli);
afterAll(removeCli);

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'sample', clock: systemClock });
});

afterEach(() => simulator.close());

/** The accounts of the simulator, as a person would set them. */
function accounts(): Record<string, string> {
  const { vercel, redis } = simulator.credentials;
  return {
    VERCEL_TOKEN: vercel.token,
    VERCEL_ORG_ID: vercel.teamId,
    VERCEL_PROJECT_ID_STOREFRONT: 'prj_storefront',
    HEADROOM_VERCEL_URL: vercel.url,
    KV_REST_API_URL: redis[0]?.url ?? '',
    KV_REST_API_TOKEN: redis[0]?.token ?? '',
  };
}

describe('accounts from the environment', () => {
  it('are collected, then summed up, without a token in any output', async () => {
    const folder = temporaryFolder();
    const collected = await runCli(['collect', '--json', '--data-dir', folder], accounts());
    expect(collected.code).toBe(0);
    const result = JSON.parse(collected.stdout) as { metricsCollected: number; attempts: { connectionId: string }[] };
    expect(result).toMatchObject({
      metricsCollected: expect.any(Number),
      recommendationsGenerated: expect.any(Number),
      alertsTriggered: expect.any(Number),
    });
    expect(result.metricsCollected).toBeGreaterThan(100);
    expect(new Set(result.attempts.map(({ connectionId }) => connectionId))).toEqual(
      new Set(['vercel-env', 'redis-env']),
    );

    const summary = await runCli(['summary', '--json', '--data-dir', folder], accounts());
    expect(summary.code).toBe(0);
    const usage = JSON.parse(summary.stdout) as Record<string, { current: number; limit: number; percent: number }>;
    for (const key of ['VERCEL_KV_STORAGE_MB', 'VERCEL_BUILD_BUILD_MINUTES', 'VERCEL_EDGE_EDGE_REQUESTS']) {
      expect(usage[key], key).toMatchObject({ current: expect.any(Number) });
      expect(usage[key], key).toHaveProperty('limit');
      expect(usage[key], key).toHaveProperty('percent');
    }
    for (const { stdout, stderr } of [collected, summary]) {
      expect(stdout + stderr).not.toContain(simulator.credentials.vercel.token);
      expect(stdout + stderr).not.toContain(simulator.credentials.redis[0]?.token);
    }
  });

  it("say the three lines of the client's brief without --json", async () => {
    const { code, stdout } = await runCli(['collect', '--data-dir', temporaryFolder()], accounts());
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Collected \d+ metrics\nGenerated \d+ recommendations\nTriggered \d+ alerts\nNew among the recommendations: \d+\n$/,
    );
  });

  it('are tested one by one by the doctor', async () => {
    const folder = temporaryFolder();
    await runCli(['collect', '--data-dir', folder], accounts());
    const { code, stdout } = await runCli(['doctor', '--json', '--data-dir', folder], accounts());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject(
      ['redis-env', 'vercel-env'].map((connection) => ({ connection, live: { ok: true } })),
    );
  });

  it('none at all ends with 3 and says what to set', async () => {
    const { code, stdout, stderr } = await runCli(['collect', '--data-dir', temporaryFolder()]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('VERCEL_TOKEN');
    expect(stderr).toContain('--sample');
  });
});

describe('what nothing is known of', () => {
  const answers = ['limits', 'summary', 'bill', 'recommendations', 'alerts'];
  const goodNews = /No alert is firing|nothing comes near|All clear/;

  it('is never good news: an empty folder ends with 3 and says what to set', async () => {
    const folder = temporaryFolder();
    for (const command of answers) {
      const { code, stdout, stderr } = await runCli([command, '--data-dir', folder]);
      expect(code, command).toBe(3);
      expect(stdout).not.toMatch(goodNews);
      expect(stderr).toContain('VERCEL_TOKEN');
    }
  }, 60_000);

  it('nor is a refused token: each ends with 3 and says whose was refused', async () => {
    const folder = temporaryFolder();
    const { VERCEL_ORG_ID = '', HEADROOM_VERCEL_URL = '' } = accounts();
    const environment = { VERCEL_TOKEN: 'vcp_wrong0000000000000000000000', VERCEL_ORG_ID, HEADROOM_VERCEL_URL };
    await runCli(['collect', '--data-dir', folder], environment);
    const alerts = await runCli(['alerts', '--data-dir', folder], environment);
    const limits = await runCli(['limits', '--json', '--data-dir', folder], environment);
    for (const { code, stdout, stderr } of [alerts, limits]) {
      expect(code).toBe(3);
      expect(stdout).not.toMatch(goodNews);
      expect(stderr).toMatch(/Nothing could be read\. The token of Vercel.* was refused/);
    }
    expect(limitsJsonSchema.parse(JSON.parse(limits.stdout)).every(({ severity }) => severity === null)).toBe(true);
  }, 60_000);
});

describe('a token must not travel in the clear', () => {
  it.each([
    ['HEADROOM_VERCEL_URL', 'http://vercel.example'],
    ['HEADROOM_VERCEL_URL', 'http://127.0.0.1.example'],
    ['HEADROOM_VERCEL_URL', 'ftp://127.0.0.1'],
    ['KV_REST_API_URL', 'http://cache.example'],
  ])('%s=%s is refused before anything is asked', async (variable, value) => {
    const { code, stdout, stderr } = await runCli(['collect', '--data-dir', temporaryFolder()], {
      ...accounts(),
      [variable]: value,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(variable);
    expect(stderr).toContain('https');
    expect(simulator.requests()).toEqual([]);
  });
});

describe('a wrong token', () => {
  const token = 'vcp_wrong0000000000000000000000';

  it('ends with 3, says what to do, and never prints the token', async () => {
    const { VERCEL_ORG_ID = '', HEADROOM_VERCEL_URL = '' } = accounts();
    const environment = { VERCEL_TOKEN: token, VERCEL_ORG_ID, HEADROOM_VERCEL_URL };
    for (const args of [['collect'], ['collect', '--json']]) {
      const { code, stdout, stderr } = await runCli([...args, '--data-dir', temporaryFolder()], environment);
      expect(code).toBe(3);
      expect(stdout + stderr).toMatch(/Make a new token/);
      expect(stdout + stderr).not.toContain(token);
    }
  });

  it('of one account does not keep the other from being read', async () => {
    const { code, stdout, stderr } = await runCli(['collect', '--data-dir', temporaryFolder()], {
      ...accounts(),
      VERCEL_TOKEN: token,
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain('Collected 0 metrics');
    expect(stderr).toContain('Vercel');
  });
});

describe('two processes on one file', () => {
  it('the second ends with 1 while the first collects, and the first is not disturbed', async () => {
    const folder = temporaryFolder();
    simulator.setFault({ kind: 'slow', path: '*', delayMilliseconds: 2_000 });
    const first = startCli(['collect', '--data-dir', folder], accounts());
    const firstEnd = ended(first);
    while (simulator.requests().length === 0) {
      await systemClock.sleep(20);
    }
    const second = await runCli(['collect', '--data-dir', folder], accounts());
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Another Headroom') });
    simulator.clearFaults();
    expect((await firstEnd).code).toBe(0);
  });
});
