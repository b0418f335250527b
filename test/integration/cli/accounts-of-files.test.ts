import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { ALL_CASES } from '../support/all-cases';
import { buildCli, type Ended, removeCli, runCli, runCliAlone, startCli } from './built-cli';

const accounts = resolve(import.meta.dirname, '../../accounts');
const NOON = '2026-11-20T12:00:00Z';

beforeAll(buildCli);
afterAll(removeCli);

const running: { kill(signal: 'SIGTERM'): boolean }[] = [];
const endings: Promise<unknown>[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGTERM');
  }
  await Promise.all(endings.splice(0));
});

interface Served {
  readonly url: string;
  readonly environment: Record<string, string>;
}

/** The simulator in a process of its own, by what it prints with `--json`. */
async function serve(...args: readonly string[]): Promise<Served> {
  const child = startCli(['simulator', '--json', ...args]);
  running.push(child);
  endings.push(once(child, 'close'));
  const [line] = await once(child.stdout, 'data');
  return JSON.parse(String(line)) as Served;
}

interface Row {
  readonly current: number;
}

/** Collects an account of a file, as two processes would, and answers what the terminal then says. */
async function collected(
  name: string,
): Promise<{ summary: Record<string, Row>; costs: Ended; doctor: Ended; collect: Ended }> {
  const { environment } = await serve('--scenario', join(accounts, name), '--now', NOON);
  expect(environment['HEADROOM_NOW']).toBe(NOON);
  const folder = ['--data-dir', temporaryFolder()];
  const collect = await runCliAlone(['collect', ...folder], environment);
  const summary = await runCli(['summary', '--json', ...folder], environment);
  const costs = await runCli(['costs', '--json', ...folder], environment);
  const doctor = await runCli(['doctor', '--json', ...folder], environment);
  expect([collect.code, summary.code, costs.code, doctor.code]).toEqual([0, 0, 0, 0]);
  return { summary: JSON.parse(summary.stdout) as Record<string, Row>, costs, doctor, collect };
}

describe('an account of a scenario file, simulator and terminal in processes of their own', () => {
  // The agreement test reads every account in one process: here a few show what processes of their own do.
  it('cdn is collected', async () => {
    const { collect } = await collected('cdn.json');
    expect(collect.stdout).toMatch(/^Collected \d{3,} metrics\n/);
    expect(collect.stderr.split('\n').filter((line) => / could not | refused|failed/i.test(line))).toEqual([]);
  }, 60_000);

  it('neon: its compute of November, at the clock of the variable', async () => {
    const { summary, costs, doctor, collect } = await collected('neon.json');
    expect(summary['NEON_POSTGRES_COMPUTE_CU_HOURS']?.current).toBeCloseTo(232.36, 1);
    expect(costs.stdout).toContain('Postgres (environment)');
    expect(collect.stderr).toContain(`The clock starts at ${NOON}, as HEADROOM_NOW says.`);
    expect(collect.stderr).toMatch(
      /Postgres is asked at http:\/\/127\.0\.0\.1:\d+\/neon\/api\/v2, as HEADROOM_NEON_URL says\./,
    );
    const examined = JSON.parse(doctor.stdout) as { provider: string; askedAt: string | null }[];
    expect(
      Object.fromEntries(examined.map(({ provider, askedAt }) => [provider, askedAt?.replace(/\d{4,5}/, 'PORT')])),
    ).toEqual({
      postgres: 'http://127.0.0.1:PORT/neon/api/v2',
      redis: undefined,
      vercel: 'http://127.0.0.1:PORT/vercel',
    });
  }, 60_000);

  it.runIf(ALL_CASES)(
    "upstash: the commands that Upstash's developer API bills",
    async () => {
      const { summary } = await collected('upstash.json');
      const used = summary['VERCEL_KV_COMMANDS_PER_MONTH']?.current ?? 0;
      expect(used).toBeGreaterThanOrEqual(7_750_380);
      expect(used).toBeLessThan(7_751_500);
    },
    60_000,
  );

  it.runIf(ALL_CASES)(
    'ai: what OpenAI and Anthropic cost',
    async () => {
      const { summary } = await collected('ai.json');
      expect(summary['OPENAI_MONTHLY_SPEND_USD']?.current).toBeCloseTo(185.97, 1);
      expect(summary['ANTHROPIC_MONTHLY_SPEND_USD']?.current).toBeGreaterThan(320);
    },
    60_000,
  );
});

describe('simulator', () => {
  it('writes lines that a shell takes over, whatever a secret holds', async () => {
    const folder = temporaryFolder();
    const file = join(folder, "odd 'name'.json");
    writeFileSync(
      file,
      JSON.stringify({ name: 'odd', basedOn: 'pro-growth', seed: 1, neon: { apiKey: "it's $HOME `x`" } }),
    );
    const child = startCli(['simulator', '--env', '--scenario', file, '--now', NOON]);
    running.push(child);
    endings.push(once(child, 'close'));
    const [text] = await once(child.stdout, 'data');
    const script = join(folder, 'variables.sh');
    writeFileSync(script, String(text));
    const seen = execFileSync('sh', ['-euc', 'eval "$(cat "$0")"; env', script], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' },
    });
    expect(seen).toContain("NEON_API_KEY=it's $HOME `x`\n");
    expect(seen).toMatch(/^HEADROOM_AI_GATEWAY_URL=http:\/\/127\.0\.0\.1:\d+\/ai-gateway\/v1$/m);
    expect(seen).toContain(`HEADROOM_NOW=${NOON}\n`);
  });

  it('holds its clock, and moves it when it is asked to', async () => {
    const { url } = await serve('--scenario', join(accounts, 'upstash.json'), '--now', NOON, '--hold');
    const clock = async (body?: object) => {
      const answer = await fetch(
        `${url}/_simulator/clock`,
        body === undefined ? {} : { method: 'PUT', body: JSON.stringify(body) },
      );
      return { status: answer.status, ...((await answer.json()) as { now?: string; error?: string }) };
    };
    const keys = async () => {
      const answer = await fetch(`${url}/upstash/cache/dbsize`, {
        headers: { authorization: 'Bearer sample_kv_token' },
      });
      return ((await answer.json()) as { result: number }).result;
    };
    const now = async () => (await clock()).now;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await now()).toBe(NOON);
    const before = await keys();
    expect(await clock({ now: '2026-11-25T08:00:00Z' })).toEqual({ status: 200, now: '2026-11-25T08:00:00Z' });
    expect(await keys()).toEqual(before);
    expect((await clock({ now: 'soon' })).status).toBe(400);
    expect((await clock({ hold: 'no' })).status).toBe(400);
    expect((await clock({ hold: false })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await now()).not.toBe('2026-11-25T08:00:00Z');
  });

  it.each([
    [['--now', 'tomorrow'], '--now'],
    [['--now', '2026-11-20'], '2026-11-20T12:00:00Z'],
    [['--anchor', 'x'], '--anchor'],
    [['--env', '--json'], '--json'],
    [['--scenario', 'absent.json'], 'absent.json'],
    [['--scenario', './nowhere'], 'nowhere'],
  ])('%j is wrong use', async (args, named) => {
    const { code, stdout, stderr } = await runCli(['simulator', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  it('names the field of a file that is wrong', async () => {
    const file = join(temporaryFolder(), 'mine.json');
    writeFileSync(file, JSON.stringify({ basedOn: 'sample', redis: [{ name: 'cache' }] }));
    const { code, stderr } = await runCli(['simulator', '--scenario', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/mine\.json .*redis\[0\]\.token/);
  });
});

describe('docs/accounts.md', () => {
  const document = readFileSync(resolve(accounts, '../../docs/accounts.md'), 'utf8').replaceAll('\\\n', '');
  const commands = [...document.matchAll(/npm run -s headroom -- ([^#>\n]+)/g)].map(([, command = '']) =>
    command.trim().split(/\s+/),
  );
  const [serving = [], servingLater = []] = commands.filter(([name]) => name === 'simulator');

  /** The variables that the simulator wrote, as a shell would take them over. */
  async function account(args: readonly string[]): Promise<Record<string, string>> {
    const words = args.slice(1).map((arg) => (arg.startsWith('test/') ? resolve(accounts, '../..', arg) : arg));
    const { environment } = await serve(...words.filter((word) => word !== '--env'));
    return environment;
  }

  function inFolder(command: readonly string[], folder: string): readonly string[] {
    return command.map((word) => (word.startsWith('tried/') ? folder : word));
  }

  it('fills an account and answers as it says', async () => {
    const environment = await account(serving);
    const folder = temporaryFolder();
    const reading = commands.filter((command) => command.includes('tried/neon'));
    expect(reading.map(([name]) => name)).toEqual(['collect', 'summary', 'costs', 'doctor']);
    for (const command of reading) {
      const { code, stderr } = await runCliAlone(inFolder(command, folder), environment);
      expect(code, command.join(' ')).toBe(0);
      expect(stderr).toContain(`The clock starts at ${NOON}, as HEADROOM_NOW says.`);
    }
  }, 60_000);

  it('reads several days, after which the forecast of a storage begins and nothing is set aside', async () => {
    const environment = await account(servingLater.map((arg) => (arg === '4010' ? '0' : arg)));
    const folder = temporaryFolder();
    const [collect = [], summary = []] = commands.filter((command) => command.includes('tried/upstash'));
    const storage = async () => {
      const { stdout } = await runCli([...inFolder(summary, folder), '--json'], environment);
      return (JSON.parse(stdout) as Record<string, { outlook: string }>)['VERCEL_KV_STORAGE_MB']?.outlook;
    };
    const outlooks: (string | undefined)[] = [];
    const clock = `${environment['HEADROOM_VERCEL_URL']?.replace(/\/vercel$/, '')}/_simulator/clock`;
    for (const day of document.match(/for day in ([\d ]+)/)?.[1]?.split(' ') ?? []) {
      environment['HEADROOM_NOW'] = `2026-11-${day}T12:00:00Z`;
      await fetch(clock, { method: 'PUT', body: JSON.stringify({ now: environment['HEADROOM_NOW'] }) });
      expect((await runCli(inFolder(collect, folder), environment)).code).toBe(0);
      outlooks.push(await storage());
    }
    expect(outlooks[0]).toContain('Too early to tell');
    expect(outlooks).toHaveLength(5);
    expect(outlooks.at(-1)).not.toContain('Too early');
    const setAside = await runCli(['set-aside', '--data-dir', folder], environment);
    expect(setAside.stdout).toContain('Nothing is set aside.');
  }, 60_000);
});

describe('HEADROOM_NOW', () => {
  const commands = [
    ['collect'],
    ['summary'],
    ['costs'],
    ['doctor'],
    ['alerts'],
    ['backup', 'x.db'],
    ['delete-all'],
    ['tour', '--output', 'x'],
  ];

  it.each(commands)("is refused with the person's own data: %s", async (...args) => {
    const { code, stdout, stderr } = await runCli(args, { HEADROOM_NOW: NOON });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/HEADROOM_NOW.*--data-dir/);
  });

  it.each(['2026-11-31T12:00:00Z', 'soon'])('is refused when it is no moment: %s', async (value) => {
    const folder = join(temporaryFolder(), 'data');
    for (const args of [
      ['summary', '--data-dir', folder],
      ['summary', '--sample'],
      ['delete-all', '--yes', '--data-dir', folder],
    ]) {
      const { code, stdout, stderr } = await runCli(args, { HEADROOM_NOW: value });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('HEADROOM_NOW');
    }
    expect(existsSync(folder)).toBe(false);
  });

  it.runIf(ALL_CASES)(
    'starts the sample account there, in a folder of its own',
    async () => {
      const { code, stderr, stdout } = await runCli(['alerts', '--sample', '--json'], {
        HEADROOM_NOW: '2027-03-03T09:00:00Z',
      });
      expect(code).toBe(0);
      expect(stderr).toContain('2027-03-03T09:00:00Z');
      expect(stdout).toContain('firing');
      const again = await runCli(['backup', '--sample', '--json', join(temporaryFolder(), 'copy.db')], {
        HEADROOM_NOW: '2027-03-03T09:00:00Z',
      });
      expect(again).toMatchObject({ code: 0 });
      const deleted = await runCli(['delete-all', '--sample', '--yes', '--json'], {
        HEADROOM_NOW: '2027-03-03T09:00:00Z',
      });
      expect(deleted.code).toBe(0);
      const { deleted: files } = JSON.parse(deleted.stdout) as { deleted: readonly string[] };
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((file) => !/other-time[\\/]/.test(file))).toEqual([]);
    },
    90_000,
  );
});

it('a base URL anywhere but on this computer is refused, though no key of that provider is there', async () => {
  const { code, stdout, stderr } = await runCli(['summary', '--data-dir', temporaryFolder()], {
    HEADROOM_UPSTASH_URL: 'https://api.upstash.example/v2',
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/HEADROOM_UPSTASH_URL must be an http or https address on this computer/);
});
