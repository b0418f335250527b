import { describe, expect, it } from 'vitest';
import { registry } from '#main/providers/index';
import { environmentConnections, keepConnections } from '#main/session/environment-connections';
import { openedStore } from './store/temporary-store';

const NOW = 1_795_514_400;

function found(environment: Record<string, string | undefined>) {
  const result = environmentConnections(registry, environment, NOW);
  if (!result.ok) {
    throw new Error(result.failure.message);
  }
  return result.value;
}

describe('accounts that the environment describes', () => {
  it('are none in an empty one, or in one with half an account', () => {
    expect(found({})).toEqual([]);
    expect(found({ VERCEL_ORG_ID: 'team_1', VERCEL_TOKEN: ' ' })).toEqual([]);
    expect(found({ KV_REST_API_URL: 'https://cache.example' })).toEqual([]);
  });

  it('keep what is secret apart from what is stored', () => {
    const [vercel] = found({
      VERCEL_TOKEN: ' vcp_secret ',
      VERCEL_ORG_ID: 'team_1',
      HEADROOM_VERCEL_URL: 'http://127.0.0.1:4000',
    });
    expect(vercel?.secrets).toEqual({ token: 'vcp_secret' });
    expect(vercel?.connection).toMatchObject({ id: 'vercel-env', provider: 'vercel' });
    expect(vercel?.connection.settings).toEqual({ teamId: 'team_1', origin: 'environment' });
    expect(JSON.stringify(vercel?.connection)).not.toContain('vcp_secret');
  });

  it('name the projects that each VERCEL_PROJECT_ID_* holds', () => {
    const [vercel] = found({
      VERCEL_TOKEN: 'vcp_secret',
      VERCEL_PROJECT_ID_PROVIDER: 'prj_1',
      VERCEL_PROJECT_ID_TENANT: 'prj_2',
      VERCEL_PROJECT_ID_EMPTY: '',
    });
    expect(vercel?.connection.settings['projectIds']).toBe('prj_1,prj_2');
  });

  it('take a whole Redis address as the secret that it is', () => {
    const [redis] = found({ KV_URL: 'rediss://default:pw@cache.example:6379' });
    expect(redis?.secrets).toEqual({ url: 'rediss://default:pw@cache.example:6379' });
    expect(redis?.connection.settings).toEqual({ origin: 'environment' });
  });
});

describe('of several variables for one field', () => {
  it('takes the first that can be read, and says which it passed over', () => {
    const [postgres] = found({
      DATABASE_URL_UNPOOLED: 'postgres://u:my50%secret@db.example/app',
      POSTGRES_URL_NON_POOLING: 'prisma+postgres://accelerate.prisma-data.net/?api_key=my-key',
      DATABASE_URL: 'postgres://u:p@db.example/app',
      POSTGRES_URL: 'postgres://u:p@other.example/app',
    });
    expect(postgres?.secrets).toEqual({ url: 'postgres://u:p@db.example/app' });
    const said = postgres?.connection.settings['passedOver'] ?? '';
    expect(said).toContain('DATABASE_URL_UNPOOLED is not used: ');
    expect(said).toContain('Write % as %25.');
    expect(said).toContain('POSTGRES_URL_NON_POOLING is not used: ');
    expect(said).not.toMatch(/POSTGRES_URL is|secret|my-key/);
  });

  it('takes the first where none can be read, so that it is told why', () => {
    const [redis] = found({ KV_URL: 'memcached://cache.example', REDIS_URL: 'nonsense' });
    expect(redis?.secrets['url']).toBe('memcached://cache.example');
    expect(redis?.connection.settings['passedOver']).toBeUndefined();
  });
});

describe('where a token may be sent', () => {
  const ask = (KV_REST_API_URL: string) =>
    environmentConnections(registry, { KV_REST_API_URL, KV_REST_API_TOKEN: 'tok' }, NOW);

  it.each([
    'https://proxy.example/kv',
    'https://127.0.0.1:4000',
    'http://127.0.0.1:4000',
    'http://localhost',
    'http://[::1]:4000/x',
  ])('%s is allowed for a store', (value) => {
    expect(ask(value)).toMatchObject({ ok: true });
  });

  it.each([
    'http://vercel.example',
    'HTTP://vercel.example',
    'http://localhost.example',
    'http://127.0.0.1@vercel.example',
    'ht\ttp://vercel.example',
    'http:\\\\vercel.example',
    'https://user:pw@vercel.example',
    'http://localhost.@vercel.example',
  ])('%s is refused, and the variable named, not its value', (value) => {
    const result = ask(value);
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(JSON.stringify(result)).toContain('KV_REST_API_URL');
    expect(JSON.stringify(result)).not.toContain('vercel.example');
  });
});

it('keeps what was learned of an account of the environment, and takes what the variables say now', async () => {
  const store = await openedStore(':memory:');
  await keepConnections(store, found({ VERCEL_TOKEN: 'vcp_1', VERCEL_ORG_ID: 'team_1' }));
  const [first] = await store.connections.list();
  const learned = {
    billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'user' },
    billingAnchor: { day: 17, zone: 'UTC' },
    createdAt: NOW - 1,
  } as const;
  if (first === undefined) throw new Error('No account was kept.');
  await store.connections.save({ ...first, ...learned });
  await keepConnections(store, found({ VERCEL_TOKEN: 'vcp_1', VERCEL_ORG_ID: 'team_2' }));
  expect(await store.connections.list()).toMatchObject([{ ...learned, settings: { teamId: 'team_2' } }]);
});
