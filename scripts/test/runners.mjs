import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject, projectNode } from '../setup/paths.mjs';
import { run, tail } from '../setup/run.mjs';
import { followJournal, JOURNAL } from './journal.mjs';
import { totalsOfJournal } from './totals.mjs';

/** A run is ended when it finished nothing for so long; how long all of it takes is nobody's business. */
const SILENCE_SECONDS = 300;
const OUTPUT_LINES = 20;

const script = (...path) => inProject('scripts', ...path);

/**
 * What to run: `args` are more arguments for the runner, `files` is how many files of tests there are to be run.
 *
 * @typedef {{ files: number, args?: string[], extra?: NodeJS.ProcessEnv, silenceSeconds?: number, desktop?: boolean }} Suite
 * @typedef {import('./run-steps.mjs').Context} Context
 */

/**
 * Runs tests in Vitest, which runs in Node.
 *
 * @param {Context} context
 * @param {Suite} suite
 */
export function unitTests(context, { args = [], ...suite }) {
  const { HEADROOM_SQLITE_BINDING: _, ...environment } = context.environment;
  const reporter = `--reporter=${script('test', 'vitest-journal.mjs')}`;
  const command = [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', reporter, ...args];
  // It would load the prebuilt SQLite: the compiled binding is for Electron.
  return journaled({ ...context, environment }, command, suite);
}

/**
 * Runs tests in Playwright, which starts the built app. Its workers see to a desktop session each.
 *
 * @param {Context} context
 * @param {Suite} suite
 */
export function endToEnd(context, { args = [], ...suite }) {
  const reporter = `--reporter=list,${script('test', 'playwright-journal.mjs')}`;
  return journaled(context, [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', reporter, ...args], {
    desktop: false,
    ...suite,
  });
}

/**
 * Runs a test runner, in a desktop session of its own unless told not to, and counts the journal that it kept, whatever
 * became of the runner.
 */
async function journaled({ environment, note }, command, suite) {
  const { files, extra = {}, silenceSeconds = SILENCE_SECONDS, desktop = true } = suite;
  const folder = mkdtempSync(join(tmpdir(), 'headroom-journal-'));
  const follow = followJournal(join(folder, 'journal'));
  const entries = [];
  let passed = 0;
  const listen = () => {
    const came = follow();
    entries.push(...came);
    for (const entry of came) {
      if (entry.kind !== 'test-end') continue;
      passed += entry.outcome === 'passed' ? 1 : 0;
      note(`${passed} passed · ${entry.title}`);
    }
    return came.some(({ kind }) => kind === 'test-end' || kind === 'file-end');
  };
  try {
    const env = { ...environment, ...extra, NO_COLOR: '1', [JOURNAL]: join(folder, 'journal') };
    const session = desktop ? [script('test', 'desktop-session.mjs'), projectNode()] : [];
    const result = await run(projectNode(), [...session, ...command], { env, silenceSeconds, isAlive: listen });
    listen();
    return totalsOfJournal(entries, files, { ...result, output: tail(result.output, OUTPUT_LINES) });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
