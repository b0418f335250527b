import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { withBaseUrls } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { readStatusPage, statusPageOf } from '#main/providers/status-pages';
import { loadScenario, type Simulator, startSimulator } from '#main/simulator/index';
import type { Connection } from '#shared/domain/connection';
import { collectionContext, NOW } from '../support/collection-context';

type Settings = Readonly<Record<string, string>>;

function connection(provider: string, settings: Settings = {}, billing: Connection['billing'] = null): Connection {
  return collectionContext({ provider, settings, billing }).connection;
}

function pageFor(one: Connection, list = registry) {
  const descriptor = list.find((entry) => entry.descriptor.id === one.provider)?.descriptor;
  return descriptor === undefined ? null : statusPageOf(descriptor, one);
}

describe('the public page of', () => {
  it.each([
    ['vercel', {}, 'https://www.vercel-status.com/api/v2/status.json'],
    ['ai-gateway', {}, 'https://www.vercel-status.com/api/v2/status.json'],
    ['openai', {}, 'https://status.openai.com/api/v2/status.json'],
    ['anthropic', {}, 'https://status.claude.com/api/v2/status.json'],
    ['redis', { restUrl: 'https://cache-12345.upstash.io' }, 'https://status.upstash.com/api/v2/status.json'],
    ['redis', { host: 'cache-12345.upstash.io:6379' }, 'https://status.upstash.com/api/v2/status.json'],
    ['redis', { kind: 'upstash', host: 'mine.example' }, 'https://status.upstash.com/api/v2/status.json'],
    ['redis', { host: 'redis.example:6379', kind: 'redis' }, undefined],
    ['redis', { restUrl: 'https://upstash.io.example' }, undefined],
    [
      'postgres',
      { host: 'ep-a-1.us-east-2.aws.neon.tech:5432' },
      'https://neonstatus.com/aws-us-east-ohio/api/v1/summary',
    ],
    [
      'postgres',
      { host: 'ep-a-1.c-2.eu-central-1.aws.neon.tech' },
      'https://neonstatus.com/aws-europe-frankfurt/api/v1/summary',
    ],
    ['postgres', { host: 'ep-a-1.moon-1.aws.neon.tech' }, 'https://neonstatus.com/api/v1/summary'],
    ['postgres', { neonOrgId: 'org-1' }, 'https://neonstatus.com/api/v1/summary'],
    ['postgres', { host: 'db.example:5432' }, undefined],
    ['imported', {}, undefined],
  ] as const)('%s %o', (provider, settings, url) => {
    expect(pageFor(connection(provider, settings))?.url).toBe(url);
  });

  it('a provider that is asked on this computer is on this computer too', () => {
    const own = connection('openai', { baseUrl: 'http://127.0.0.1:4010/openai/v1' });
    expect(pageFor(own)?.url).toBe('http://127.0.0.1:4010/status/openai/api/v2/status.json');
    const pointed = withBaseUrls(registry, [
      { provider: 'postgres', title: 'Neon', variable: 'V', setting: 'baseUrl', url: 'http://127.0.0.1:4010/neon' },
    ]);
    expect(pageFor(connection('postgres', { host: 'ep-a.us-east-1.aws.neon.tech' }), pointed)?.url).toBe(
      'http://127.0.0.1:4010/status/postgres/aws-us-east-n-virginia/api/v1/summary',
    );
  });
});

describe('what a page says', () => {
  it.each([
    ['status', { status: { indicator: 'none', description: 'All Systems Operational' } }, ''],
    ['status', { status: { indicator: 'critical', description: 'Major Outage' } }, 'Major Outage'],
    ['status', { status: 'fine' }, null],
    ['summary', { page_title: 'AWS', ongoing_incidents: [], scheduled_maintenances: [{ name: 'Later' }] }, ''],
    ['summary', { page_title: 'AWS', ongoing_incidents: [{ name: 'Slow' }] }, 'AWS: Slow'],
    [
      'summary',
      {
        subpages: [
          { summary: { page_title: 'A', ongoing_incidents: [] } },
          { summary: { page_title: 'B', ongoing_incidents: [{ name: 'Slow' }, { name: 'Down' }] } },
        ],
      },
      'B: Slow; B: Down',
    ],
    ['summary', { subpages: 'none' }, null],
    ['summary', {}, null],
  ] as const)('%s %o', (form, body, words) => {
    expect(readStatusPage(form, body)).toBe(words);
  });
});

describe('the simulator', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    const incidents = { openai: 'Elevated errors', postgres: 'Connections fail' };
    simulator = await startSimulator({
      scenario: { ...loadScenario('pro-growth'), incidents },
      clock: settableClock(NOW),
    });
  });
  afterAll(() => simulator.close());

  it.each([
    ['vercel', () => simulator.credentials.vercel.url, {}, ''],
    ['openai', () => simulator.credentials.openai?.url, {}, 'Elevated errors'],
    ['anthropic', () => simulator.credentials.anthropic?.url, {}, ''],
    ['ai-gateway', () => simulator.credentials.aiGateway?.url, {}, ''],
    ['redis', () => simulator.credentials.redis[0]?.url, { kind: 'upstash' }, ''],
    ['postgres', () => simulator.credentials.neon?.url, { neonOrgId: 'o' }, /: Connections fail$/],
    [
      'postgres',
      () => simulator.credentials.neon?.url,
      { host: 'e.us-east-2.aws.neon.tech' },
      /ohio: Connections fail$/,
    ],
  ] as const)('answers as the page of %s does', async (provider, url, settings, words) => {
    const page = pageFor(connection(provider, { ...settings, baseUrl: url() ?? '' }));
    const answer = await collectionContext({ provider }).http.request({ url: page?.url ?? '', from: 'the page' });
    const told = answer.ok && page !== null ? readStatusPage(page.form, answer.value.body) : null;
    if (typeof words === 'string') expect(told).toBe(words);
    else expect(told).toMatch(words);
  });
});
