import { describe, expect, it } from 'vitest';
import { matchStores } from '#main/collection/match-stores';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import { succeed } from '#shared/domain/failure';
import type { FoundStore } from '#shared/domain/project';
import { connection, monitored } from './monitored';

const UPSTASH: FoundStore = {
  connectionId: 'vercel-env',
  storeId: 'store_1',
  name: 'cache',
  kind: 'redis',
  host: 'upstash',
  plan: 'Pay as you go',
  status: 'available',
  quotaExceeded: false,
  variables: ['KV_URL', 'KV_REST_API_URL', 'KV_REST_API_TOKEN', 'REDIS_URL'],
  needs: '',
};

interface Given {
  readonly stores?: readonly FoundStore[];
  readonly restUrl?: string;
  readonly url?: string;
  readonly billing?: Connection['billing'];
  readonly origin?: string;
  readonly runBy?: string;
}

async function planOf(asked: Given): Promise<Connection['billing']> {
  const { store, clock } = await monitored({ redis: false });
  const { restUrl = '', url = '', stores = [UPSTASH], billing = null, origin = FROM_ENVIRONMENT, runBy } = asked;
  await store.connections.save({
    ...connection('redis-env', 'redis', { [ORIGIN_SETTING]: origin, ...(restUrl === '' ? {} : { restUrl }) }),
    billing,
  });
  if (runBy !== undefined) await store.connections.saveCursors('redis-env', { runBy });
  await store.facts.saveStores('vercel-env', stores);
  const given: Readonly<Record<string, string>> = url === '' ? { restToken: 'x' } : { url };
  const credentials = { read: async () => succeed(given) };
  await matchStores(await monitoringParts(store, {}, { clock, credentials }));
  const all = await store.connections.list();
  return all.find(({ id }) => id === 'redis-env')?.billing ?? null;
}

describe('a store of the account that the environment gives the address of', () => {
  const payg = { provider: 'upstash', plan: 'payg', planName: 'Pay as you go', source: 'provider' };

  it('brings its plan, whichever way the address is given', async () => {
    expect(await planOf({ restUrl: 'https://fine-cat-12345.upstash.io' })).toEqual(payg);
    expect(await planOf({ url: 'rediss://default:pw@fine-cat-12345.upstash.io:6379' })).toEqual(payg);
  });

  it('brings its plan where the store that answers says itself who runs it, whatever the address', async () => {
    const stores = [{ ...UPSTASH, plan: 'Fixed 1GB' }];
    expect(await planOf({ restUrl: 'https://cache.example.com', runBy: 'upstash', stores })).toEqual({
      ...payg,
      plan: 'fixed_1gb',
      planName: 'Fixed 1GB',
    });
    expect(await planOf({ restUrl: 'https://cache.example.com', runBy: '', stores })).toBeNull();
  });

  it.each([
    ['the address leads elsewhere', { url: 'redis://127.0.0.1:6379' }],
    ['two stores would do', { restUrl: 'https://a.upstash.io', stores: [UPSTASH, { ...UPSTASH, storeId: 'store_2' }] }],
    [
      'the store sets other variables',
      { restUrl: 'https://a.upstash.io', stores: [{ ...UPSTASH, variables: ['CACHE_KV_URL'] }] },
    ],
    ['it is of another kind', { restUrl: 'https://a.upstash.io', stores: [{ ...UPSTASH, kind: 'other' as const }] }],
    [
      'the price list knows no such plan',
      { restUrl: 'https://a.upstash.io', stores: [{ ...UPSTASH, plan: 'Golden' }] },
    ],
    ['a person connected it', { restUrl: 'https://a.upstash.io', origin: 'window' }],
  ] as const)('brings none where %s', async (_, given) => {
    expect(await planOf(given)).toBeNull();
  });

  it('follows a change of plan', async () => {
    const billing = { provider: 'upstash', plan: 'free', planName: 'Free', source: 'provider' } as const;
    expect(await planOf({ restUrl: 'https://a.upstash.io', billing })).toEqual(payg);
  });

  it('leaves a plan that a person chose', async () => {
    const billing = { provider: 'vercel-kv', plan: 'pro', planName: 'Pro', source: 'user' } as const;
    expect(await planOf({ restUrl: 'https://a.upstash.io', billing })).toEqual(billing);
  });
});
