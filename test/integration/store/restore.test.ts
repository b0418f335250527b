import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyBeforeMigration } from '#main/store/database/copy-before-migration';
import { setAside } from '#main/store/database/set-aside';
import { openSqlite } from '#main/store/database/sqlite';
import { inspectBackup, restoreBackup } from '#main/store/maintenance/restore';
import { NOON, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { change, contentsOf, dataAndBackup, themeIn } from './data-and-backup';

describe('the log of a backup', () => {
  /** Leaves a backup whose newest rows are in its write-ahead log only, as a copy of a running file has them. */
  async function withLog() {
    const setting = await dataAndBackup();
    const { backup } = setting;
    const elsewhere = join(temporaryFolder(), 'copied.db');
    const sqlite = openSqlite(backup);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('wal_autocheckpoint = 0');
    sqlite.prepare("UPDATE setting SET value = '\"from the log\"' WHERE key = 'theme'").run();
    copyFileSync(backup, elsewhere);
    copyFileSync(`${backup}-wal`, `${elsewhere}-wal`);
    sqlite.close();
    return { ...setting, backup: elsewhere };
  }

  test('comes along, and neither it nor the backup is changed', async () => {
    const { file, backup } = await withLog();
    const before = contentsOf(dirname(backup));
    expect(inspectBackup({ file, backup })).toEqual({ ok: true, value: [] });
    expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ ok: true });
    expect(contentsOf(dirname(backup))).toEqual(before);
    expect(await themeIn(file)).toBe('from the log');
  });

  test('comes along behind a link', async () => {
    const { file, backup } = await withLog();
    const link = join(temporaryFolder(), 'link.db');
    symlinkSync(backup, link);
    expect(restoreBackup({ file, backup: link, now: NOON })).toMatchObject({ ok: true });
    expect(await themeIn(file)).toBe('from the log');
  });

  test('with a torn end gives the rows that were committed before it', async () => {
    const { file, backup } = await withLog();
    appendFileSync(`${backup}-wal`, Buffer.alloc(1000, 0xa5));
    expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ ok: true });
    expect(await themeIn(file)).toBe('from the log');
  });

  test('that is a journal takes back what was never committed', async () => {
    const { file, backup, restore } = await dataAndBackup();
    const sqlite = openSqlite(backup);
    sqlite.pragma('journal_mode = DELETE');
    sqlite.pragma('cache_size = 1');
    sqlite.exec('BEGIN');
    const add = sqlite.prepare('INSERT INTO setting VALUES (?, ?)');
    for (let row = 0; row < 200; row += 1) {
      add.run(`row-${row}`, JSON.stringify('x'.repeat(900)));
    }
    sqlite.exec("UPDATE setting SET value = '\"never\"' WHERE key = 'theme'");
    const copy = join(temporaryFolder(), 'copied.db');
    copyFileSync(backup, copy);
    copyFileSync(`${backup}-journal`, `${copy}-journal`);
    sqlite.exec('ROLLBACK');
    sqlite.close();
    expect(restoreBackup({ file, backup: copy, now: NOON })).toMatchObject({ ok: true });
    expect(await themeIn(file)).toBe('light');
    // One that names a file, which SQLite would look into and might delete, is none of Headroom's.
    appendFileSync(`${copy}-journal`, Buffer.from('d9d505f920a163d7', 'hex'));
    expect(restoreBackup({ file, backup: copy, now: NOON })).toMatchObject({ failure: { code: 'store-damaged' } });
    expect(restore()).toMatchObject({ ok: true });
  });
});

test.each([
  ['the data file itself', 'invalid-input', (file: string) => file],
  [
    'a link to the data file',
    'invalid-input',
    (file: string, folder: string) => {
      symlinkSync(file, join(folder, 'link.db'));
      return join(folder, 'link.db');
    },
  ],
  [
    'a second name of the data file',
    'invalid-input',
    (file: string, folder: string) => {
      linkSync(file, join(folder, 'same.db'));
      return join(folder, 'same.db');
    },
  ],
  ['a folder', 'invalid-input', (_file: string, folder: string) => folder],
  [
    'a pipe',
    'invalid-input',
    (_file: string, folder: string) => {
      spawnSync('mkfifo', [join(folder, 'pipe')]);
      return join(folder, 'pipe');
    },
  ],
  [
    'a link to nothing',
    'not-found',
    (_file: string, folder: string) => {
      symlinkSync(join(folder, 'nothing'), join(folder, 'link.db'));
      return join(folder, 'link.db');
    },
  ],
  [
    'an empty file',
    'invalid-input',
    (_file: string, folder: string) => {
      writeFileSync(join(folder, 'empty.db'), '');
      return join(folder, 'empty.db');
    },
  ],
])('%s is no backup', async (_what, code, make) => {
  const { file } = await dataAndBackup();
  const before = contentsOf(dirname(file));
  const backup = make(file, temporaryFolder());
  expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ ok: false, failure: { code } });
  expect(contentsOf(dirname(file))).toEqual(before);
});

test('restores within one second keep every file that they replace', async () => {
  const { file, restore } = await dataAndBackup();
  const kept: (string | null)[] = [];
  for (let time = 0; time < 3; time += 1) {
    const restored = restore();
    kept.push(restored.ok ? restored.value.replaced : null);
    const store = await openedStore(file);
    await store.settings.set('theme', `after ${time}`);
    store.close();
  }
  expect(new Set(kept).size).toBe(3);
  expect(await Promise.all(kept.map((path) => themeIn(path ?? '')))).toEqual(['dark', 'after 0', 'after 1']);
});

test('what is set aside or copied within one second takes no name that is taken', async () => {
  const { file, backup } = await dataAndBackup();
  const first = setAside(file, NOON);
  copyFileSync(backup, file);
  // A log that lies about alone belongs to a file that somebody moved: it is not to be taken for another's.
  writeFileSync(`${first.replace('.db', '-2.db')}-wal`, 'of another');
  expect(basename(setAside(file, NOON))).toBe('headroom.damaged-20261124T120000Z-3.db');
  copyFileSync(backup, file);
  const copies: string[] = [];
  for (const ahead of [365 * 86_400, 365 * 86_400, 365 * 86_400, 0, 0]) {
    copies.push(await copyBeforeMigration(file, NOON + ahead));
  }
  expect(new Set(copies).size).toBe(5);
  // The clock stood a year ahead for the first ones: the newest copy is not the one that goes.
  expect(readdirSync(join(dirname(file), 'backups'))).toContain(basename(copies[4] ?? ''));
});

test('a write-protected backup makes a data file that can be written', async () => {
  const { file, backup, restore } = await dataAndBackup();
  chmodSync(backup, 0o444);
  expect(restore()).toMatchObject({ ok: true });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a damaged data file is replaced as well, and kept; its log is not worked into the new one', async () => {
  const { file, restore } = await dataAndBackup();
  const log = join(temporaryFolder(), 'log');
  change(file, (sqlite) => {
    sqlite.pragma('journal_mode = WAL');
    sqlite.prepare("UPDATE setting SET value = '\"from the log\"' WHERE key = 'theme'").run();
    copyFileSync(`${file}-wal`, log);
  });
  const spoiled = readFileSync(file).fill('rubbish ', 0, 4096);
  writeFileSync(file, spoiled);
  copyFileSync(log, `${file}-wal`);
  const restored = restore();
  expect(restored).toMatchObject({ ok: true });
  expect(readFileSync((restored.ok && restored.value.replaced) || '', 'utf8')).toContain('rubbish');
  expect(await themeIn(file)).toBe('light');
});

test('what a killed restore left behind goes with the next one', async () => {
  const { file, restore } = await dataAndBackup();
  const left = join(dirname(file), 'headroom.incoming-999999999-abcdef');
  mkdirSync(left);
  writeFileSync(join(left, 'backup.db'), 'half');
  expect(restore()).toMatchObject({ ok: true });
  expect(readdirSync(dirname(file)).sort()).toEqual(['backups', 'headroom.db']);
});

test.runIf(process.getuid?.() === 0)('a disk that is full in the middle leaves all as it was', async ({ skip }) => {
  const { file, backup } = await dataAndBackup();
  change(backup, (sqlite) => {
    const add = sqlite.prepare('INSERT INTO setting VALUES (?, ?)');
    for (let row = 0; row < 1_000; row += 1) {
      add.run(`row-${row}`, JSON.stringify('x'.repeat(900)));
    }
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  });
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', folder]);
  skip(mounted.status !== 0, 'Nothing can be mounted here.');
  try {
    const small = join(folder, 'headroom.db');
    copyFileSync(file, small);
    const before = contentsOf(folder);
    expect(restoreBackup({ file: small, backup, now: NOON })).toMatchObject({ failure: { code: 'store-full' } });
    expect(contentsOf(folder)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['headroom.db']);
    expect(await themeIn(small)).toBe('dark');
  } finally {
    spawnSync('umount', [folder]);
  }
});
