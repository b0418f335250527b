import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { buildCli, removeCli, runCli } from './built-cli';

const FAR = { start: 0, end: 4_000_000_000 };
const ROWS = 'time,value\n2024-11-01,1\n2024-11-02,3\n2024-11-03,2\n';

let folder: string;

beforeAll(buildCli);
afterAll(removeCli);
beforeEach(() => {
  folder = temporaryFolder();
});

const run = (...args: string[]) => runCli([...args, '--data-dir', folder]);
const here = (name: string) => join(folder, name);

async function imported(...more: string[]) {
  writeFileSync(here('history.csv'), ROWS);
  return run('import', here('history.csv'), '--name', 'Users on mondays', '--unit', 'users', ...more);
}

/** Names and values of what a data file holds. */
async function heldIn(file: string): Promise<Record<string, readonly number[]>> {
  const { samples } = await openedStore(file);
  const series = await samples.listSeries();
  const values = async (id: number) => (await samples.raw(id, FAR)).map(({ value }) => value);
  return Object.fromEntries(
    await Promise.all(series.map(async ({ id, metric }) => [metric, await values(id)] as const)),
  );
}

describe('headroom import', () => {
  it('makes a series of its own, and adds to it when told its key', async () => {
    expect(await imported()).toMatchObject({ code: 0, stdout: 'Kept 3 rows, rejected 0.\n' });
    writeFileSync(here('more.csv'), 'time,value\n2024-11-04,9\n');
    const more = await run('import', here('more.csv'), '--metric', 'IMPORTED_USERS_ON_MONDAYS', '--json');
    expect(more.code).toBe(0);
    expect(JSON.parse(more.stdout)).toEqual({ saved: 1, rejectedRows: 0, rejected: [] });
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS_ON_MONDAYS: [1, 3, 2, 9] });
  });

  it('keeps nothing of a file with a bad row unless told to, and names the line', async () => {
    writeFileSync(here('bad.csv'), `${ROWS}yesterday,4\n`);
    const refused = await run('import', here('bad.csv'), '--name', 'users');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^line 5: /m);
    expect(refused.stderr).toContain('--keep-good');
    expect(await heldIn(here('headroom.db'))).toEqual({});
    const kept = await run('import', here('bad.csv'), '--name', 'users', '--keep-good');
    expect(kept).toMatchObject({ code: 0, stdout: 'Kept 3 rows, rejected 1.\n' });
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS: [1, 3, 2] });
  });

  it.each([
    ['neither a metric nor a name', [], 2, 'either --metric KEY or --name NAME'],
    ['both', ['--metric', 'A', '--name', 'b'], 2, 'either --metric KEY or --name NAME'],
    ['a metric that is not there', ['--metric', 'VERCEL_KV_NOTHING'], 1, 'There is no metric VERCEL_KV_NOTHING'],
  ])('ends with the right code for %s', async (_what, args, expected, words) => {
    writeFileSync(here('history.csv'), ROWS);
    const { code, stdout, stderr } = await run('import', here('history.csv'), ...args);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('says that a file is not there', async () => {
    const { code, stdout, stderr } = await run('import', here('none.csv'), '--name', 'users');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('headroom backup and restore', () => {
  it('bring the data of the backup back and keep what was there beside it', async () => {
    await imported();
    expect(await run('backup', here('copy.db'))).toMatchObject({ code: 0, stdout: `Backup: ${here('copy.db')}\n` });
    writeFileSync(here('more.csv'), 'time,value\n2024-11-04,9\n');
    expect((await run('import', here('more.csv'), '--metric', 'IMPORTED_USERS_ON_MONDAYS')).code).toBe(0);
    const restored = await run('restore', here('copy.db'), '--json');
    expect(restored.code).toBe(0);
    const { replaced } = JSON.parse(restored.stdout) as { replaced: string };
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS_ON_MONDAYS: [1, 3, 2] });
    expect(await heldIn(replaced)).toEqual({ USERS_ON_MONDAYS: [1, 3, 2, 9] });
  });

  it('refuse what is no backup, and leave the data', async () => {
    await imported();
    const { code, stdout } = await run('restore', here('history.csv'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS_ON_MONDAYS: [1, 3, 2] });
  });
});

describe('headroom export', () => {
  it('writes one JSON file, or a folder of tables', async () => {
    await imported();
    expect((await run('export', here('all.json'), '--format', 'json')).code).toBe(0);
    const { tables } = JSON.parse(readFileSync(here('all.json'), 'utf8')) as { tables: Record<string, object[]> };
    expect(tables['infrastructure_metric']).toHaveLength(3);
    const csv = await run('export', here('tables'), '--json');
    expect((JSON.parse(csv.stdout) as { rows: number }).rows).toBeGreaterThan(3);
    expect(readFileSync(join(here('tables'), 'series.csv'), 'utf8')).toContain('USERS_ON_MONDAYS');
  });

  it('overwrites nothing', async () => {
    await imported();
    const { code, stdout } = await run('export', here('history.csv'), '--format', 'json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readFileSync(here('history.csv'), 'utf8')).toBe(ROWS);
  });
});

describe('headroom delete-all', () => {
  it('does nothing without --yes, and says which file it is about', async () => {
    await imported();
    const { code, stdout, stderr } = await run('delete-all');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(here('headroom.db'));
    expect(existsSync(here('headroom.db'))).toBe(true);
  });

  it('takes the data and every copy that Headroom made, and leaves what the person put there', async () => {
    await imported();
    await run('backup', here('copy.db'));
    await run('restore', here('copy.db'));
    expect((await run('delete-all', '--yes')).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'history.csv']);
  });
});
