import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { connectionNamed, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';
import { buildCli, removeCli, runCli, runCliAlone } from './built-cli';

let folder: string;
let elsewhere: string;

beforeAll(buildCli);
afterAll(removeCli);
beforeEach(() => {
  folder = temporaryFolder();
  elsewhere = temporaryFolder();
});

const run = (...args: string[]) => runCli([...args, '--data-dir', folder]);
const here = (name: string) => join(folder, name);
const there = (name: string) => join(elsewhere, name);
const modeOf = (path: string) => statSync(path).mode & 0o777;

async function withData(): Promise<void> {
  writeFileSync(there('history.csv'), 'time,value\n2024-11-01,1\n');
  expect((await run('import', there('history.csv'), '--name', 'users')).code).toBe(0);
}

describe('headroom backup', () => {
  it('replaces no file that is there, unless it is told to', async () => {
    await withData();
    writeFileSync(there('notes.txt'), 'mine');
    const refused = await run('backup', there('notes.txt'));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('--force');
    expect(readFileSync(there('notes.txt'), 'utf8')).toBe('mine');
    expect((await run('backup', there('notes.txt'), '--force')).code).toBe(0);
    expect(readFileSync(there('notes.txt'), 'latin1')).toMatch(/^SQLite format 3/);
    expect(modeOf(there('notes.txt'))).toBe(0o600);
    expect(readdirSync(elsewhere).sort()).toEqual(['history.csv', 'notes.txt']);
  });

  it("never writes over one of Headroom's own files, under whatever name", async () => {
    await withData();
    writeFileSync(here('secrets.plain.json'), '{"vercel-1":"one"}');
    mkdirSync(here('backups'), { recursive: true });
    writeFileSync(here('backups/headroom.names.json'), '{}');
    writeFileSync(here('backups/headroom.before-restore-20261129T064000Z.db'), 'kept');
    linkSync(here('backups/headroom.names.json'), there('names-by-hard-link.json'));
    symlinkSync(here('headroom.db'), there('by-link.db'));
    linkSync(here('headroom.db'), there('by-hard-link.db'));
    symlinkSync(folder, there('folder'));
    const before = readFileSync(here('headroom.db'));
    for (const target of [
      here('headroom.db'),
      join(folder, '.', 'x', '..', 'headroom.db'),
      here('headroom.db-wal'),
      here('headroom.db-shm'),
      here('headroom.db-open-1-1'),
      here('sample.db'),
      here('secrets.plain.json'),
      here('window.json'),
      there('by-link.db'),
      there('by-hard-link.db'),
      there('folder/headroom.db'),
      there('folder/headroom.db-wal'),
      here('backups/headroom.names.json'),
      here('backups/headroom.before-restore-20261129T064000Z.db'),
      there('folder/backups/headroom.names.json'),
      there('names-by-hard-link.json'),
    ]) {
      const { code, stderr } = await run('backup', target, '--force');
      expect({ target, code, says: /own files/.test(stderr) }).toEqual({ target, code: 1, says: true });
    }
    expect(readFileSync(here('headroom.db'))).toEqual(before);
    expect(readFileSync(here('secrets.plain.json'), 'utf8')).toBe('{"vercel-1":"one"}');
    expect(readFileSync(here('backups/headroom.names.json'), 'utf8')).toBe('{}');
    expect(readFileSync(here('backups/headroom.before-restore-20261129T064000Z.db'), 'utf8')).toBe('kept');
    const focus = await run('costs', '--focus', here('headroom.db'));
    expect(focus.stderr).toContain('own files');
    expect((await run('export', here('sample.db'), '--format', 'json')).stderr).toContain('own files');
    expect(openSqlite(here('headroom.db')).prepare('SELECT count(*) AS n FROM series').get()).toEqual({ n: 1 });
  }, 60_000);

  it('puts no file in the place of a pipe or a device', async () => {
    await withData();
    execFileSync('mkfifo', [there('pipe')]);
    symlinkSync('/dev/null', there('nothing'));
    for (const target of [there('pipe'), there('nothing')]) {
      const { code, stderr } = await run('backup', target, '--force');
      expect({ target, code, says: stderr.includes('that is no file') }).toEqual({ target, code: 1, says: true });
    }
    expect(lstatSync(there('pipe')).isFIFO()).toBe(true);
    expect(lstatSync(there('nothing')).isSymbolicLink()).toBe(true);
    expect((await run('backup', here('backups/mine.db'))).code).toBe(0);
  });

  it('makes no empty backup of a data file that is not there', async () => {
    expect(await run('backup', there('copy.db'))).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(there('copy.db')) || existsSync(here('headroom.db'))).toBe(false);
  });
});

describe('headroom delete-all', () => {
  /** An account with its key in a file, damaged copies of it, the sample account, and a copy of the data. */
  async function everything(): Promise<void> {
    await withData();
    const store = await openedStore(here('headroom.db'));
    await store.connections.save(bareConnection('redis-env', 'redis', 1, { origin: 'environment' }));
    store.close();
    writeFileSync(here('secrets.plain.json'), '{"vercel-1":"{\\"token\\":\\"one\\"}"}');
    writeFileSync(here('secrets.encrypted.json.damaged-20261129T064000Z'), 'x');
    for (const name of ['sample.db', 'sample.db-wal', 'window.json']) writeFileSync(here(name), '');
    mkdirSync(here('backups'), { recursive: true });
    writeFileSync(here('backups/headroom.before-restore-20261129T064000Z.db'), '');
    writeFileSync(here('mine.txt'), '');
  }

  it('says exactly what goes before it is told to do it, and deletes nothing', async () => {
    await everything();
    const before = readdirSync(folder).sort();
    const { code, stdout, stderr } = await run('delete-all');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const name of [
      'headroom.db',
      'sample.db',
      'secrets.plain.json',
      'secrets.encrypted.json.damaged-20261129T064000Z',
      'headroom.before-restore-20261129T064000Z.db',
    ]) {
      expect(stderr).toContain(name);
    }
    expect(stderr).not.toContain('mine.txt');
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it('leaves neither the data, the sample, a key nor a copy, and what is not its own', async () => {
    await everything();
    const { code, stderr } = await run('delete-all', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  it('takes no key while another Headroom has the data open', async () => {
    await everything();
    // A process that is alive has it open: the tester's own parent.
    writeFileSync(here(`headroom.db-open-${process.ppid}-1`), '');
    const { code, stderr } = await run('delete-all', '--yes');
    expect({ code, told: stderr.includes('Another Headroom') }).toEqual({ code: 1, told: true });
    expect(readFileSync(here('secrets.plain.json'), 'utf8')).toContain('vercel-1');
    expect(existsSync(here('sample.db'))).toBe(true);
  });

  it('stops where the keychain does not let its entries go, and can leave them', async () => {
    await withData();
    const store = await openedStore(here('headroom.db'));
    await store.connections.save(connectionNamed('vercel-1'));
    store.close();
    // There is no session bus in the environment of the command: nobody knows what the keychain holds.
    const refused = await run('delete-all', '--yes');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--leave-keychain');
    expect(existsSync(here('headroom.db'))).toBe(true);
    const done = await run('delete-all', '--yes', '--leave-keychain');
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('keychain');
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);
});

describe('the data folder', () => {
  it('that others could read is closed to them on the next start, with every file in it', async () => {
    await withData();
    mkdirSync(here('backups'), { recursive: true });
    const names = ['headroom.db', 'secrets.plain.json', 'window.json', 'backups/headroom.before-migration-20261129.db'];
    for (const name of names.slice(1)) writeFileSync(here(name), '{}');
    for (const path of [folder, here('backups')]) chmodSync(path, 0o755);
    for (const name of names) chmodSync(here(name), 0o644);
    await run('summary');
    expect([folder, here('backups')].map(modeOf)).toEqual([0o700, 0o700]);
    expect(names.map((name) => modeOf(here(name)))).toEqual(names.map(() => 0o600));
  });

  it('that Headroom makes is private whatever the umask, and so is what comes out of it', async () => {
    const before = process.umask(0o000);
    try {
      folder = there('new/data');
      await withData();
      await run('backup', there('copy.db'));
      await run('export', there('tables'));
      await run('export', there('all.json'), '--format', 'json');
    } finally {
      process.umask(before);
    }
    expect([folder, there('tables')].map(modeOf)).toEqual([0o700, 0o700]);
    const files = [here('headroom.db'), there('copy.db'), there('tables/series.csv'), there('all.json')];
    expect(files.map(modeOf)).toEqual(files.map(() => 0o600));
  });

  it("that is somebody's own keeps its rights: only the files of Headroom are closed", async () => {
    writeFileSync(here('thesis.doc'), '');
    chmodSync(folder, 0o755);
    chmodSync(here('thesis.doc'), 0o644);
    mkdirSync(here('backups'), { recursive: true });
    writeFileSync(here('backups/photos.zip'), '');
    chmodSync(here('backups'), 0o755);
    await withData();
    expect([folder, here('thesis.doc'), here('backups')].map(modeOf)).toEqual([0o755, 0o644, 0o755]);
    expect(modeOf(here('headroom.db'))).toBe(0o600);
  });

  it('with the sticky bit, as of everybody, keeps its rights', async () => {
    chmodSync(folder, 0o1777);
    await withData();
    expect(statSync(folder).mode & 0o7777).toBe(0o1777);
  });
});

describe('what others named', () => {
  const HOSTILE = 'a\u001b]0;title\u0007\u001b[31mb\u0000c\u009b2Jd\u202Ee\u2066f\u200Bg\u007Fh\nForged line';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: They are what must not be there.
  const HARMFUL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\u061C\uFEFF]/;

  it('steers no terminal in any command, nor its JSON, which still holds the very name', async () => {
    await withData();
    const store = await openedStore(here('headroom.db'));
    await store.connections.save({ ...connectionNamed('vercel-1'), title: HOSTILE });
    store.close();
    writeFileSync(here('secrets.plain.json'), '{"vercel-1":"{}"}');
    for (const command of ['doctor', 'summary', 'alerts', 'recommendations', 'costs', 'collect']) {
      for (const json of [[], ['--json']]) {
        const { stdout, stderr } = await run(command, ...json);
        expect({ command, json, harm: HARMFUL.exec(stdout + stderr) }).toEqual({ command, json, harm: null });
        expect(`${stdout}${stderr}`).not.toMatch(/^Forged line/m);
      }
    }
    const { stdout } = await run('doctor', '--json');
    const titles = (JSON.parse(stdout) as { title: string }[]).map(({ title }) => title);
    expect(titles).toContain(HOSTILE);
  }, 90_000);

  it('tells no raw line of a log: a damaged data file is told in a sentence', async () => {
    writeFileSync(here('headroom.db'), 'no database at all '.repeat(400));
    const { code, stderr } = await run('summary');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The data file was damaged\. .*headroom\.damaged-/);
    expect(stderr).not.toMatch(/[{}]|\n\s+at /);
    writeFileSync(here('headroom.db'), 'no database at all '.repeat(400));
    const debugged = await runCliAlone(['summary', '--data-dir', folder], { HEADROOM_DEBUG: '1' });
    expect(debugged.stderr).toContain('"level"');
  });
});

describe('the keys', () => {
  it('are told with their place, and a damaged file of them with what to do', async () => {
    await withData();
    const store = await openedStore(here('headroom.db'));
    await store.connections.save(connectionNamed('vercel-1'));
    await store.connections.save({ ...connectionNamed('vercel-2'), title: 'lost' });
    store.close();
    writeFileSync(here('secrets.plain.json'), '{"vercel-1":"{\\"token\\":\\"not-a-real-token\\"}","verc');
    const { stdout, stderr } = await run('doctor');
    expect(stdout).toContain('Key in the plain file secrets.plain.json: not encrypted');
    expect(stderr).toContain(here('secrets.plain.json.damaged-'));
    expect(stderr).toContain('Connect the accounts');
    expect(stdout + stderr).not.toContain('not-a-real-token');
    const places = (JSON.parse((await run('doctor', '--json')).stdout) as { secret: { place: string } }[]).map(
      ({ secret }) => secret.place,
    );
    expect(places.sort()).toEqual(['none', 'plain-file', 'unknown']);
    const environment = { VERCEL_TOKEN: 'not-a-real-token', HEADROOM_VERCEL_URL: 'http://127.0.0.1:9' };
    const fromEnvironment = await runCli(['doctor', '--data-dir', folder], environment);
    expect(fromEnvironment.stdout).toContain('Key in the environment variable VERCEL_TOKEN.');
    expect(fromEnvironment.stdout + fromEnvironment.stderr).not.toContain('not-a-real-token');
  }, 90_000);
});
