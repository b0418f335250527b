import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { loadScenario, type Simulator, startSimulator, terminalEnvironment } from '#main/simulator/index';
import { NOW } from '../collection/monitored';
import { type RunningApp, startApp } from './running-app';

let simulator: Simulator;
let running: RunningApp | null = null;

beforeEach(async () => {
  const scenario = { ...loadScenario('pro-growth') };
  scenario.upstashDeveloper = { email: 'ana@acme.test', apiKey: 'upstash_key_sample', vercelManaged: false };
  scenario.redis = scenario.redis.slice(0, 1);
  simulator = await startSimulator({ scenario, clock: settableClock(NOW) });
});

afterEach(async () => {
  await running?.end();
  running = null;
  await simulator.close();
});

function environment(): Readonly<Record<string, string>> {
  return terminalEnvironment(simulator.scenario, simulator.credentials);
}

/** What a person types into the form of each provider: keys, and nothing of where they are sent. */
function typed(): readonly { readonly provider: string; readonly values: Record<string, string> }[] {
  const given = environment();
  const value = (variable: string) => given[variable] ?? '';
  return [
    { provider: 'vercel', values: { token: value('VERCEL_TOKEN') } },
    { provider: 'openai', values: { adminKey: value('OPENAI_ADMIN_KEY') } },
    { provider: 'anthropic', values: { adminKey: value('ANTHROPIC_ADMIN_KEY') } },
    { provider: 'postgres', values: { neonApiKey: value('NEON_API_KEY'), neonOrgId: value('NEON_ORG_ID') } },
    { provider: 'ai-gateway', values: { apiKey: value('AI_GATEWAY_API_KEY') } },
    {
      provider: 'redis',
      values: {
        restUrl: 'https://cache-12345.upstash.example',
        restToken: value('KV_REST_API_TOKEN'),
        upstashEmail: value('UPSTASH_EMAIL'),
        upstashApiKey: value('UPSTASH_API_KEY'),
      },
    },
  ];
}

describe('in the window, HEADROOM_*_URL', () => {
  it('points every provider to this computer, from the check of a key to the collection, and is shown', async () => {
    const { KV_REST_API_URL = '', ...rest } = environment();
    running = await startApp('own', undefined, {
      environment: { ...rest, HEADROOM_REDIS_REST_URL: KV_REST_API_URL },
    });
    for (const input of typed()) {
      const added = await running.value('connections:add', { ...input, scope: null });
      expect(added.askedAt, input.provider).toContain(simulator.url);
    }
    // The first joins a collection that began when there were fewer connections.
    await running.value('collection:run');
    expect((await running.value('collection:run')).metricsCollected).toBeGreaterThan(100);
    const asked = new Set(simulator.requests().map(({ path }) => path.split('/')[1]));
    expect(asked).toEqual(new Set(['vercel', 'openai', 'anthropic', 'neon', 'ai-gateway', 'upstash', 'upstash-api']));
    const health = await running.value('collection:health');
    expect(health.sources.map(({ state }) => state)).not.toContain('failed');
    const listed = await running.value('connections:list');
    expect(new Map(listed.map(({ provider, askedAt }) => [provider, askedAt]))).toEqual(
      new Map([
        ['vercel', `${simulator.url}/vercel`],
        ['openai', `${simulator.url}/openai/v1`],
        ['anthropic', `${simulator.url}/anthropic`],
        ['postgres', `${simulator.url}/neon/api/v2`],
        ['ai-gateway', `${simulator.url}/ai-gateway/v1`],
        ['redis', `${simulator.url}/upstash/cache and ${simulator.url}/upstash-api/v2 (Upstash's developer API)`],
      ]),
    );
    expect(running.bugs).toEqual([]);
  });

  it('is not kept with a connection: without the variable it is asked at its own address', async () => {
    running = await startApp('own', undefined, { environment: environment() });
    const [vercel] = typed();
    await running.value('connections:add', { ...vercel, scope: null });
    const { DatabaseSync } = await import('node:sqlite');
    await running.value('collection:run');
    const database = new DatabaseSync(`${running.folder}/headroom.db`, { readOnly: true });
    const rows = JSON.stringify(database.prepare('select * from connection').all());
    database.close();
    expect(rows).toContain('vercel');
    expect(rows).not.toContain('127.0.0.1');
  });

  it('leaves the sample account alone', async () => {
    const refusing = 'http://127.0.0.1:1/vercel';
    running = await startApp('sample', undefined, { environment: { HEADROOM_VERCEL_URL: refusing } });
    const listed = await running.value('connections:list');
    expect(listed.length).toBeGreaterThan(1);
    expect(listed.every(({ askedAt, lastGoodAt }) => askedAt === null && lastGoodAt !== null)).toBe(true);
  }, 60_000);

  it.each(['https://proxy.example/vercel', 'http://10.0.0.1', 'nonsense'])(
    '%s keeps the app from opening',
    async (url) => {
      const opening = startApp('own', undefined, { environment: { HEADROOM_ANTHROPIC_URL: url } });
      await expect(opening).rejects.toThrow('HEADROOM_ANTHROPIC_URL must be an http or https address on this computer');
    },
  );
});

it('another clock is told to the window', async () => {
  const clockStart = { at: NOW, offsetSeconds: -12_345 };
  running = await startApp('own', undefined, { clockStart });
  expect(await running.value('app:state')).toMatchObject({ clockStart });
});
