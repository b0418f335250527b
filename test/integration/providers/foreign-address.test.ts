import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressKeys, baseUrlOf } from '#main/providers/base-url';
import { registry } from '#main/providers/index';
import type { Provider } from '#main/providers/monitor';
import { upstashDeveloper } from '#main/providers/redis/upstash/developer';
import { vercelDescriptor } from '#main/providers/vercel/descriptor';
import { collectionContext, NOW } from '../support/collection-context';

/** One secret for every field of every provider. */
const SECRETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vercel: { token: 'vcp_stolen_secret' },
  redis: { restToken: 'tok_stolen_secret' },
  postgres: { neonApiKey: 'napi_stolen_secret_00' },
  openai: { adminKey: 'sk-admin-stolen_secret' },
  anthropic: { adminKey: 'sk-ant-admin01-stolen_secret' },
  'ai-gateway': { apiKey: 'vck_stolen_secret' },
};

const asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage) => unknown = () => ({});
let thief: Server;
let port = 0;

async function listening(): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(request)));
  });
  // On every address of this computer, so that other names than those of the loopback lead here too.
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  return server;
}

beforeEach(async () => {
  asked.length = 0;
  answer = () => ({});
  thief = await listening();
  port = (thief.address() as AddressInfo).port;
});
afterEach(() => {
  thief.closeAllConnections();
  thief.close();
});

const asking = registry.filter(({ descriptor }) => SECRETS[descriptor.id] !== undefined);

function contextOf(id: string, settings: Readonly<Record<string, string>>) {
  return collectionContext({ provider: id, settings, credentials: SECRETS[id] ?? {} });
}

async function everything(provider: Provider, context: ReturnType<typeof contextOf>): Promise<string> {
  const [collected, verified, filled] = [
    await provider.monitor.collectMetrics(context),
    await provider.verify(context),
    await provider.monitor.collectMetrics({ ...context, backfill: { start: NOW - 86_400, end: NOW } }),
  ];
  return JSON.stringify([collected.attempts, verified, filled.attempts]);
}

describe.each(asking.map(({ descriptor, load }) => [descriptor.id, load] as const))(
  'a stored address of %s',
  (id, load) => {
    it.each(['http://0.0.0.0', 'http://localhost.', 'http://user:pw@0.0.0.0'])(
      'that leads to %s in clear gets not one request, and says so',
      async (origin) => {
        const told = await everything(await load(), contextOf(id, { baseUrl: `${origin}:${port}` }));
        expect(asked).toEqual([]);
        expect(told).toContain('invalid-input');
        expect(told).toContain(`${new URL(origin).hostname}:${port}`);
        expect(told).not.toContain('stolen_secret');
      },
    );

    it('on this computer is asked, as before', async () => {
      await everything(await load(), contextOf(id, { baseUrl: `http://127.0.0.1:${port}` }));
      expect(asked.length).toBeGreaterThan(0);
    });
  },
);

describe('the other addresses among the settings', () => {
  it.each([['restUrl', { restToken: 'tok_stolen_secret' }]])('%s of Redis', async (key, credentials) => {
    const redis = await asking.find(({ descriptor }) => descriptor.id === 'redis')?.load();
    const context = collectionContext({
      provider: 'redis',
      settings: { [key]: `http://0.0.0.0:${port}` },
      credentials,
    });
    const result = await redis?.monitor.collectMetrics(context);
    expect(result?.attempts.map(({ outcome }) => outcome)).toEqual(['invalid-input', 'invalid-input']);
    expect(asked).toEqual([]);
  });

  it('upstashUrl', async () => {
    const context = collectionContext({
      provider: 'redis',
      settings: { upstashUrl: `http://0.0.0.0:${port}`, upstashEmail: 'a@b.test' },
      credentials: { upstashApiKey: 'stolen_secret' },
    });
    const result = await upstashDeveloper(context, context.http).database('h');
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(asked).toEqual([]);
  });

  it('are told to whoever has to ask about them', () => {
    const keys = Object.fromEntries(registry.map(({ descriptor }) => [descriptor.id, addressKeys(descriptor)]));
    expect(keys).toEqual({
      vercel: ['baseUrl'],
      redis: ['baseUrl', 'restUrl', 'upstashUrl'],
      postgres: ['baseUrl'],
      openai: ['baseUrl'],
      anthropic: ['baseUrl'],
      'ai-gateway': ['baseUrl'],
      imported: [],
    });
  });

  it('are not read where the descriptor allows none', () => {
    const closed = { ...vercelDescriptor, baseUrlVariable: '' };
    const connection = { settings: { baseUrl: 'https://elsewhere.test' } };
    expect(baseUrlOf(closed, connection)).toBe(vercelDescriptor.baseUrl);
    expect(baseUrlOf(vercelDescriptor, connection)).toBe('https://elsewhere.test');
    expect(baseUrlOf(vercelDescriptor, { settings: { baseUrl: ' ' } })).toBe(vercelDescriptor.baseUrl);
  });
});

describe('a page that names the next one by its address', () => {
  it.each(asking.map(({ descriptor, load }) => [descriptor.id, load] as const))(
    '%s sends no token there',
    async (id, load) => {
      const home = await listening();
      const elsewhere = `http://127.0.0.1:${port}/next`;
      const links = { next: elsewhere, cursor: elsewhere, next_page: elsewhere, last_id: elsewhere };
      const items = { data: [], projects: [{ id: 'p', name: 'p' }], deployments: [], stores: [], teams: [] };
      answer = (request) =>
        request.socket.localPort === port ? {} : { ...items, ...links, has_more: true, pagination: links, links };
      const homePort = (home.address() as AddressInfo).port;
      await everything(await load(), contextOf(id, { baseUrl: `http://127.0.0.1:${homePort}` }));
      const ports = new Set(asked.map(({ socket }) => socket.localPort));
      home.closeAllConnections();
      home.close();
      expect([...ports]).toEqual([homePort]);
    },
  );
});
