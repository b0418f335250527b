import { afterEach, describe, expect, it, vi } from 'vitest';
import { riskCode, worstCode } from '#main/cli/exit-codes';
import { tellOld } from '#main/cli/old-accounts';
import { print, table } from '#main/cli/output';

describe('the exit code of the risk', () => {
  it.each([
    [[], 0],
    [['calm', 'watch', null], 0],
    [['calm', 'warning'], 10],
    [['warning', 'critical'], 11],
    [['over', 'calm'], 11],
  ] as const)('of %j is %i', (severities, code) => {
    expect(riskCode(severities.map((severity) => ({ severity, atLimit: 'reject' })))).toBe(code);
  });

  it('counts before what is old or unknown; without a risk the answer says so itself', () => {
    expect(worstCode([], 3)).toBe(3);
    expect(worstCode([{ severity: 'calm', atLimit: 'reject' }], 0)).toBe(0);
    expect(worstCode([{ severity: 'warning', atLimit: 'reject' }], 3)).toBe(10);
  });

  it('is 3 where all accounts are old; where some are, standard error alone names them', () => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect([tellOld({ text: 'acme', all: true }), tellOld({ text: 'acme', all: false })]).toEqual([3, 0]);
    expect(told.mock.calls).toHaveLength(2);
    expect(tellOld({ text: '', all: false })).toBe(0);
    expect(told.mock.calls).toHaveLength(2);
    told.mockRestore();
  });

  it('leaves out a limit at which nothing happens', () => {
    expect(riskCode([{ severity: 'over', atLimit: 'none' }])).toBe(0);
  });
});

describe('a table in a narrow terminal', () => {
  const rows = [['Redis storage', '25 MB', 'The key may not read this. Give it the right to read usage.']];

  it('wraps its texts and loses no word of them; figures stay whole', () => {
    const drawn = table(['What', 'Used', 'Why'], rows, [1], 40);
    const lines = drawn.split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(drawn).toContain('25 MB');
    expect(drawn.match(/\b(key|right|usage)\b/g)).toEqual(['key', 'right', 'usage']);
  });

  it('never cuts a word, such as the name of a metric', () => {
    const key = 'VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS';
    expect(table(['Metric', 'Why'], [[key, 'a b c d e f g h i j']], [], 40)).toContain(key);
  });

  it('stands row below row where it cannot be made narrow enough, and no figure is without its name', () => {
    const key = 'VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS';
    const drawn = table(
      ['Metric', 'Used', 'Limit', 'Percent', ''],
      [
        [key, '277 GB-hours', '–', '–', 'The key may not read all of this: give it the right to.'],
        ['VERCEL_KV_STORAGE_MB', '25.5 MB', '30 MB', '85 %', ''],
      ],
      [1, 2, 3],
      50,
    );
    expect(drawn.split('\n')).toEqual([
      key,
      '  Used 277 GB-hours, The key may not read all of',
      '  this: give it the right to.',
      'VERCEL_KV_STORAGE_MB',
      '  Used 25.5 MB, Limit 30 MB, Percent 85 %',
    ]);
  });

  it('is one line a row where there is room, or no terminal', () => {
    for (const width of [200, null]) {
      expect(table(['What', 'Used', 'Why'], rows, [1], width).split('\n')).toHaveLength(2);
    }
  });
});

describe('colors', () => {
  const written: string[] = [];
  const isTTY = process.stdout.isTTY;
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.stdout.isTTY = isTTY;
    written.length = 0;
  });

  it.each([
    [true, '', true],
    [true, '1', false],
    [false, '', false],
  ])('terminal %s, NO_COLOR "%s": %s', (terminal, noColor, colored) => {
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    process.stdout.isTTY = terminal;
    vi.stubEnv('NO_COLOR', noColor);
    vi.stubEnv('TERM', 'xterm');
    print('one\ntwo \u001b[32mgreen', (line) => (line === 1 ? 'red' : null));
    const [text = ''] = written;
    expect(text.includes('\u001b[31m')).toBe(colored);
    // What others wrote never steers the terminal.
    expect(text).not.toContain('\u001b[32m');
    expect(text.startsWith('one\n')).toBe(true);
  });
});
