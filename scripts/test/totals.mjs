/**
 * What a step of the test run found.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Totals `failures` are ready to read
 */

/**
 * The parts read of the runners' own reports.
 *
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ success: boolean, testResults: VitestFile[] }} VitestReport
 * @typedef {{ status: string, results: { errors?: { message?: string, stack?: string }[] }[] }} PlaywrightTest
 * @typedef {{ title: string, specs?: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ stats: { expected: number, skipped: number }, errors: { message?: string }[], suites: PlaywrightSuite[] }} PlaywrightReport
 */

/**
 * A check that is one test: it passed or it failed.
 *
 * @param {{ code: number, output: string, timedOut: boolean }} result
 * @returns {Totals}
 */
export function totalsOfCheck(result) {
  if (result.code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  const reason = result.timedOut ? 'It did not end in time.\n' : '';
  return { passed: 0, failed: 1, skipped: 0, failures: [reason + result.output.trim()] };
}

/**
 * Counts Vitest's JSON report. A file that could not be loaded, an error outside of every test, and files of tests that
 * the report does not have, count as one failure each, so that nothing broken passes unseen.
 *
 * @param {VitestReport} report what `--reporter=json` wrote
 * @param {number} files how many files of tests there are
 * @returns {Totals}
 */
export function totalsOfVitest(report, files) {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name })),
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = [
    ...failed.map(({ file, fullName, failureMessages }) => `${file}\n${fullName}\n${failureMessages.join('\n')}`),
    ...brokenFiles.map(({ name, message }) => `${name}\n${message || 'The file could not be loaded.'}`),
  ];
  if (failures.length === 0 && !report.success)
    failures.push('Vitest saw an error outside of its tests; run it by hand.');
  failures.push(...leftOut(report.testResults.length, files));
  return { passed, failed: failures.length, skipped: tests.length - passed - failed.length, failures };
}

/**
 * Counts Playwright's JSON report; a test that passed only on a second try counts as failed, and so do files of tests that
 * the report does not have.
 *
 * @param {PlaywrightReport} report what `--reporter=json` wrote
 * @param {number} files how many files of tests there are
 * @returns {Totals}
 */
export function totalsOfPlaywright(report, files) {
  const specs = report.suites.flatMap((suite) => specsOf(suite));
  const failures = [
    ...specs.filter(({ status }) => status === 'unexpected' || status === 'flaky').map(describeSpec),
    ...report.errors.map(({ message }) => message ?? 'An error outside of every test.'),
    ...leftOut(report.suites.length, files),
  ];
  const { expected, skipped } = report.stats;
  return { passed: expected, failed: failures.length, skipped, failures };
}

/** A runner that finds no tests has none that fail. */
function leftOut(ran, files) {
  return files > 0 && ran >= files ? [] : [`Only ${ran} of ${files} files of tests were run.`];
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} [parents]
 * @returns {{ titles: string[], status: string, results: PlaywrightTest['results'] }[]}
 */
function specsOf(suite, parents = []) {
  const titles = [...parents, suite.title];
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, results }) => ({ titles: [...titles, title], status, results })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, titles))];
}

function describeSpec({ titles, results }) {
  const messages = results.flatMap(({ errors }) => (errors ?? []).map(({ message, stack }) => stack ?? message));
  return `${titles.join(' › ')}\n${messages.join('\n')}`;
}
