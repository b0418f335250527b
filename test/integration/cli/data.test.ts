import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '#main/clock';
import { startSimulator } from '#main/simulator/index';
import { openSqlite } from '#main/store/database/sqlite';
import { connectionNamed, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';
import { startHolder } from '../store/holder';
import { buildCli, ended, removeCli, runCli, startCli } from './built-cli';

const FAR = { start: 0, end: 4_000_000_000 };
const ROWS = 'time,value\n2024-11-01,1\n2024-11-02,3\n2024-11-03,2\n';

let folder: string;

let holding: BundledEntry;

beforeAll(async () => {
  await buildCli();
  holding = await bundleEntry('test/integration/store/holding-child.ts');
});
afterAll(() => {
  removeCli();
  holding.remove();
});
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
  const { samples, close } = await openedStore(file);
  const series = await samples.listSeries();
  const values = async (id: number) => (await samples.raw(id, FAR)).map(({ value }) => value);
  const held = await Promise.all(series.map(async ({ id, metric }) => [metric, await values(id)] as const));
  close();
  return Object.fromEntries(held);
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

describe('headroom restore of a backup that names other hosts', () => {
  async function foreignBackup(): Promise<string> {
    const { connections, close } = await openedStore(here('copy.db'));
    await connections.save({ ...connectionNamed('vercel-1'), settings: { baseUrl: 'http://evil.example' } });
    close();
    return here('copy.db');
  }

  it('lists them and changes nothing unless they are accepted', async () => {
    await imported();
    const backup = await foreignBackup();
    const { code, stdout, stderr } = await run('restore', backup);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('acme (vercel-1): http://evil.example\n');
    expect(stderr).toContain('--accept-hosts');
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS_ON_MONDAYS: [1, 3, 2] });
    expect((await run('restore', backup, '--accept-hosts')).code).toBe(0);
    expect(await heldIn(here('headroom.db'))).toEqual({});
  });
});

describe('while another Headroom has the data open', () => {
  it('restore and delete-all are refused with 1, also for one that a signal stopped, and go on when it was killed', async () => {
    await imported();
    await run('backup', here('copy.db'));
    const holder = await startHolder(holding.file, here('headroom.db'), 1_795_521_600);
    holder.signal('SIGSTOP');
    for (const args of [
      ['restore', here('copy.db')],
      ['delete-all', '--yes'],
    ]) {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(`process ${holder.pid}`);
    }
    expect(await heldIn(here('headroom.db'))).toEqual({ USERS_ON_MONDAYS: [1, 3, 2] });
    await holder.kill();
    expect((await run('restore', here('copy.db'))).code).toBe(0);
    expect((await run('delete-all', '--yes')).code).toBe(0);
  });
});

describe('headroom collect', () => {
  it('collects at once after one that was killed in the middle', async () => {
    const simulator = await startSimulator({ scenario: 'sample', clock: systemClock });
    onTestFinished(() => simulator.close());
    simulator.setFault({ kind: 'slow', path: '/vercel/v2/user', delayMilliseconds: 60_000 });
    const { vercel } = simulator.credentials;
    const account = { VERCEL_TOKEN: vercel.token, HEADROOM_VERCEL_URL: vercel.url };
    const killed = startCli(['collect', '--data-dir', folder], account);
    const gone = ended(killed);
    await vi.waitFor(() => expect(leaseIn(here('headroom.db'))).not.toBeNull(), { timeout: 60_000 });
    const beside = await runCli(['collect', '--data-dir', folder], account);
    expect(beside.stderr).toContain('Another Headroom is collecting');
    killed.kill('SIGKILL');
    await gone;
    expect(leaseIn(here('headroom.db'))).not.toBeNull();
    simulator.clearFaults();
    const next = await runCli(['collect', '--data-dir', folder], account);
    expect(next.stderr).not.toContain('Another Headroom');
    expect(next.code).toBe(0);
  }, 60_000);
});

/** Who holds the lease of collecting; null when nobody does, or the file is not there yet. */
function leaseIn(file: string): string | null {
  if (!existsSync(file)) {
    return null;
  }
  const sqlite = openSqlite(file);
  try {
    return sqlite.prepare<[], string>('SELECT owner FROM lease').pluck().get() ?? null;
  } catch {
    return null;
  } finally {
    sqlite.close();
  }
}

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
