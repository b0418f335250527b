import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { runTerminal } from '#main/cli/run-terminal';
import { temporaryFolder } from '../store/temporary-store';

it.each([
  ['--out', ['--format', 'html']],
  ['--card', []],
])('a report never replaces a file by %s unasked, and says so before it opens any data', async (option, others) => {
  const folder = temporaryFolder();
  const [file, data] = [join(folder, 'notes'), join(folder, 'data')];
  writeFileSync(file, 'mine');
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await runTerminal(['report', ...others, option, file, '--data-dir', data])).toBe(1);
    expect(told.mock.calls.flat().join('')).toContain('There is a file of that name already.');
  } finally {
    told.mockRestore();
  }
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(existsSync(data)).toBe(false);
});
