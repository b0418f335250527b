import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from '../setup/paths.mjs';
import { writeEntry } from './journal.mjs';

const OUTCOMES = { expected: 'passed', skipped: 'skipped', unexpected: 'failed', flaky: 'failed' };

/**
 * A reporter for Playwright that keeps the journal of a run, see journal.mjs. A test that passed only on a second try
 * counts as failed.
 */
export default class PlaywrightJournal {
  /** @type {import('@playwright/test/reporter').TestCase[]} */
  #open = [];

  /** @type {Map<string, Set<string>>} */
  #openInFile = new Map();

  /**
   * @param {import('@playwright/test/reporter').FullConfig} _config
   * @param {import('@playwright/test/reporter').Suite} suite
   */
  onBegin(_config, suite) {
    this.#open = suite.allTests();
    for (const test of this.#open) {
      const file = fileOf(test);
      if (!this.#openInFile.has(file)) this.#openInFile.set(file, new Set());
      this.#openInFile.get(file)?.add(test.id);
    }
  }

  /** @param {import('@playwright/test/reporter').TestCase} test */
  onTestBegin(test) {
    writeEntry({ kind: 'test', ...identity(test) });
  }

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, { errors, status }) {
    // It stays under way for whoever reads the journal of a run that was stopped.
    if (status === 'interrupted') return;
    this.#end(test, errors.map(problemOf));
  }

  /** @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    writeEntry({ kind: 'error', problem: problemOf(error) });
  }

  /** @param {import('@playwright/test/reporter').FullResult} result */
  onEnd({ status }) {
    if (status === 'interrupted') return;
    // What was left out because of another failure.
    for (const test of this.#open.filter((one) => one.results.length === 0)) this.#end(test, []);
    writeEntry({ kind: 'end' });
  }

  #end(test, problems) {
    const outcome = test.outcome();
    const told = outcome === 'flaky' ? [...problems, 'It passed only when it was tried again.'] : problems;
    writeEntry({ kind: 'test-end', ...identity(test), outcome: OUTCOMES[outcome], problems: told });
    const file = fileOf(test);
    const open = this.#openInFile.get(file);
    if (open?.delete(test.id) && open.size === 0) writeEntry({ kind: 'file-end', file, problems: [] });
  }
}

function identity(test) {
  const [, , , ...titles] = test.titlePath();
  return { id: test.id, file: fileOf(test), title: titles.join(' › ') };
}

function fileOf({ location }) {
  return relative(projectRoot, location.file);
}

/** @param {import('@playwright/test/reporter').TestError} error */
function problemOf({ message, stack, value, snippet }) {
  const told = stack ?? message ?? value ?? 'An error without a word.';
  return stripVTControlCharacters(snippet && !told.includes(snippet) ? `${told}\n${snippet}` : told);
}
