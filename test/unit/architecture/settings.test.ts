import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../../src');

/** What a person prefers or told. Anything that the app learns by itself is a row of a table. */
const KEPT_AS_SETTINGS: Readonly<Record<string, string>> = {
  app: 'preferences',
  assumptions: 'what a person says of the business',
  'notifications-paused-until': 'a pause that a person asked for',
  'sample-active': 'whether a person looks at the sample',
};

const texts = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).map((path): readonly [path: string, text: string] => [
  path.replaceAll('\\', '/'),
  readFileSync(join(SOURCE, path), 'utf8'),
]);

/** The key that a writer names, by its text: a literal, or a constant of any file. */
function keyOf(name: string): string {
  const literal = /^'(.*)'$/.exec(name)?.[1];
  const constants = texts.flatMap(([, text]) => new RegExp(`const ${name} = '([^']+)';`).exec(text)?.[1] ?? []);
  return literal ?? constants[0] ?? `a key that is worked out: ${name}`;
}

it('settings hold what a person prefers or told, and nothing that the app learned', () => {
  const writers = texts.flatMap(([, text]) => [...text.matchAll(/settings\s*\.\s*set\(\s*([^,)]+?)\s*,/g)]);
  const keys = new Set(writers.map(([, name]) => keyOf(name ?? '')));
  expect([...keys].sort()).toEqual(Object.keys(KEPT_AS_SETTINGS).sort());
});

it('the table of settings is written by its repository alone', () => {
  const writes =
    /(?:insert|update|delete)\((?:schema\.)?setting\)|(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) [`"]?setting\b/;
  expect(texts.flatMap(([path, text]) => (writes.test(text) ? [path] : []))).toEqual([
    'main/store/repositories/settings.ts',
  ]);
});
