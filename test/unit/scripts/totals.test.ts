import { describe, expect, it } from 'vitest';
import { totalsOfCheck, totalsOfPlaywright, totalsOfVitest } from '../../../scripts/test/totals.mjs';

const test = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});
const file = (status: string, assertionResults: ReturnType<typeof test>[], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults,
});

describe('totalsOfCheck', () => {
  it('counts a check as one test', () => {
    expect(totalsOfCheck({ code: 0, output: '', timedOut: false })).toMatchObject({ passed: 1, failed: 0 });
    expect(totalsOfCheck({ code: 2, output: 'why\n', timedOut: false })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['why'],
    });
  });

  it('says that a check ran out of time', () => {
    expect(totalsOfCheck({ code: 124, output: 'x', timedOut: true }).failures).toEqual(['It did not end in time.\nx']);
  });
});

describe('totalsOfVitest', () => {
  it('counts tests, not files, and leaves skipped ones out of both totals', () => {
    const report = {
      success: false,
      testResults: [
        file('failed', [test('one', 'passed'), test('two', 'failed', ['boom']), test('three', 'skipped')]),
        file('passed', [test('four', 'passed'), test('five', 'todo')]),
      ],
    };
    expect(totalsOfVitest(report, report.testResults.length)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
      failures: ['a.test.ts\ntwo\nboom'],
    });
  });

  it('counts a file that could not be loaded', () => {
    const report = { success: false, testResults: [file('failed', [], 'Cannot find x'), file('failed', [])] };
    expect(totalsOfVitest(report, report.testResults.length)).toMatchObject({ passed: 0, failed: 2 });
    expect(totalsOfVitest(report, report.testResults.length).failures[0]).toContain('Cannot find x');
  });

  it('counts a file whose tests passed and whose clean-up failed', () => {
    const report = { success: false, testResults: [file('failed', [test('one', 'passed')], 'afterAll failed')] };
    expect(totalsOfVitest(report, report.testResults.length)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts an error outside of every test', () => {
    const report = { success: false, testResults: [file('passed', [test('one', 'passed')])] };
    expect(totalsOfVitest(report, report.testResults.length)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('files of tests that were not run', () => {
  it.each([
    [1, 2],
    [0, 3],
    // Nobody counted any: then the count is wrong.
    [0, 0],
  ])('%i of %i are a failure, though nothing that ran failed', (ran, files) => {
    const results = Array.from({ length: ran }, () => file('passed', [test('one', 'passed')]));
    const suites = Array.from({ length: ran }, () => ({ title: 'a.spec.ts' }));
    const failures = [`Only ${ran} of ${files} files of tests were run.`];
    expect(totalsOfVitest({ success: true, testResults: results }, files)).toMatchObject({ failed: 1, failures });
    const report = { stats: { expected: ran, skipped: 0 }, errors: [], suites };
    expect(totalsOfPlaywright(report, files)).toMatchObject({ failed: 1, failures });
  });
});

describe('totalsOfPlaywright', () => {
  const spec = (title: string, status: string, errors: { message: string }[] = []) => ({
    title,
    tests: [{ status, results: [{ errors }] }],
  });

  it('counts nested suites, and a flaky test as failed', () => {
    const report = {
      stats: { expected: 1, skipped: 1, unexpected: 1, flaky: 1 },
      errors: [],
      suites: [
        {
          title: 'a.test.ts',
          specs: [spec('good', 'expected'), spec('later', 'skipped')],
          suites: [{ title: 'inner', specs: [spec('bad', 'unexpected', [{ message: 'boom' }]), spec('odd', 'flaky')] }],
        },
      ],
    };
    expect(totalsOfPlaywright(report, 1)).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(totalsOfPlaywright(report, 1).failures[0]).toBe('a.test.ts › inner › bad\nboom');
  });

  it('counts an error outside of every test, such as finding none', () => {
    const report = { stats: { expected: 0, skipped: 0 }, errors: [{ message: 'No tests found' }], suites: [] };
    expect(totalsOfPlaywright(report, 1)).toEqual({
      passed: 0,
      failed: 2,
      skipped: 0,
      failures: ['No tests found', 'Only 0 of 1 files of tests were run.'],
    });
  });
});
