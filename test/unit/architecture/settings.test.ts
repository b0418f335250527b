import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../../src');

/** What a person prefers or told. Anything that the app learns by itself is a row of a table. */
const KEPT_AS_SETTINGS: Readonly<Record<string, string>> = {
  'alert-rules': 'what a person wants to be told of',
  'alert-settings': 'when and where a person wants to be told',
  'access-token:*': 'the hash of a token that a person made',
  app: 'preferences',
  assistant: 'which model may word things, and what it may cost',
  assumptions: 'what a person says of the business',
  'assumptions:*': 'the same of one account',
  'answers:*': 'what a person answered about one account',
  'prepaid:*': 'a prepaid balance that a person read off, by connection',
  'notifications-paused-until': 'a pause that a person asked for',
  'report-schedule': 'when a person wants reports to come, and where to',
  'report-schedule:*': 'the same of another schedule',
  'sample-active': 'whether a person looks at the sample',
};

const texts = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).map((path): readonly [path: string, text: string] => [
  path.replaceAll('\\', '/'),
  readFileSync(join(SOURCE, path), 'utf8'),
]);

/** The key that a writer names, by its text: a literal, a constant of any file, or a function that ends one with an id. */
function keyOf(name: string): string {
  const literal = /^'(.*)'$/.exec(name)?.[1];
  const [, called] = /^(\w+)\(/.exec(name) ?? [];
  const [declared, end] =
    called === undefined
      ? [`const ${name} = '([^']+)';`, '']
      : [`function ${called}\\(\\w+: string\\): string \\{\\s+return \`([^\`$]+)\\$\\{\\w+\\}\`;`, '*'];
  const found = texts.flatMap(([, text]) => new RegExp(declared).exec(text)?.[1] ?? []);
  return literal ?? (found[0] === undefined ? `a key that is worked out: ${name}` : `${found[0]}${end}`);
}

it('settings hold what a person prefers or told, and nothing that the app learned', () => {
  const writers = texts.flatMap(([, text]) => [
    ...text.matchAll(/settings\s*\.\s*set\(\s*((?:[^,()]|\([^()]*\))+?)\s*,/g),
  ]);
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
