import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedImports, forbiddenImports } from './boundary-cases';

const projectRoot = resolve(import.meta.dirname, '../../..');
const configFile = join(projectRoot, '.dependency-cruiser.cjs');
const checker = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

const packageNames = [
  ...['electron', 'better-sqlite3', 'drizzle-orm', 'got', 'zod', 'temporal-polyfill', 'chart.js'],
  '@modelcontextprotocol/server',
];
const shipped = packageNames.filter((name) => !['electron', 'chart.js'].includes(name));

/** Writes a source tree in which each file imports what the case says, with stand-ins for the packages. */
function plant(root: string, imports: readonly (readonly [file: string, module: string])[]): void {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const lines = new Map<string, string[]>();
  const touch = (file: string): string[] => {
    const existing = lines.get(file) ?? [];
    lines.set(file, existing);
    return existing;
  };
  for (const [file, module] of imports) {
    touch(file).push(module.startsWith('import ') ? module : `import '${module}';`);
    const target = /'#([^']+)'|^#(.+)$/.exec(module);
    const path = target?.[1] ?? target?.[2];
    if (path && !path.endsWith('nowhere')) touch(`src/${path}.ts`);
  }
  for (const [file, content] of lines) write(file, `${content.join('\n')}\nexport {};\n`);
  for (const name of packageNames) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  write('src/shared/core/pricing/data/prices.json', '{}');
  const versions = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, '1.0.0']));
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      imports: { '#shared/*': './src/shared/*.ts', '#main/*': './src/main/*.ts' },
      dependencies: versions(shipped),
      devDependencies: versions(['electron', 'chart.js']),
    }),
  );
}

function check(root: string): readonly Violation[] {
  const args = [checker, 'src', '--config', configFile, '--output-type', 'json'];
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  if (!result.stdout.startsWith('{')) throw new Error(`The boundary check did not run: ${result.stderr}`);
  return JSON.parse(result.stdout).summary.violations;
}

describe('the import boundaries', () => {
  const root = mkdtempSync(join(tmpdir(), 'headroom-boundaries-'));
  let violations: readonly Violation[] = [];

  beforeAll(() => {
    plant(
      root,
      forbiddenImports.flatMap(({ imports }) => imports),
    );
    violations = check(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(forbiddenImports)('$rule: $imports', ({ rule, imports }) => {
    const broken = violations.filter(({ rule: { name }, from }) => name === rule && from === imports[0]?.[0]);
    expect(broken).not.toEqual([]);
  });

  it('has a forbidden import in this test for every rule', () => {
    const config: { forbidden: readonly { name: string }[] } = createRequire(import.meta.url)(configFile);
    const proven = new Set(forbiddenImports.map(({ rule }) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  });

  it('allows what the architecture allows', () => {
    const clean = mkdtempSync(join(tmpdir(), 'headroom-boundaries-'));
    try {
      plant(clean, allowedImports);
      expect(check(clean).map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    } finally {
      rmSync(clean, { recursive: true, force: true });
    }
  });
});
