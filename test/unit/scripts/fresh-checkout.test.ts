import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

it('no script is left that nothing runs', () => {
  const files = readdirSync(inProject('scripts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]js$/.test(name))
    .map((name) => inProject('scripts', name));
  expect(files.length).toBeGreaterThan(30);
  const texts = ['package.json', '.dependency-cruiser.cjs', 'docs/pricing.md', 'test/unit/scripts']
    .flatMap((path) =>
      path.includes('.') ? [inProject(path)] : readdirSync(inProject(path)).map((name) => join(inProject(path), name)),
    )
    .concat(files)
    .map((file) => [file, readFileSync(file, 'utf8')] as const);
  const named = (file: string) => file.split(/[\\/]/).at(-1) ?? file;
  const unused = files.filter(
    (file) =>
      !file.includes('default-app') && !texts.some(([other, text]) => other !== file && text.includes(named(file))),
  );
  expect(unused).toEqual([]);
});
