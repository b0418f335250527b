import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { buildCli, type Ended, ended, removeCli, runCli, startCli } from '../cli/built-cli';

const SERIES = resolve(import.meta.dirname, '../../fixtures/series');
const QUANTILES = ['q025', 'q10', 'q25', 'q50', 'q75', 'q90', 'q975'] as const;

interface Line {
  readonly file: string;
  readonly steps: readonly ({ readonly t: string } & Record<(typeof QUANTILES)[number], number>)[];
  readonly limit: {
    readonly value: number;
    readonly days: Record<'q10' | 'q50' | 'q90', number | null>;
    readonly probability: { readonly within7: number; readonly within30: number };
  } | null;
  readonly changePoints: readonly { readonly t: string; readonly change: number }[];
  readonly refused: string | null;
}

beforeAll(buildCli);
afterAll(removeCli);

const linesOf = ({ stdout }: Ended) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** `headroom forecast FILE --json` on these rows, one a day from 1 January 2026 on. */
async function forecastOf(
  rows: readonly string[],
  ...more: string[]
): Promise<Line & { readonly code: number | null }> {
  const file = join(temporaryFolder(), 'series.csv');
  writeFileSync(file, ['t,value', ...rows].join('\n'));
  const end = await runCli(['forecast', file, '--json', ...more]);
  expect(end.stderr).toBe('');
  const [line] = linesOf(end) as [Line];
  return { ...line, code: end.code };
}

const dayText = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
const daily = (count: number, value: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => `${dayText(index)},${value(index)}`);

function expectWellFormed({ steps }: Line): void {
  for (const step of steps) {
    const row = QUANTILES.map((name) => step[name]);
    expect(row.every(Number.isFinite)).toBe(true);
    expect([...row].sort((a, b) => a - b)).toEqual(row);
  }
}

describe('real series', () => {
  it('answers one line a file, in order, with the fields of the contract', async () => {
    const names = ['bus-riders-daily.csv', 'elb-requests-hourly.csv', 'repo-a-lines-daily.csv'];
    const files = names.map((name) => join(SERIES, name));
    const end = await runCli(['forecast', ...files, '--json', '--limit', '1e9']);
    expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: '' });
    const lines = linesOf(end);
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines.map(({ steps }) => steps.length)).toEqual([30, 72, 30]);
    for (const line of lines) {
      expect(Object.keys(line).sort()).toEqual(['changePoints', 'file', 'limit', 'refused', 'steps']);
      expect(line.refused).toBeNull();
      expectWellFormed(line);
      // Far beyond anything: a day that is not in sight is null, with its probability.
      expect(line.limit).toMatchObject({ value: 1e9, days: { q10: null, q50: null, q90: null } });
      expect(line.limit?.probability.within30).toBeLessThan(0.01);
    }
    const last =
      readFileSync(files[0] ?? '', 'utf8')
        .trimEnd()
        .split('\n')
        .at(-1)
        ?.split(',')[0] ?? '';
    const next = new Date(Date.parse(`${last}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(lines[0]?.steps[0]?.t).toBe(next);
    expect(lines[1]?.steps[0]?.t).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('reads standard input under the name "-", and takes a horizon in steps', async () => {
    const child = startCli(['forecast', '-', '--json', '--horizon', '5']);
    child.stdin.end(readFileSync(join(SERIES, 'births-daily.csv')));
    const end = await ended(child);
    expect(end.code).toBe(0);
    const [line] = linesOf(end);
    expect(line).toMatchObject({ file: '-', limit: null, refused: null });
    expect(line?.steps).toHaveLength(5);
  });

  it('writes a table and a sentence for people', async () => {
    const file = join(temporaryFolder(), 'line.csv');
    writeFileSync(file, ['t,value', ...daily(40, (index) => index)].join('\n'));
    const { code, stdout } = await runCli(['forecast', file, '--limit', '50']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/The limit of 50 is reached in about 1[01] days \(.+ in 8 of 10 cases\)/);
    expect(stdout).toContain('8 of 10 cases');
  });

  it('needs no data folder, and makes none', async () => {
    const home = temporaryFolder();
    const file = join(home, 'line.csv');
    writeFileSync(file, ['t,value', ...daily(10, (index) => index)].join('\n'));
    const data = join(home, 'nowhere');
    const { code } = await runCli(['forecast', file, '--json'], { XDG_CONFIG_HOME: data, HOME: data });
    expect(code).toBe(0);
    expect(() => readFileSync(data)).toThrow('ENOENT');
  });
});

describe('files that cannot be read', () => {
  it('are refused with the reason, the others go on, and the exit code is 1 only when all were', async () => {
    const folder = temporaryFolder();
    const good = join(folder, 'good.csv');
    writeFileSync(good, ['t,value', ...daily(20, () => 5)].join('\n'));
    mkdirSync(join(folder, 'sub'));
    const missing = join(folder, 'missing.csv');
    const some = await runCli(['forecast', missing, good, join(folder, 'sub'), '--json']);
    expect(some.code).toBe(0);
    expect(linesOf(some).map(({ refused }) => refused)).toEqual([
      'There is no such file.',
      null,
      'This is a folder, not a file.',
    ]);
    const none = await runCli(['forecast', missing, '--json']);
    expect(none.code).toBe(1);
    expect(linesOf(none)).toEqual([
      { file: missing, steps: [], limit: null, changePoints: [], refused: 'There is no such file.' },
    ]);
    const text = await runCli(['forecast', missing]);
    expect(text).toMatchObject({ code: 1, stdout: `${missing}: no forecast. There is no such file.\n\n` });
  });
});

describe('wrong use ends with 2', () => {
  it.each([
    [[]],
    [['--json']],
    [['x.csv', '--limit', 'much']],
    [['x.csv', '--limit', 'NaN']],
    [['x.csv', '--limit', '']],
    [['x.csv', '--horizon', '0']],
    [['x.csv', '--horizon', '2.5']],
    [['x.csv', '--horizon', '367']],
    [['x.csv', '--horizons', '3']],
  ])('forecast %j', async (args) => {
    const { code, stdout, stderr } = await runCli(['forecast', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('bad input', () => {
  const never = { q10: null, q50: null, q90: null };
  const now = { q10: 0, q50: 0, q90: 0 };

  it.each<[string, readonly string[]]>([
    ['empty', []],
    ['two values', daily(2, () => 1)],
    ['nothing but NaN', daily(30, () => 'NaN')],
    ['nothing but empty cells', daily(30, () => '')],
    ['nothing but 1e300', daily(30, () => '1e300')],
    [
      'mixed steps',
      [...daily(3, () => 1), `${dayText(3)}T01:00:00Z,1`, `${dayText(3)}T02:30:00Z,1`, `${dayText(5)},2`],
    ],
    ['no time', ['yesterday,1', 'today,2', 'tomorrow,3']],
  ])('%s is refused with a sentence', async (_name, rows) => {
    const { code, steps, refused } = await forecastOf(rows);
    expect({ code, steps }).toEqual({ code: 1, steps: [] });
    expect(refused).toMatch(/^[A-Z].+\.$/);
  });

  it('no header is refused', async () => {
    const file = join(temporaryFolder(), 'bare.csv');
    writeFileSync(file, daily(30, () => 1).join('\n'));
    const end = await runCli(['forecast', file, '--json']);
    expect(end.code).toBe(1);
    expect(linesOf(end)[0]?.refused).toContain('t,value');
  });

  it('constant stays exactly where it is, and never reaches more', async () => {
    const { steps, limit } = await forecastOf(
      daily(60, () => 12),
      '--limit',
      '20',
    );
    expect(new Set(steps.flatMap((step) => QUANTILES.map((name) => step[name])))).toEqual(new Set([12]));
    expect(limit).toEqual({ value: 20, days: never, probability: { within7: 0, within30: 0 } });
  });

  it('all zero stays zero', async () => {
    const { steps, limit } = await forecastOf(
      daily(60, () => 0),
      '--limit',
      '1',
    );
    expect(steps.every(({ q025, q975 }) => q025 === 0 && q975 === 0)).toBe(true);
    expect(limit?.probability.within30).toBe(0);
  });

  it('one spike is neither trend nor level', async () => {
    const { steps, limit } = await forecastOf(
      daily(60, (index) => (index === 40 ? 1_000 : 10)),
      '--limit',
      '500',
    );
    expect(steps.at(-1)?.q50).toBeCloseTo(10, 0);
    expect(limit?.days.q50).toBeNull();
    expect(limit?.probability.within30).toBeLessThan(0.2);
  });

  it('negative values go on below zero, and without them nothing does', async () => {
    const falling = await forecastOf(daily(60, (index) => -5 - index));
    expect(falling.steps.at(-1)?.q50).toBeLessThan(-64);
    const towardsZero = await forecastOf(daily(60, (index) => 60 - index));
    expect(towardsZero.steps.every(({ q025 }) => q025 >= 0)).toBe(true);
  });

  it('order does not matter, and of doubled times the last stands', async () => {
    const rows = daily(60, (index) => 100 + index);
    const [straight, shuffled, doubled] = await Promise.all([
      forecastOf(rows),
      forecastOf([...rows].reverse()),
      forecastOf([...daily(60, () => 7), ...rows]),
    ]);
    const forecasts = [straight, shuffled, doubled].map(({ steps, changePoints }) => ({ steps, changePoints }));
    expect(forecasts[0]?.steps).toHaveLength(30);
    expect(forecasts[1]).toEqual(forecasts[0]);
    expect(forecasts[2]).toEqual(forecasts[0]);
  });

  it('what lies before a gap of ten years plays no part', async () => {
    const old = Array.from({ length: 60 }, (_, index) => `2015-03-${String((index % 28) + 1).padStart(2, '0')},9000`);
    const rows = daily(60, (index) => 100 + index);
    const [with10, without] = await Promise.all([forecastOf([...old, ...rows]), forecastOf(rows)]);
    expect(with10.steps).toHaveLength(30);
    expect(with10.steps).toEqual(without.steps);
  });

  it('single cells of NaN and 1e300 are gaps', async () => {
    const rows = daily(60, (index) => ({ 20: 'NaN', 21: '1e300', 22: '' })[index] ?? 100 + index);
    const line = await forecastOf(rows);
    expect(line.refused).toBeNull();
    expectWellFormed(line);
    expect(line.steps[0]?.q50).toBeCloseTo(160, 0);
  });

  it.each([
    ['0', daily(60, (index) => index)],
    ['30', daily(60, (index) => index)],
    ['-1', daily(60, () => 0)],
  ])('a limit of %s that is passed already is reached now', async (limit, rows) => {
    const line = await forecastOf(rows, '--limit', limit);
    expect(line.limit).toEqual({ value: Number(limit), days: now, probability: { within7: 1, within30: 1 } });
  });

  it('a level shift is a change point, written like the times of the file', async () => {
    const { changePoints } = await forecastOf(daily(80, (index) => (index < 50 ? 100 : 160) + (index % 3)));
    expect(changePoints).toHaveLength(1);
    expect(changePoints[0]?.t).toBe(dayText(50));
    expect(changePoints[0]?.change).toBeCloseTo(60, 0);
  });
});
