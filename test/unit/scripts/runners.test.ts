import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../scripts/setup/paths.mjs';
import { endToEnd, unitTests } from '../../../scripts/test/runners.mjs';
import type { Totals } from '../../../scripts/test/totals.mjs';
import { casesOf } from '../../integration/support/all-cases';

const fixtures = inProject('test', 'fixtures', 'test-runs');
const runners = {
  vitest: { run: unitTests, config: join(fixtures, 'vitest', 'vitest.config.ts'), ending: 'test' },
  playwright: { run: endToEnd, config: join(fixtures, 'playwright', 'playwright.config.ts'), ending: 'spec' },
};
/** Nothing of the runner that runs this test. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|FORCE_COLOR$|NODE_ENV$)/.test(name)),
);
const LIMIT = 120_000;
/** Long enough for a runner to start on a busy machine. */
const SILENCE = 15;

/** Runs some of a runner's fixtures for real; `files` is how many there are said to be. */
function runFixtures(
  runner: keyof typeof runners,
  names: readonly string[],
  { silenceSeconds = 60, files = names.length } = {},
): Promise<Totals> {
  const { run, config } = runners[runner];
  // Several run at once: none may clear away what another writes.
  const own = runner === 'playwright' ? ['--output', mkdtempSync(join(tmpdir(), 'headroom-output-'))] : [];
  const suite = { files, silenceSeconds, desktop: false, args: ['--config', config, ...own, ...names] };
  return run({ environment, note: () => undefined }, suite);
}

// Most of the time is spent waiting.
describe.concurrent.each(casesOf(['vitest', 'playwright'] as const, (runner) => runner === 'vitest'))(
  'a suite in %s',
  (runner) => {
    const path = (name: string) => `test/fixtures/test-runs/${runner}/${name}.${runners[runner].ending}.ts`;

    it(
      'that hangs is ended for its silence: what passed counts, and what was under way is named',
      async () => {
        const { passed, failed, failures } = await runFixtures(runner, ['passes', 'hangs'], {
          silenceSeconds: SILENCE,
        });
        expect(passed).toBeGreaterThan(0);
        expect(failed).toBe(1);
        expect(failures[0]).toMatch(/^Only \d of 2 files of tests were run. Under way were:\n/);
        expect(failures[0]).toContain(`  ${path('hangs')} › never ends\nNothing was finished for so long`);
      },
      LIMIT,
    );

    it(
      'whose runner is killed counts what passed, and names what was under way',
      async () => {
        const { passed, failed, failures } = await runFixtures(runner, ['passes', 'kills-runner']);
        expect(passed).toBeGreaterThan(0);
        expect(failed).toBe(1);
        expect(failures[0]).toContain(
          `  ${path('kills-runner')} › takes the runner along\nThe runner broke off with code`,
        );
      },
      LIMIT,
    );

    it(
      'one of whose processes is killed goes on, and says so',
      async () => {
        const { passed, failed, failures } = await runFixtures(runner, ['passes', 'kills-worker']);
        expect(passed).toBe(runner === 'vitest' ? 3 : 2);
        expect(failed).toBeGreaterThan(0);
        expect(failures.join('\n')).toMatch(/exited unexpectedly/);
        expect(failures.join('\n')).toContain(`${path('kills-worker')} › ends its own process`);
      },
      LIMIT,
    );

    it(
      'that left files out is a failure',
      async () => {
        const { failed, failures } = await runFixtures(runner, ['passes'], { files: 9 });
        expect([failed, failures]).toEqual([1, ['Only 1 of 9 files of tests were run. No test was under way.']]);
      },
      LIMIT,
    );

    it(
      'that has no such file is a failure',
      async () => {
        expect(await runFixtures(runner, ['nothing-like-this'])).toMatchObject({ passed: 0 });
        expect((await runFixtures(runner, ['nothing-like-this'])).failed).toBeGreaterThan(0);
      },
      LIMIT,
    );
  },
);

describe.concurrent('a suite in vitest', () => {
  it(
    'counts tests, what is wrong in a file outside of them, files that do not load and errors outside of all',
    async () => {
      const totals = await runFixtures('vitest', ['passes', 'fails', 'does-not-load', 'leaks']);
      expect(totals).toMatchObject({ passed: 5, failed: 4, skipped: 1 });
      const about = totals.failures.map((failure) => failure.split('\n').slice(0, 2));
      // Files run in no certain order.
      expect(about).toEqual(
        expect.arrayContaining([
          ['test/fixtures/test-runs/vitest/fails.test.ts › does not hold', expect.stringContaining('boom')],
          ['test/fixtures/test-runs/vitest/fails.test.ts', 'Error: clean-up went wrong'],
          ['test/fixtures/test-runs/vitest/does-not-load.test.ts', 'Error: no such thing'],
          ['Error: nobody waits for this', expect.stringContaining('leaks.test.ts')],
        ]),
      );
      expect(totals.failures.join('\n')).not.toContain('node_modules');
    },
    LIMIT,
  );

  it(
    'goes on for as long as it likes where something is finished now and then',
    async () => {
      expect(await runFixtures('vitest', ['slow'], { silenceSeconds: SILENCE })).toMatchObject({
        passed: 12,
        failed: 0,
      });
    },
    LIMIT,
  );

  it(
    'names the file of a test that holds its thread, of which nothing is heard',
    async () => {
      const { passed, failures } = await runFixtures('vitest', ['fails', 'blocks'], { silenceSeconds: SILENCE });
      expect(passed).toBe(2);
      expect(failures.at(-1)).toContain('  test/fixtures/test-runs/vitest/blocks.test.ts');
    },
    LIMIT,
  );
});

describe.concurrent('a suite in Playwright', () => {
  it(
    'counts tests, and one that passed only on a second try as failed',
    async () => {
      const { failures, ...counted } = await runFixtures('playwright', ['passes', 'fails', 'flaky']);
      expect(counted).toEqual({ passed: 2, failed: 2, skipped: 1 });
      expect(failures[0]).toContain('boom');
      expect(failures[1]).toContain('passes on a second try\nIt passed only when it was tried again.');
    },
    LIMIT,
  );

  it(
    'counts an error outside of every test',
    async () => {
      const { passed, failures } = await runFixtures('playwright', ['passes', 'does-not-load']);
      expect(passed).toBe(0);
      expect(failures[0]).toContain('no such thing');
    },
    LIMIT,
  );
});

describe.runIf(process.platform !== 'win32').concurrent('a test run that is stopped', () => {
  it(
    'by a signal to npm, which ends the shell in between alone, does not go on behind its back',
    async () => {
      // npm starts a shell that starts the run, and hands a signal on to the shell.
      const line = `"${process.execPath}" "${join(fixtures, 'stopped.mjs')}"; exit $?`;
      const env = { ...environment, npm_lifecycle_event: 'test' };
      const shell = spawn('sh', ['-c', line], { env, stdio: 'pipe' });
      let [stdout, stderr] = ['', ''];
      shell.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      shell.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        if (stderr.includes('passed · ')) shell.kill('SIGTERM');
      });
      await new Promise((resolve) => shell.once('close', resolve));
      expect(stdout).toMatch(/^[2-4] passed, 1 failed\n$/);
      expect(stderr).toContain('Stopped by SIGTERM. Not run: a later step.');
    },
    LIMIT,
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s tells what was counted, names what was under way and ends with %i',
    async (signal, code) => {
      const child = spawn(process.execPath, [join(fixtures, 'stopped.mjs')], { env: environment, stdio: 'pipe' });
      let [stdout, stderr, told] = ['', '', false];
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        // The progress tells of the last test that ended.
        if (told || !stderr.includes('passed · ')) return;
        told = true;
        child.kill(signal);
      });
      const ended = await new Promise((resolve) => child.once('close', resolve));
      expect(ended).toBe(code);
      // The check, and what passed in the suite; never a second closing line.
      expect(stdout).toMatch(/^[2-4] passed, 1 failed\n$/);
      expect(stderr).toContain('hangs.test.ts › never ends');
      expect(stderr).toContain(`Stopped by ${signal}. Not run: a later step.`);
    },
    LIMIT,
  );
});
