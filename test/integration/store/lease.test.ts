import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { hasEnded, secondsSince, thisProcess } from '#main/store/database/process-identity';
import { openSqlite } from '#main/store/database/sqlite';
import { DAY, MINUTE } from '#shared/domain/instant';
import { NOON, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from './bundled-entry';
import { startHolder } from './holder';

const YEAR = 365 * DAY;
let child: BundledEntry;
beforeAll(async () => {
  child = await bundleEntry('test/integration/store/holding-child.ts');
});
afterAll(() => child.remove());

const leftBeside = (file: string): string[] => readdirSync(dirname(file)).filter((name) => name.includes('-lease-'));

/** A file whose lease a child has taken for ten minutes, by its clock. */
async function takenByChild(childNow = NOON) {
  const file = join(temporaryFolder(), 'headroom.db');
  const holder = await startHolder(child.file, file, childNow, 'collector', 10 * MINUTE);
  expect(holder.output).toBe('TAKEN true\nREADY\n');
  const { leases } = await openedStore(file);
  return { file, holder, leases, take: (now: number) => leases.take('collector', 'here', now, now + 10 * MINUTE) };
}

test('a lease of a process that was killed is taken over at once, and nothing of it stays', async () => {
  const { file, holder, take, leases } = await takenByChild();
  expect(await take(NOON)).toBe(false);
  await holder.kill();
  expect(await take(NOON)).toBe(true);
  await leases.release('collector', 'here');
  expect(leftBeside(file)).toEqual([]);
});

test.each([
  ['a year ahead', YEAR],
  ['a year behind', -YEAR],
])(
  'one that was taken while the clock stood %s is taken over at once from the dead, and not from the living',
  async (_what, step) => {
    const { holder, take } = await takenByChild(NOON + step);
    expect(await take(NOON)).toBe(false);
    expect(await take(NOON + 2 * YEAR)).toBe(false);
    expect(await take(NOON - 2 * YEAR)).toBe(false);
    await holder.kill();
    expect(await take(NOON)).toBe(true);
  },
);

test('one of a process that hangs is kept for its length of real time, and no longer', async () => {
  const { file, holder, take } = await takenByChild();
  holder.signal('SIGSTOP');
  expect(await take(NOON)).toBe(false);
  // As if it had been taken eleven minutes ago, by the clock that nobody sets.
  const sqlite = openSqlite(file);
  onTestFinished(() => void sqlite.close());
  const row = sqlite.prepare<[], string>('SELECT owner FROM lease').pluck().get() ?? '';
  const told = JSON.parse(row) as { process: { uptime: number } };
  told.process.uptime -= 11 * MINUTE;
  sqlite.prepare('UPDATE lease SET owner = ?').run(JSON.stringify(told));
  expect(await take(NOON)).toBe(true);
  // It holds the lock still: the new owner is then known by its process.
  const beside = await openedStore(file);
  expect(await beside.leases.take('collector', 'third', NOON, NOON + 60)).toBe(false);
});

test('a row that a full disk left behind holds nobody up, though its process lives', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const window = await openedStore(file);
  const terminal = await openedStore(file);
  expect(await window.leases.take('collector', 'window', NOON, NOON + 10 * MINUTE)).toBe(true);
  expect(await terminal.leases.take('collector', 'terminal', NOON, NOON + 10 * MINUTE)).toBe(false);
  const sqlite = openSqlite(file);
  onTestFinished(() => void sqlite.close());
  sqlite.exec("CREATE TRIGGER full BEFORE DELETE ON lease BEGIN SELECT raise(ABORT, 'full'); END");
  await expect(window.leases.release('collector', 'window')).rejects.toThrow('full');
  sqlite.exec('DROP TRIGGER full');
  expect(sqlite.prepare('SELECT count(*) FROM lease').pluck().get()).toBe(1);
  expect(await terminal.leases.take('collector', 'terminal', NOON, NOON + 10 * MINUTE)).toBe(true);
});

test('a store that is closed gives its leases back', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const window = await openedStore(file);
  expect(await window.leases.take('collector', 'window', NOON, NOON + 10 * MINUTE)).toBe(true);
  window.close();
  const terminal = await openedStore(file);
  expect(await terminal.leases.take('collector', 'terminal', NOON, NOON + 10 * MINUTE)).toBe(true);
});

test.each([
  ['within its ten minutes', NOON + 10 * MINUTE],
  ['of a year ahead', NOON + YEAR],
])('a row of version 0.1 %s is of a dead process when nobody else has the file open', async (_when, until) => {
  const file = join(temporaryFolder(), 'headroom.db');
  const store = await openedStore(file);
  const sqlite = openSqlite(file);
  sqlite.prepare("INSERT INTO lease VALUES ('collector', 'some-uuid', ?)").run(until);
  sqlite.close();
  const holder = await startHolder(child.file, file, NOON);
  if (until < NOON + YEAR) {
    expect(await store.leases.take('collector', 'here', NOON, NOON + 60)).toBe(false);
  }
  await holder.end();
  expect(await store.leases.take('collector', 'here', NOON, NOON + 60)).toBe(true);
});

test('a process is known by its start and not by its number alone', () => {
  const here = thisProcess();
  expect(hasEnded(here)).toBe(false);
  expect(secondsSince(here)).toBeLessThan(5);
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  expect(hasEnded({ ...here, pid: ended })).toBe(true);
  // Its number belongs to another process by now, or the computer was started since.
  if (here.startedAt !== null) {
    expect(hasEnded({ ...here, startedAt: '1' })).toBe(true);
  }
  expect(hasEnded({ ...here, uptime: here.uptime + 1_000 })).toBe(true);
  if (here.boot !== null) {
    const [boot, ...space] = here.boot.split(' ');
    const before = { ...here, boot: ['00000000-0000-0000-0000-000000000000', ...space].join(' ') };
    expect(hasEnded(before)).toBe(true);
    expect(secondsSince(before)).toBeNull();
    // In another container or computer nobody can tell.
    expect(hasEnded({ ...here, pid: ended, boot: `${boot} elsewhere pid:[1]` })).toBe(false);
  }
});
