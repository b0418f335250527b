import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectBackup, restoreBackup } from '#main/store/maintenance/restore';
import { connectionNamed, NOON, openedStore } from '../../unit/main/store/temporary-store';
import { contentsOf, dataAndBackup } from './data-and-backup';

describe('hosts that only the backup names', () => {
  async function withSettings(today: Record<string, string> | null, then: Record<string, string>, provider = 'vercel') {
    const setting = await dataAndBackup();
    for (const [path, settings] of [
      [setting.file, today],
      [setting.backup, then],
    ] as const) {
      const store = await openedStore(path);
      await store.connections.remove('vercel-1');
      if (settings !== null) {
        const by = path === setting.backup ? provider : 'vercel';
        await store.connections.save({ ...connectionNamed('vercel-1'), provider: by, settings });
      }
      store.close();
    }
    return setting;
  }
  const told = (host: string) => ({ connectionId: 'vercel-1', title: 'acme', host });

  test.each([
    [{ teamId: 'a' }, { baseUrl: 'https://evil.example/v1' }, ['evil.example']],
    [{ baseUrl: 'https://api.example' }, { baseUrl: 'http://api.example' }, ['http://api.example']],
    [{ baseUrl: 'https://api.example' }, { baseUrl: 'https://api.example:8443' }, ['api.example:8443']],
    [{ baseUrl: 'https://api.example' }, { baseUrl: 'https://api.example@evil.example/' }, ['evil.example']],
    [{ baseUrl: 'https://proxy.example' }, {}, ['']],
    [null, { upstashUrl: 'https://evil.example', neonUrl: 'evil.example' }, ['evil.example']],
    [{}, { restUrl: 'https:evil.example' }, ['evil.example']],
    [{}, { address: '\u001b[31mevil.example' }, ['[31mevil.example']],
    [{}, { host: 'db.example:5432' }, ['db.example:5432']],
    [{ url: 'redis://a.example' }, { url: 'rediss://a.example' }, ['rediss://a.example']],
  ])('are told: %j, then %j', async (today, then, hosts) => {
    const { file, backup, restore } = await withSettings(today, then);
    expect(inspectBackup({ file, backup })).toEqual({ ok: true, value: hosts.map(told) });
    const before = contentsOf(dirname(file));
    expect(restore()).toMatchObject({ failure: { code: 'conflict' } });
    expect(contentsOf(dirname(file))).toEqual(before);
    const wrong = [{ connectionId: 'vercel-2', host: hosts[0] ?? '' }];
    expect(restoreBackup({ file, backup, now: NOON, accepted: wrong })).toMatchObject({
      failure: { code: 'conflict' },
    });
    expect(restoreBackup({ file, backup, now: NOON, accepted: hosts.map(told) })).toMatchObject({ ok: true });
    const store = await openedStore(file);
    expect(await store.connections.list()).toMatchObject([{ settings: then }]);
  });

  test.each([
    [{ teamId: 'a' }, { teamId: 'b', projectIds: 'prj_1,prj_2' }],
    [{ baseUrl: 'https://api.example/v1' }, { baseUrl: 'https://API.example/v2', teamId: 'b' }],
    [null, {}],
  ])('are not asked about when there are none: %j, then %j', async (today, then) => {
    const { restore } = await withSettings(today, then);
    expect(restore()).toMatchObject({ ok: true });
  });

  test('are all its hosts when the same account is of another provider, or the data cannot be read', async () => {
    const other = await withSettings({}, {}, 'openai');
    expect(inspectBackup(other)).toEqual({ ok: true, value: [told('')] });
    const same = { baseUrl: 'https://api.example' };
    const damaged = await withSettings(same, same);
    expect(inspectBackup(damaged)).toEqual({ ok: true, value: [] });
    writeFileSync(damaged.file, 'rubbish '.repeat(2000));
    expect(inspectBackup(damaged)).toEqual({ ok: true, value: [told('api.example')] });
  });
});
