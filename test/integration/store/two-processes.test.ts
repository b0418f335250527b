import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteEverything } from '#main/store/maintenance/delete-everything';
import { HOUR } from '#shared/domain/instant';
import { connectionNamed, NOON, openedStore, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

test('window and terminal write in turns, and neither spoils the roll-ups of the other', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const window = await openedStore(file);
  const terminal = await openedStore(file);
  await window.connections.save(connectionNamed('vercel-1'));
  for (let step = 0; step < 40; step += 1) {
    const writer = step % 3 === 0 ? terminal : window;
    const sample = sampleOf({ kind: 'counter', time: NOON - HOUR * 10 + step * 900, value: 100 + step * 2 });
    expect(await writer.samples.save('vercel-1', [sample], NOON)).toMatchObject({ value: { saved: 1 } });
  }
  const days = await window.samples.days(1, FAR);
  expect(days).toEqual(await terminal.samples.days(1, FAR));
  expect(days).toEqual([{ t: NOON - 12 * HOUR, value: 178, min: 100, max: 178, increase: 78 }]);
  const { points } = await terminal.samples.range(1, FAR, 12);
  expect(points.map((point) => point.count)).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
});

test('a store sees by its data version that another process wrote, and not by what it wrote itself', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const window = await openedStore(file);
  const terminal = await openedStore(file);
  const before = window.dataVersion();
  await window.settings.set('theme', 'dark');
  expect(window.dataVersion()).toBe(before);
  await terminal.settings.set('theme', 'light');
  expect(window.dataVersion()).not.toBe(before);
});

test('a connection that the terminal removes is not written to by what the window remembers', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const window = await openedStore(file);
  const terminal = await openedStore(file);
  await window.connections.save(connectionNamed('vercel-1'));
  await window.samples.save('vercel-1', [sampleOf()], NOON);
  await terminal.connections.remove('vercel-1');
  expect(await window.samples.save('vercel-1', [sampleOf()], NOON)).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  });
  await terminal.connections.save(connectionNamed('vercel-1'));
  await window.samples.save('vercel-1', [sampleOf({ value: 2 })], NOON);
  expect(await terminal.samples.listSeries()).toHaveLength(1);
});

test('deleting everything leaves no trace of the data, but what the user put beside it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  writeFileSync(file, 'rubbish '.repeat(2000));
  const store = await openedStore(file);
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  await store.connections.save(connectionNamed('vercel-1'));
  expect(readdirSync(folder).length).toBeGreaterThan(2);
  store.close();
  expect(deleteEverything(file)).toMatchObject({ ok: true });
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  const fresh = await openedStore(file);
  expect(fresh.openReport.created).toBe(true);
  expect(await fresh.connections.list()).toEqual([]);
});

test('nothing is deleted while another process has it open', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  (await openedStore(file)).close();
  writeFileSync(`${file}-open-${process.ppid}-1`, '');
  expect(deleteEverything(file)).toMatchObject({ failure: { code: 'store-locked' } });
  expect(existsSync(file)).toBe(true);
});
