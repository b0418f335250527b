import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from './support/fixtures';
import { projectRoot } from './support/launch';

const main = join(projectRoot, 'out/main');

/** What a built file imports before it runs. */
function staticImports(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/^import\s*(?:[^'"]*?from\s*)?["']([^"']+)["']/gm)].map((match) => match[1] ?? '');
}

/** Every file and package that loads with `entry`, dynamic imports left out. */
function loadedWith(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set([normalize(entry)]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const name of staticImports(file)) {
      if (name.startsWith('.')) files.add(normalize(join(dirname(file), name)));
      else packages.add(name);
    }
  }
  return { files, packages };
}

test('before the window shows, nothing loads that it does not need', () => {
  const entry = join(main, 'index.js');
  const compose = /import\("(\.\/chunks\/compose-[^"]+)"\)/.exec(readFileSync(entry, 'utf8'))?.[1];
  expect(compose).toBeDefined();
  const { files, packages } = loadedWith(join(main, String(compose)));
  for (const name of loadedWith(entry).packages) packages.add(name);
  const names = [...files].map((file) => file.slice(main.length + 1));
  expect(names.length).toBeGreaterThan(1);
  expect([...packages]).toContain('electron');
  const chunks = readdirSync(join(main, 'chunks'));
  for (const heavy of [
    ...[/simulator/, /(?:^|\/)client-/, /default-price-list/, /markdown-/, /html-/],
    // What threads do is loaded in them.
    ...[/serve-forecasts/, /serve-simulator/, /serve-job/],
  ]) {
    // Under another name it would be passed over.
    expect(
      chunks.some((name) => heavy.test(name)),
      `${heavy}`,
    ).toBe(true);
    expect(names.filter((name) => heavy.test(name))).toEqual([]);
  }
  for (const heavy of ['got', 'pg', 'keytar', 'csv-parse', '@pydantic/genai-prices', 'nodemailer']) {
    expect([...packages]).not.toContain(heavy);
  }
});

test('before the verdict is painted, the page loads no chart library', () => {
  const page = join(projectRoot, 'out/renderer');
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
  expect(scripts.length).toBeGreaterThan(0);
  const code = scripts.map((script) => readFileSync(join(page, script), 'utf8')).join('\n');
  // There, and named by the page, but only in an import that it makes when it draws.
  expect(readdirSync(join(page, 'assets')).some((name) => name.startsWith('chart-js-'))).toBe(true);
  expect(code).toMatch(/import\([`"']\.\/chart-js-/);
  expect(code).not.toMatch(/(?:from|import)\s*["'`]\.\/chart-js-/);
  expect(html).not.toContain('chart-js-');
});
