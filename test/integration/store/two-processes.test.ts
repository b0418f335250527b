import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdLock, probeLock } from '#main/store/database/file-lock';
import { claimFile, enterFile } from '#main/store/database/gate';
import { deleteEverything } from '#main/store/maintenance/delete-everything';
import { restoreBackup } from '#main/store/maintenance/restore';
import { openStore } from '#main/store/open-store';
import { HOUR } from '#shared/domain/instant';
import {
  clockAtNoon,
  connectionNamed,
  NOON,
  openedStore,
  sampleOf,
  temporaryFolder,
} from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from './bundled-entry';
import { type Holder, startHolder } from './holder';

let child: BundledEntry;
beforeAll(async () => {
  child = await bundleEntry('test/integration/store/holding-child.ts');
});
afterAll(() => child.remove());

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

describe('while another process has the data open', () => {
  /** A file with a setting, closed here and open in a child, whose markers look as old as can be. */
  async function openInChild(): Promise<{ file: string; holder: Holder }> {
    const file = join(temporaryFolder(), 'headroom.db');
    const store = await openedStore(file);
    await store.settings.set('theme', 'dark');
    store.close();
    const holder = await startHolder(child.file, file, NOON);
    expect(holder.output).toBe('READY\n');
    for (const name of readdirSync(dirname(file))) {
      // As after a clock that was set forward by a year: what is open looks older than the computer's start.
      utimesSync(join(dirname(file), name), 1, 1);
    }
    return { file, holder };
  }

  async function themeIn(file: string): Promise<unknown> {
    return (await openedStore(file)).settings.get('theme');
  }

  test('nothing is deleted, whatever the clock says, and it is once the other ended', async () => {
    const { file, holder } = await openInChild();
    expect(deleteEverything(file)).toMatchObject({
      failure: { code: 'store-locked', message: `Another Headroom has the data open (process ${holder.pid}).` },
    });
    expect(existsSync(file)).toBe(true);
    await holder.end();
    expect(deleteEverything(file)).toMatchObject({ ok: true });
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  test("nothing is restored over it, and a killed one is in nobody's way", async () => {
    const { file, holder } = await openInChild();
    const backup = join(temporaryFolder(), 'backup.db');
    const other = await openedStore(backup);
    await other.settings.set('theme', 'light');
    other.close();
    expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ failure: { code: 'store-locked' } });
    await holder.kill();
    expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ ok: true });
    expect(await themeIn(file)).toBe('light');
  });

  test('one that was stopped in the middle still has it open', async () => {
    const { file, holder } = await openInChild();
    holder.signal('SIGSTOP');
    expect(deleteEverything(file)).toMatchObject({ failure: { code: 'store-locked' } });
    // A second one reads and writes beside it all the same.
    expect(await themeIn(file)).toBe('dark');
    await holder.kill();
    expect(existsSync(file)).toBe(true);
  });

  test('a damaged file is not set aside under it', async () => {
    const { file, holder } = await openInChild();
    writeFileSync(file, 'rubbish '.repeat(2000));
    expect(await openStore({ file, clock: clockAtNoon() })).toMatchObject({ failure: { code: 'store-damaged' } });
    expect(readFileSync(file, 'utf8')).toContain('rubbish');
    await holder.kill();
    expect((await openedStore(file)).openReport.rescued).not.toBeNull();
  });

  test('a file of an older version is not migrated under it', async () => {
    const { file, holder } = await openInChild();
    copyFileSync(resolve(import.meta.dirname, '../../fixtures/databases/0000_first_schema.db'), file);
    for (const suffix of ['-wal', '-shm']) {
      rmSync(`${file}${suffix}`, { force: true });
    }
    expect(await openStore({ file, clock: clockAtNoon() })).toMatchObject({ failure: { code: 'store-locked' } });
    await holder.kill();
    expect((await openedStore(file)).openReport.migratedFrom).toBe(1);
  });

  test('work in a thread counts as open, and closing it leaves the locks of the others', async () => {
    const { file, holder } = await openInChild();
    const entered = enterFile(file);
    const again = enterFile(file);
    again.leave();
    await holder.kill();
    expect(deleteEverything(file)).toMatchObject({ failure: { code: 'store-locked' } });
    const second = await startHolder(child.file, file, NOON);
    entered.leave();
    expect(deleteEverything(file)).toMatchObject({ failure: { code: 'store-locked' } });
    await second.end();
    expect(deleteEverything(file)).toMatchObject({ ok: true });
  });
});

test('whoever claims a file keeps others from opening it, but not those of this process from closing it', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const store = await openedStore(file);
  const claim = claimFile(file);
  expect(claim.ok).toBe(true);
  const late = await startHolder(child.file, file, NOON);
  expect(late.output).toContain('FAILED store-locked Another Headroom is opening, restoring or deleting');
  store.close();
  expect(deleteEverything(file, { claimed: true })).toMatchObject({ ok: true });
  if (claim.ok) {
    claim.value.release();
  }
  expect(readdirSync(dirname(file))).toEqual([]);
});

test('a lock whose file was taken away meanwhile is not held twice', () => {
  const path = join(temporaryFolder(), 'lock');
  const first = holdLock(path);
  expect(first).not.toBeNull();
  expect(holdLock(path)).toBeNull();
  expect(probeLock(path)).toBe('held');
  first?.release();
  first?.release();
  expect(existsSync(path)).toBe(false);
  expect(probeLock(path)).toBe('free');
  const second = holdLock(path);
  second?.release({ keepFile: true });
  expect(existsSync(path)).toBe(true);
  expect(probeLock(path)).toBe('free');
});

test('a marker of version 0.1, which held no lock, counts while its process lives', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  (await openedStore(file)).close();
  writeFileSync(`${file}-open-${process.ppid}-1`, '');
  expect(deleteEverything(file)).toMatchObject({ failure: { code: 'store-locked' } });
  expect(existsSync(file)).toBe(true);
});
