import { expect, it } from 'vitest';
import { readKnownNames } from '#main/queries/connections/known-names';
import { CACHE, decided, NOW } from '../../actions/decided';

it('knows every name of the person’s own that is stored', async () => {
  const { store } = (await decided()).parts;
  const [cache] = await store.connections.list();
  if (cache === undefined) throw new Error('no connection');
  const settings = {
    restUrl: 'https://lemon-1.upstash.test/x',
    upstashEmail: 'ana@lemon.test',
    teamId: 'team_lemon,team_lime',
    seats: '5',
  };
  await store.connections.save({ ...cache, id: 'redis-lemon', title: 'Lemon cache', settings });
  await store.facts.saveProjects([{ connectionId: CACHE, projectId: 'prj_1', name: 'lemon shop' }]);
  const found = { kind: 'redis', host: 'upstash', plan: null, status: null, quotaExceeded: false } as const;
  await store.facts.saveStores(CACHE, [
    { connectionId: CACHE, storeId: 'store_1', name: 'lemon store', ...found, variables: [], needs: '' },
  ]);
  const sample = { service: 'S', metric: 'M', kind: 'gauge', unit: 'MB', zone: 'UTC', source: 's', time: NOW } as const;
  await store.samples.save(CACHE, [{ ...sample, projectId: 'prj_gone', value: 1 }], NOW);
  const channel = { id: 'email-1', kind: 'email', enabled: true } as const;
  await store.channels.save({ ...channel, title: 'Ana Lovric', target: 'ana@lime.test' });
  const names = await readKnownNames({ store });
  const known = (kind: string) => new Set(names.filter((one) => one.kind === kind).map(({ name }) => name));
  expect(known('project')).toEqual(new Set(['lemon shop', 'prj_1', 'lemon store', 'store_1', 'prj_gone']));
  expect(known('account')).toEqual(new Set(['cache', 'Lemon cache', 'redis-lemon', 'team_lemon', 'team_lime']));
  expect(known('host')).toEqual(new Set(['https://lemon-1.upstash.test/x', 'lemon-1.upstash.test']));
  expect(known('person')).toEqual(new Set(['ana@lemon.test', 'Ana Lovric', 'ana@lime.test']));
});
