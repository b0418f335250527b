import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../../..');
const FIXTURE = join(ROOT, 'test/fixtures/provider-example');
const PRICES = 'src/shared/core/pricing/data/price-list.json';
let copy: string;

/** The whole source, copied, with the made-up provider dropped in: its folder, its line, its prices. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'headroom-provider-'));
  for (const name of [
    'package.json',
    'tsconfig.base.json',
    'tsconfig.main.json',
    'vitest.config.ts',
    'src',
    'drizzle',
  ]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(FIXTURE, 'parcel'), join(copy, 'src/main/providers/parcel'), { recursive: true });
  edit('src/main/providers/index.ts', (text) =>
    text
      .replace(/^import type \{ ProviderEntry/m, "import { parcelDescriptor } from './parcel/descriptor';\n$&")
      .replace(/^\];/m, `${readFileSync(join(FIXTURE, 'registry-line.txt'), 'utf8')}];`),
  );
  edit(PRICES, (text) => {
    const list = JSON.parse(text) as Record<'plans' | 'limits', unknown[]>;
    const added = JSON.parse(readFileSync(join(FIXTURE, 'prices.json'), 'utf8')) as typeof list;
    return JSON.stringify({
      ...list,
      plans: [...list.plans, ...added.plans],
      limits: [...list.limits, ...added.limits],
    });
  });
  mkdirSync(join(copy, 'test/integration'), { recursive: true });
  cpSync(join(FIXTURE, 'appears.check.ts'), join(copy, 'test/integration/appears.test.ts'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function edit(file: string, change: (text: string) => string): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} was not changed`);
  writeFileSync(path, after);
}

/** Runs a tool of the project in the copy; answers what it printed, and rejects where it failed. */
async function tool(name: string, ...args: readonly string[]): Promise<string> {
  const { VITEST: _vitest, VITEST_WORKER_ID: _worker, ...env } = process.env;
  try {
    const { stdout } = await run(process.execPath, [join(ROOT, 'node_modules/.bin', name), ...args], {
      cwd: copy,
      env,
    });
    return stdout;
  } catch (error) {
    const { stdout = String(error), stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} failed: ${stdout}${stderr}`);
  }
}

describe('a provider dropped into its folder', () => {
  it('is type-checked with nothing else changed', async () => {
    await expect(tool('tsc', '-p', 'tsconfig.main.json')).resolves.toBe('');
  }, 60_000);

  it('is found everywhere', async () => {
    await expect(tool('vitest', 'run', '--root', copy)).resolves.toMatch(/1 passed/);
  }, 60_000);
});
