import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../scripts/test/journal.mjs';
import { totalsOfCheck, totalsOfJournal } from '../../../scripts/test/totals.mjs';

const cut = (cutOff: 'silence' | 'stopped') => ({ code: 124, output: '', cutOff });

describe('totalsOfCheck', () => {
  it('counts a check as one test', () => {
    expect(totalsOfCheck({ code: 0, output: '', cutOff: null })).toMatchObject({ passed: 1, failed: 0 });
    expect(totalsOfCheck({ code: 2, output: 'why\n', cutOff: null })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['why'],
    });
  });

  it('says that a check ran out of time', () => {
    expect(totalsOfCheck({ code: 124, output: 'x', cutOff: 'limit' }).failures).toEqual(['It did not end in time.\nx']);
  });
});

describe('totalsOfJournal', () => {
  const whole = { code: 0, output: 'what it said', cutOff: null };
  const file = (name: string, problems: string[] = []): Entry => ({ kind: 'file-end', file: name, problems });
  const ended = (id: string, outcome: 'passed' | 'failed' | 'skipped', problems: string[] = []): Entry => ({
    kind: 'test-end',
    id,
    file: 'a.test.ts',
    title: id,
    outcome,
    problems,
  });

  it('counts tests, not files, and leaves skipped ones out of both totals', () => {
    const entries: Entry[] = [
      ended('one', 'passed'),
      ended('two', 'failed', ['boom']),
      ended('three', 'skipped'),
      file('a.test.ts'),
      { kind: 'end' },
    ];
    expect(totalsOfJournal(entries, 1, { ...whole, code: 1 })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      failures: ['a.test.ts › two\nboom'],
    });
  });

  it('counts a test that was tried again once, by its last word', () => {
    const entries: Entry[] = [ended('one', 'failed'), ended('one', 'passed'), file('a.test.ts'), { kind: 'end' }];
    expect(totalsOfJournal(entries, 1, whole)).toMatchObject({ passed: 1, failed: 0 });
  });

  it.each([
    [
      'a run that failed without a failure',
      [file('a.test.ts'), { kind: 'end' }],
      { ...whole, code: 1 },
      'what it said',
    ],
    [
      'a run that ended well and did not come to its end',
      [file('a.test.ts')],
      whole,
      'The runner broke off with code 0',
    ],
    [
      'a run that was cut off after its last test',
      [file('a.test.ts'), { kind: 'end' }],
      cut('silence'),
      'Nothing was finished',
    ],
    ['a run that was stopped', [file('a.test.ts'), { kind: 'end' }], cut('stopped'), 'It was stopped.'],
    ['a journal that was never begun', [], whole, 'Only 0 of 1 files'],
  ] as const)('counts %s', (_what, entries, result, words) => {
    const { passed, failed, failures } = totalsOfJournal([...entries], 1, result);
    expect([passed, failed]).toEqual([0, 1]);
    expect(failures[0]).toContain(words);
  });

  it.each([
    [1, 2],
    [0, 3],
    // Nobody counted any: then the count is wrong.
    [0, 0],
  ])('%i files of tests of %i are a failure, though nothing that ran failed', (ran, files) => {
    const entries = Array.from({ length: ran }, (_, at) => file(`${at}.test.ts`));
    expect(totalsOfJournal([...entries, { kind: 'end' }], files, whole)).toMatchObject({
      failed: 1,
      failures: [`Only ${ran} of ${files} files of tests were run. No test was under way.`],
    });
  });
});
