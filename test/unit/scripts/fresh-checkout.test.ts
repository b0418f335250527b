import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../scripts/setup/paths.mjs';

const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { scripts: Record<string, string> };
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^node (scripts\/\S+\.mjs)/.exec(line)?.[1];
  return file === undefined ? [] : [[name, inProject(file)] as const];
});

/** What a script loads before its first line runs, itself included: files, and names of everything else. */
function loadedWith(entry: string): { readonly files: Set<string>; readonly others: Set<string> } {
  const files = new Set([entry]);
  const others = new Set<string>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|\} from)\b[^'\n]*'([^']+)';/gm)) {
      if (name.startsWith('.')) files.add(resolve(dirname(file), name));
      else others.add(name);
    }
  }
  return { files, others };
}

describe('before anything is installed', () => {
  it.each(commands)('npm run %s loads nothing but what comes with Node', (_name, file) => {
    const { files, others } = loadedWith(file);
    expect(files.size).toBeGreaterThan(2);
    expect([...others].filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  it('holds for the commands that people are told of', () => {
    expect(commands.map(([name]) => name)).toEqual(
      expect.arrayContaining(['start', 'test', 'headroom', 'bench', 'contract', 'architecture']),
    );
  });
});
