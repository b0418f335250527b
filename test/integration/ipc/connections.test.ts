import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '#main/simulator/index';
import { type RunningApp, startApp } from './running-app';

let running: RunningApp;
let simulator: Simulator;

beforeEach(async () => {
  running = await startApp('own');
  simulator = await startSimulator({ scenario: 'sample', clock: running.clock });
});

afterEach(async () => {
  await running.end();
  await simulator.close();
});

function redis() {
  const [cache] = simulator.credentials.redis;
  return { provider: 'redis', values: { restUrl: cache?.url ?? '', restToken: cache?.token ?? '' } };
}

describe('an own account', () => {
  it('is checked without being kept', async () => {
    const verified = await running.value('connections:verify', redis());
    expect(verified.capabilities.length).toBeGreaterThan(0);
    expect(verified.capabilities.every(({ ok }) => ok)).toBe(true);
    expect(await running.value('connections:list')).toEqual([]);
    expect(running.desktop.secrets.size).toBe(0);
  });

  it('is refused with what to do when its key is wrong', async () => {
    const input = { ...redis(), values: { ...redis().values, restToken: 'wrong_wrong_wrong' } };
    for (const name of ['connections:verify', 'connections:add'] as const) {
      const result = await running.ask(name, name === 'connections:add' ? { ...input, scope: null } : input);
      expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-credential' } });
      expect(JSON.stringify(result)).not.toContain('wrong_wrong_wrong');
    }
    expect(running.desktop.secrets.size).toBe(0);
  });

  it('goes into the keychain and the file, is collected at once, and leaves with its data', async () => {
    const added = await running.value('connections:add', { ...redis(), scope: null });
    expect(running.desktop.secrets.get(added.id)).toEqual({ restToken: redis().values.restToken });
    await running.value('collection:run');
    expect(await running.value('app:state')).toMatchObject({ mode: 'own' });
    const storage = (await running.value('usage:list')).find(({ key }) => key === `${added.id}/VERCEL_KV/STORAGE_MB`);
    expect(storage?.current).toBeCloseTo(25.5, 5);
    for (const name of ['headroom.db', 'headroom.db-wal']) {
      expect(readFileSync(join(running.folder, name), 'latin1')).not.toContain(redis().values.restToken);
    }

    await running.value('connections:pause', { id: added.id, paused: true });
    expect(await running.value('connections:list')).toMatchObject([{ id: added.id, paused: true }]);
    await running.value('connections:pause', { id: added.id, paused: false });
    expect(await running.value('connections:list')).toMatchObject([{ id: added.id, paused: false }]);
    expect(await running.ask('connections:pause', { id: 'gone', paused: true })).toMatchObject({ ok: false });

    await running.value('connections:remove', { id: added.id });
    expect(running.desktop.secrets.size).toBe(0);
    expect(await running.value('app:state')).toMatchObject({ mode: 'empty' });
    expect(await running.value('usage:list')).toEqual([]);
    expect(running.bugs).toEqual([]);
  });

  it('takes no id under which the keychain holds a key of another data folder', async () => {
    running.desktop.secrets.set('redis-1', { restToken: 'of another folder' });
    const added = await running.value('connections:add', { ...redis(), scope: null });
    expect(added.id).toBe('redis-2');
    expect(running.desktop.secrets.get('redis-1')).toEqual({ restToken: 'of another folder' });
  });

  it('says so when its key is gone from the keychain, and keeps what was read', async () => {
    const added = await running.value('connections:add', { ...redis(), scope: null });
    await running.value('collection:run');
    running.desktop.secrets.clear();
    await running.value('collection:run');
    const health = await running.value('collection:health');
    expect(health.sources).toMatchObject([{ connectionId: added.id, state: 'failed' }]);
    expect(health.sources[0]?.capabilities[0]).toMatchObject({
      outcome: 'not-configured',
      message: expect.stringContaining('neither in the keychain nor in the environment'),
    });
    const storage = (await running.value('usage:list')).find(({ key }) => key.endsWith('/STORAGE_MB'));
    expect(storage?.current).toBeCloseTo(25.5, 5);
  });
});
