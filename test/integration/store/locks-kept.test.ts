import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createPrivately, makePrivate } from '#main/files/private-file';
import { takeGate } from '#main/store/database/gate';
import { openSqlite } from '#main/store/database/sqlite';
import { temporaryFolder } from '../../unit/main/store/temporary-store';

const SQLITE = resolve(import.meta.dirname, '../../../node_modules/better-sqlite3/lib/index.js');

/** What another process meets that wants the lock of `file` for itself: `got it`, or SQLite's code. */
function elsewhere(file: string): string {
  const script = `const D = require(${JSON.stringify(SQLITE)}); const db = new D(${JSON.stringify(file)}, { timeout: 0 });
    try { db.exec('BEGIN EXCLUSIVE'); console.log('got it'); } catch (error) { console.log(error.code); }`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim();
}

test('closing a file to others, or opening it once more, lets go of no lock that this process holds on it', () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const gate = takeGate(file);
  const lockFile = `${file}-gate`;
  expect(elsewhere(lockFile)).toBe('SQLITE_BUSY');
  createPrivately(lockFile);
  makePrivate(lockFile);
  openSqlite(lockFile).close();
  expect(elsewhere(lockFile)).toBe('SQLITE_BUSY');
  gate.release();
  expect(elsewhere(lockFile)).toBe('got it');
});
