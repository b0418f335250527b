import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { buildCli, ended, removeCli, runCli, startCli } from './built-cli';

const DATA_COMMANDS = [
  'alerts',
  'ask',
  'assistant',
  'bill',
  'collect',
  'doctor',
  'limits',
  'recommendations',
  'report',
  'summary',
  'tour',
];

beforeAll(buildCli);
afterAll(removeCli);

describe('--help', () => {
  it('lists every command and says what the exit codes mean', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of [...DATA_COMMANDS, 'mcp', 'simulator']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
    // It is broken where the terminal ends.
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Exit codes: 0 fine, 1 a failure, 2 wrong use, 3 nothing could be collected, nothing is known to answer from, or all accounts were last read more than a day ago, 130 interrupted.',
    );
  });

  it.each(DATA_COMMANDS)('%s explains its options', async (command) => {
    const { code, stdout, stderr } = await runCli([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const option of ['--json', '--data-dir <dir>', '--sample']) {
      expect(stdout).toContain(option);
    }
  });

  it('simulator explains its options', async () => {
    const { code, stdout } = await runCli(['simulator', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--port <n>');
    expect(stdout).toContain('--scenario <name>');
  });

  it('tells the version alone', async () => {
    const { code, stdout } = await runCli(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('complete', () => {
  it('answers a shell: commands, subcommands, options and their choices', async () => {
    const words = async (...typed: readonly string[]) =>
      (await runCli(['complete', '--', ...typed])).stdout.split('\n').map((line) => line.split('\t')[0]);
    expect(await words('limits', '')).toEqual(expect.arrayContaining(['set', 'reset']));
    expect(await words('usage', '--range', '')).toEqual(expect.arrayContaining(['24h', '7d', '30d', '90d']));
    expect(await words('')).toEqual(expect.arrayContaining(['ask', 'assistant', 'mcp']));
    expect(await words('assistant', '')).toEqual(expect.arrayContaining(['set', 'key', 'on', 'off', 'log', 'forget']));
    expect(await words('assistant', 'set', '--provider', '')).toEqual(expect.arrayContaining(['openai', 'compatible']));
    expect(await words('mcp', '--')).toEqual(expect.arrayContaining(['--sample', '--data-dir']));
    const script = await runCli(['complete', 'bash']);
    expect([script.code, script.stderr]).toEqual([0, '']);
    expect(script.stdout).toMatch(/^complete .*-F __headroom_complete headroom$/m);
  }, 60_000);
});

describe('wrong use ends with 2 and leaves standard output empty', () => {
  it.each([
    [[]],
    [['summarize']],
    [['summary', '--jsonn']],
    [['summary', 'extra']],
    [['summary', '--data-dir', '']],
    [['delete-all', '--yes', '--data-dir', '  ']],
    [['limits', 'set', 'VERCEL_KV_STORAGE_MB', '-1']],
    [['limits', 'set', 'VERCEL_KV_STORAGE_MB', '--on', '--off']],
    [['summary', '--watch', '0']],
    [['usage', '--range', '5y']],
    [['complete', 'tcsh']],
    [['complete']],
    [['connections', 'add', 'no-such-provider']],
    [['simulator', '--port', 'many']],
    [['simulator', '--port', '70000']],
    [['simulator', '--scenario', 'no-such-story']],
  ])('headroom %j', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('a folder or file that cannot be used ends with 1 and a sentence', () => {
  it('a data folder that cannot be made', async () => {
    const file = join(temporaryFolder(), 'taken');
    writeFileSync(file, 'not a folder');
    const { code, stdout, stderr } = await runCli(['summary', '--data-dir', join(file, 'data')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('--data-dir');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('a file that is no database: it is set aside, kept, and the command goes on', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'headroom.db'), 'this is no database'.repeat(500));
    const { code, stderr } = await runCli(['summary', '--data-dir', folder]);
    expect(stderr).not.toMatch(/\n\s+at /);
    // Nothing is known of what is in it now.
    expect(code).toBe(3);
  });
});

describe('a page of the data file that is damaged', () => {
  it.each(['connection', 'setting', 'series'])(
    'of the table %s is met after opening: the file is set aside, what can be read is rescued, the command goes on',
    async (table) => {
      const folder = temporaryFolder();
      const file = join(folder, 'headroom.db');
      writeFileSync(join(folder, 'history.csv'), 'time,value\n2024-11-01,1\n');
      await runCli(['import', join(folder, 'history.csv'), '--name', 'users', '--data-dir', folder]);
      const sqlite = openSqlite(file);
      sqlite.prepare("INSERT OR IGNORE INTO setting (key, value) VALUES ('app', '{}')").run();
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
      const page = sqlite.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck().get(table) ?? 0;
      const size = Number(sqlite.pragma('page_size', { simple: true }));
      sqlite.close();
      const bytes = readFileSync(file);
      bytes.fill(0xff, (page - 1) * size, page * size);
      writeFileSync(file, bytes);

      const { code, stderr } = await runCli(['summary', '--data-dir', folder]);
      expect({ code, mistake: stderr.includes('mistake'), told: /damaged/.test(stderr) }).toEqual({
        code: 0,
        mistake: false,
        told: true,
      });
      expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(true);
      expect(await runCli(['summary', '--data-dir', folder])).toMatchObject({ code: 0 });
    },
  );
});

describe('simulator', () => {
  it('serves on a free port, tells its address alone on standard output, and ends with 0 when asked to', async () => {
    const child = startCli(['simulator', '--port', '0']);
    const end = ended(child);
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text: string) => resolve(text.trim())),
    );
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${url}/v2/user`, { headers: { authorization: 'Bearer tok_test01' } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ user: { username: 'ana' } });

    const taken = await runCli(['simulator', '--port', new URL(url).port]);
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('is in use') });

    child.kill('SIGTERM');
    const { code, stdout, stderr } = await end;
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: url });
    expect(stderr).toContain(`HEADROOM_VERCEL_URL=${url}`);
  });
});
