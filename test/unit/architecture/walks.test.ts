import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(resolve(root, 'docs/architecture.md'), 'utf8');
const HOP = /^\| [^|]+ \| `(src\/[^`]+)` \| `(\w+)` \|$/gm;
const hops = [...page.matchAll(HOP)].map(([, file = '', name = '']) => [file, name] as const);

describe('the walks in docs/architecture.md', () => {
  it('are both there, hop by hop', () => {
    expect(hops.length).toBeGreaterThanOrEqual(26);
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('`src/'));
    expect(hops).toHaveLength(rows.length);
  });

  it.each(hops)('%s has %s', (file, name) => {
    const declared = new RegExp(`^(export (async )?(function|class) ${name}\\b| {2}(async )?${name}\\()`, 'm');
    expect(readFileSync(resolve(root, file), 'utf8')).toMatch(declared);
  });
});
