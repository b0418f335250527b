import { appendFileSync, closeSync, existsSync, openSync, readSync } from 'node:fs';

/** The environment variable that names the journal's file for the reporters inside the runners. */
export const JOURNAL = 'HEADROOM_TEST_JOURNAL';

/**
 * One line of a test run's journal. Each is written as it happens, so that a runner that is killed or crashes has told
 * what it did until then.
 *
 * - `file` begins a file of tests, `file-end` ends it, with what went wrong outside of its tests
 * - `test` begins a test, `test-end` ends it; one that is tried again ends again, and the last word counts
 * - `error` is one outside of every file
 * - `end`: the runner came to its end by itself
 *
 * @typedef {{ kind: 'file', file: string }
 *   | { kind: 'file-end', file: string, problems: string[] }
 *   | { kind: 'test', id: string, file: string, title: string }
 *   | { kind: 'test-end', id: string, file: string, title: string, outcome: 'passed' | 'failed' | 'skipped', problems: string[] }
 *   | { kind: 'error', problem: string }
 *   | { kind: 'end' }} Entry
 */

/** @param {Entry} entry */
export function writeEntry(entry) {
  const file = process.env[JOURNAL];
  if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Follows a journal that another process writes.
 *
 * @param {string} file need not exist yet
 * @returns {() => Entry[]} answers the entries that came since it was last asked; a line that is only half written waits
 */
export function followJournal(file) {
  const chunk = Buffer.alloc(65_536);
  let position = 0;
  let rest = Buffer.alloc(0);
  return () => {
    if (!existsSync(file)) return [];
    const descriptor = openSync(file, 'r');
    try {
      const parts = [rest];
      for (let read = -1; read !== 0; position += read) {
        read = readSync(descriptor, chunk, 0, chunk.length, position);
        parts.push(Buffer.from(chunk.subarray(0, read)));
      }
      const all = Buffer.concat(parts);
      const end = all.lastIndexOf('\n') + 1;
      rest = all.subarray(end);
      return all
        .toString('utf8', 0, end)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    } finally {
      closeSync(descriptor);
    }
  };
}
