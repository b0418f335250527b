import { describe, expect, it } from 'vitest';
import { environmentConnections } from '#main/environment-connections';
import { registry } from '#main/providers/index';

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
    const [vercel] = found({ VERCEL_TOKEN: ' vcp_secret ', VERCEL_ORG_ID: 'team_1', HEADROOM_VERCEL_URL: '' });
    expect(vercel?.secrets).toEqual({ token: 'vcp_secret' });
    expect(vercel?.connection).toMatchObject({ id: 'vercel-env', provider: 'vercel', settings: { teamId: 'team_1' } });
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

describe('where a token may be sent', () => {
  const ask = (variable: string, value: string) =>
    environmentConnections(
      registry,
      {
        VERCEL_TOKEN: 'vcp_secret',
        KV_REST_API_URL: 'https://kv.example',
        KV_REST_API_TOKEN: 'tok',
        [variable]: value,
      },
      NOW,
    );

  it.each(['https://proxy.example/vercel', 'http://127.0.0.1:4000', 'http://localhost', 'http://[::1]:4000/x'])(
    '%s is allowed',
    (value) => {
      for (const variable of ['HEADROOM_VERCEL_URL', 'KV_REST_API_URL']) {
        expect(ask(variable, value)).toMatchObject({ ok: true });
      }
    },
  );

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
    for (const variable of ['HEADROOM_VERCEL_URL', 'KV_REST_API_URL']) {
      const result = ask(variable, value);
      expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
      expect(JSON.stringify(result)).toContain(variable);
      expect(JSON.stringify(result)).not.toContain('vercel.example');
    }
  });

  it.each(['ftp://127.0.0.1', 'vercel.example', 'javascript:0'])('%s is no base URL', (value) => {
    expect(ask('HEADROOM_VERCEL_URL', value)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });
});
