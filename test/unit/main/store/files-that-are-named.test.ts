import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { backUp } from '#main/store/maintenance/backup';
import { exportEverything } from '#main/store/maintenance/export-everything';
import { inspectBackup } from '#main/store/maintenance/restore';
import { temporaryFolder } from './temporary-store';

it.each([
  ['backup', (target: string) => backUp(openSqlite(':memory:'), target, false)],
  ['export as CSV', (target: string) => exportEverything(openSqlite(':memory:'), 'csv', target)],
  ['export as JSON', (target: string) => exportEverything(openSqlite(':memory:'), 'json', target)],
])('a %s into a folder that is not there says so, and names that folder', async (_, write) => {
  const folder = join(temporaryFolder(), 'missing');
  expect((await write(join(folder, 'out')).next()).value).toMatchObject({
    failure: { code: 'not-found', message: `There is no folder ${folder}.`, action: expect.stringMatching(/^Make it/) },
  });
});

it.each(['time,value\n2024-11-01,1\n', 'SQLite'])('a file of other content is no backup, not a damaged one', (text) => {
  const backup = join(temporaryFolder(), 'history.csv');
  writeFileSync(backup, text);
  expect(inspectBackup({ file: join(temporaryFolder(), 'headroom.db'), backup })).toMatchObject({
    failure: { code: 'invalid-input', message: 'The file is not a backup of Headroom.' },
  });
});
