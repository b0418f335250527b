import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from '../setup/paths.mjs';
import { writeEntry } from './journal.mjs';

/** A reporter for Vitest that keeps the journal of a run, see journal.mjs. */
export default class VitestJournal {
  /** @param {import('vitest/node').TestModule} module */
  onTestModuleQueued(module) {
    writeEntry({ kind: 'file', file: fileOf(module) });
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseReady(test) {
    writeEntry({ kind: 'test', ...identity(test) });
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const { state, errors = [] } = test.result();
    if (state === 'pending') return;
    writeEntry({ kind: 'test-end', ...identity(test), outcome: state, problems: errors.map(problemOf) });
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    const suites = [...module.children.allSuites()];
    const problems = [module, ...suites].flatMap((part) => part.errors().map(problemOf));
    const tests = [...module.children.allTests()];
    // A file may be failed without a word, and without a test that says so.
    if (!module.ok() && problems.length === 0 && !tests.some((test) => test.result().state === 'failed'))
      problems.push('The file failed without saying why; run it by hand.');
    writeEntry({ kind: 'file-end', file: fileOf(module), problems });
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} _modules
   * @param {readonly import('vitest/node').SerializedError[]} errors
   * @param {import('vitest/node').TestRunEndReason} reason
   */
  onTestRunEnd(_modules, errors, reason) {
    for (const error of errors) writeEntry({ kind: 'error', problem: problemOf(error) });
    if (reason !== 'interrupted') writeEntry({ kind: 'end' });
  }
}

function identity(test) {
  return { id: test.id, file: fileOf(test.module), title: test.fullName };
}

function fileOf({ moduleId }) {
  return relative(projectRoot, moduleId);
}

/** @param {{ message: string, stack?: string, diff?: string, cause?: { message?: string } }} error */
function problemOf({ message, stack, diff, cause }) {
  const because = cause?.message ? `\nbecause: ${cause.message}` : '';
  const told = stack?.includes(message) ? ownLines(stack) : `${message}\n${ownLines(stack ?? '')}`;
  return stripVTControlCharacters(`${told}${diff ? `\n${diff}` : ''}${because}`);
}

/** Without where the runner itself was. */
function ownLines(stack) {
  return stack
    .split('\n')
    .filter((line) => !/^\s+at .*(\/|\\)node_modules(\/|\\)|^\s+at new Promise|^\s+at process\./.test(line))
    .join('\n');
}
