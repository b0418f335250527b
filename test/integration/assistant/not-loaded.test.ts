import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const out = resolve(import.meta.dirname, '../../../out/main');
const ENTRIES = ['index.js', 'cli.js', 'library.js', 'worker.js', 'keychain-child.js'];
const MODEL_PACKAGE = /^(ai|@ai-sdk\/[\w-]+)$/;

/** Modules that a built file imports as it is loaded, without those that it asks for later. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^\s*(?:import|export)\b[^'"()]*?(?:from\s*)?["']([^"']+)["']/gm)].map(
    ([, name = '']) => name,
  );
}

/** Everything that loading `file` loads: files of ours, and names of packages. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const name of importsOf(file)) {
    if (name.startsWith('.')) loadedBy(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

describe('the library of models, in the built app', () => {
  it.each(ENTRIES)('is not loaded by the start of %s, nor are the word lists of the proof', (entry) => {
    const loaded = [...loadedBy(join(out, entry))];
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((name) => MODEL_PACKAGE.test(name))).toEqual([]);
    expect(loaded.filter((name) => /wordlist|n2words/.test(name))).toEqual([]);
  });

  it('is there for whoever asks a model', () => {
    const chunks = readdirSync(join(out, 'chunks')).filter((name) => name.endsWith('.js'));
    const text = [...ENTRIES.map((name) => join(out, name)), ...chunks.map((name) => join(out, 'chunks', name))]
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    for (const name of ['ai', '@ai-sdk/openai', '@ai-sdk/anthropic', '@ai-sdk/openai-compatible']) {
      expect(text, name).toMatch(new RegExp(`import\\(["']${name}["']\\)`));
    }
  });
});
