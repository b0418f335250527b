import { describe, expect, it } from 'vitest';
import { examineConnections } from '#main/collection/examine-connections';
import { toldAsOffline } from '#main/collection/offline';
import { runCycle } from '#main/collection/run-cycle';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { succeed } from '#shared/domain/failure';
import { bareConnection } from '../support/bare-connection';
import { NOW, pluggedIn } from './plugged-in';

const idle = { running: false, nextAt: null, intervalMinutes: 15, progress: null };
const catalog = createCatalog(registry);

/** A host below a name that never exists: looking it up fails as it does without a network. */
const nowhere = (id: string, kind: string): Connection => ({
  ...bareConnection(id, kind, NOW),
  settings: { baseUrl: `https://${id}.invalid`, teamId: 'team_x' },
});

async function without(...connections: readonly Connection[]) {
  const { parts, store } = await pluggedIn([]);
  for (const connection of connections) await store.connections.save(connection);
  const credentials = { read: async () => succeed({ token: 'vcp_0123456789abcdef', adminKey: 'sk-admin-0123456789' }) };
  const offline = { ...parts, providers: registry, catalog, credentials };
  const result = await runCycle(offline, { trigger: 'user', evaluate: 'none' });
  const reads = { store, clock: parts.clock, catalog, forecasts: createForecastCache() };
  return { attempts: result.ok ? result.value.attempts : [], health: await readCollectionHealth(reads, idle), offline };
}

describe('a computer without a network', () => {
  it('is told as one sentence, not as the trouble of every source', async () => {
    const { attempts, health, offline } = await without(nowhere('one', 'vercel'), nowhere('other', 'openai'));
    expect(attempts.length).toBeGreaterThan(10);
    expect(new Set(attempts.map(({ message }) => message))).toEqual(new Set(['This computer is offline.']));
    expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['unreachable']));
    expect(health.worst).toEqual({ text: 'This computer is offline', code: 'unreachable' });
    const examined = await examineConnections(offline);
    expect(examined.map(({ live }) => (live.ok ? '' : live.failure.message))).toEqual([
      'This computer is offline.',
      'This computer is offline.',
    ]);
    expect(examined.map(({ advice }) => advice)).toEqual([null, null]);
  });

  it('is not what one source with a wrong address says', async () => {
    const { attempts, health } = await without(nowhere('typo', 'vercel'));
    expect(attempts.every(({ message }) => /typo\.invalid/.test(message))).toBe(true);
    expect(health.worst?.text).toMatch(/^typo: /);
  });
});

describe('which failures together say so', () => {
  const own = bareConnection('v', 'vercel', NOW);
  const redis = bareConnection('r', 'redis', NOW);
  const attempt = (connectionId: string, more: Partial<CollectionAttempt> = {}): CollectionAttempt => ({
    connectionId,
    capability: 'account',
    outcome: 'unreachable',
    message: 'There is no address for x.',
    action: '',
    startedAt: NOW,
    durationMs: 1,
    samples: 0,
    requests: 1,
    noNetwork: true,
    retryAt: null,
    ...more,
  });
  const told = (connections: readonly Connection[], ...attempts: readonly CollectionAttempt[]) =>
    toldAsOffline(catalog, connections, attempts).map(({ message }) => message === 'This computer is offline.');

  it('all of them, and a provider alone at its own address', () => {
    expect(told([own, redis], attempt('v'), attempt('r'))).toEqual([true, true]);
    expect(told([own], attempt('v'), attempt('v', { outcome: 'timeout', noNetwork: false }))).toEqual([true, true]);
  });

  it('beside what is refused without a request', () => {
    const refused = attempt('v', { outcome: 'not-on-plan', requests: 0, noNetwork: false });
    expect(told([own, redis], attempt('v'), refused, attempt('r'))).toEqual([true, false, true]);
  });

  it.each([
    ['one that answered', attempt('r', { outcome: 'ok', noNetwork: false })],
    [
      'one that refuses the connection, as a store on this computer that is not running',
      attempt('r', { noNetwork: false }),
    ],
    ['one that refuses the credential', attempt('r', { outcome: 'invalid-credential', noNetwork: false })],
  ])('but not with %s', (_what, other) => {
    expect(told([own, redis], attempt('v'), other)).toEqual([false, false]);
  });

  it('and not a store alone, whose address somebody typed', () => {
    expect(told([redis], attempt('r'))).toEqual([false]);
  });

  it('and nothing at all says nothing', () => {
    expect(told([own])).toEqual([]);
  });
});
