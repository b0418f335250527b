/**
 * What a step of the test run found.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Totals `failures` are ready to read
 */

/** @typedef {import('../setup/run.mjs').CutOff} CutOff */

const NAMED_AT_MOST = 20;

/**
 * A check that is one test: it passed or it failed.
 *
 * @param {{ code: number, output: string, cutOff: CutOff }} result
 * @returns {Totals}
 */
export function totalsOfCheck(result) {
  if (result.code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return { passed: 0, failed: 1, skipped: 0, failures: [`${whyCutOff(result.cutOff)}${result.output.trim()}`] };
}

/**
 * Counts the journal that a runner kept, of a run that was cut off or crashed too. What went wrong in a file outside of
 * its tests, an error outside of every file, files of tests that were not run, and a run that did not come to its end
 * count as one failure each, so that nothing broken passes unseen.
 *
 * @param {import('./journal.mjs').Entry[]} entries
 * @param {number} files how many files of tests there are
 * @param {{ code: number, output: string, cutOff: CutOff }} result how the runner ended
 * @returns {Totals}
 */
export function totalsOfJournal(entries, files, result) {
  const tests = [...new Map(entries.filter(isTestEnd).map((entry) => [entry.id, entry])).values()];
  const having = (outcome) => tests.filter((test) => test.outcome === outcome);
  const ended = new Set(entries.flatMap((entry) => (entry.kind === 'file-end' ? [entry.file] : [])));
  const failures = [
    ...having('failed').map(({ file, title, problems }) => [`${file} › ${title}`, ...problems].join('\n')),
    ...entries.flatMap((entry) => {
      if (entry.kind === 'file-end' && entry.problems.length > 0) return [[entry.file, ...entry.problems].join('\n')];
      return entry.kind === 'error' ? [entry.problem] : [];
    }),
  ];
  // A runner that finds no tests has none that fail.
  const isWhole = files > 0 && ended.size >= files;
  const left = `Only ${ended.size} of ${files} files of tests were run. ${toldUnderWay(entries, tests)}`;
  if (result.cutOff !== null || !entries.some(({ kind }) => kind === 'end')) {
    failures.push(`${left}\n${brokenOff(result)}`);
  } else {
    // A report without a failure from a run that failed would be a lie.
    if (failures.length === 0 && result.code !== 0) failures.push(result.output.trim());
    if (!isWhole) failures.push(left);
  }
  return { passed: having('passed').length, failed: failures.length, skipped: having('skipped').length, failures };
}

/**
 * @param {import('./journal.mjs').Entry} entry
 * @returns {entry is Extract<import('./journal.mjs').Entry, { kind: 'test-end' }>}
 */
function isTestEnd(entry) {
  return entry.kind === 'test-end';
}

function brokenOff({ code, output, cutOff }) {
  return `${whyCutOff(cutOff) || `The runner broke off with code ${code}.\n`}${output.trim()}`;
}

function toldUnderWay(entries, tests) {
  const names = namesUnderWay(entries, new Set(tests.map(({ id }) => id)));
  if (names.length === 0) return 'No test was under way.';
  const more = names.length > NAMED_AT_MOST ? [`  and ${names.length - NAMED_AT_MOST} more`] : [];
  return ['Under way were:', ...names.slice(0, NAMED_AT_MOST).map((name) => `  ${name}`), ...more].join('\n');
}

/** Tests that began and did not end, and files that began and of which no test is heard. */
function namesUnderWay(entries, endedTests) {
  const endedFiles = new Set(entries.flatMap((entry) => (entry.kind === 'file-end' ? [entry.file] : [])));
  const names = new Map();
  for (const entry of entries) {
    if (entry.kind === 'file' && !endedFiles.has(entry.file)) names.set(entry.file, entry.file);
  }
  const began = entries.filter((entry) => entry.kind === 'test' && !endedTests.has(entry.id));
  for (const { id, file, title } of /** @type {{ id: string, file: string, title: string }[]} */ (began)) {
    names.delete(file);
    names.set(id, `${file} › ${title}`);
  }
  return [...names.values()];
}

function whyCutOff(cutOff) {
  const reasons = {
    limit: 'It did not end in time.\n',
    silence: 'Nothing was finished for so long that it was ended.\n',
    stopped: 'It was stopped.\n',
  };
  return cutOff === null ? '' : reasons[cutOff];
}
