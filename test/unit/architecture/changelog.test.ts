import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const lines = readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8').split('\n');

test('every entry of the changelog says what kind of gain it is, in a sentence', () => {
  const entries = lines.filter((line) => line.startsWith('- '));
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    expect(entry).toMatch(/^- \[(Added|Improved|Fixed|Removed)\] \S.*\.$/);
  }
});

test('the newest version of the changelog is the version of the app', () => {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
  expect(lines.find((line) => line.startsWith('## '))).toBe(`## ${version}`);
});
