import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proveAgainst } from './evidence-sets';

interface InventingAnswer {
  readonly name: string;
  readonly why: string;
  readonly steps: readonly { readonly text: string }[];
  /** Pieces that no unstruck sentence may hold. */
  readonly never: readonly string[];
}

const answers = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../fixtures/assistant/inventing-answers.json'), 'utf8'),
) as readonly InventingAnswer[];

describe('answers that invent', () => {
  it('are at least eighty, each with a name of its own', () => {
    expect(new Set(answers.map(({ name }) => name)).size).toBe(answers.length);
    expect(answers.length).toBeGreaterThanOrEqual(80);
  });

  it.each(answers)('$name', ({ steps, never }) => {
    for (const set of ['redis', 'vercel', 'ai', 'invoices', 'functions']) {
      for (const { text } of steps) {
        const { sentences, struck } = proveAgainst(set, text);
        const standing = sentences.filter((one) => one.struck === null).map((one) => one.text);
        expect(struck, `${set}: ${text}`).toBeGreaterThan(0);
        for (const piece of never) {
          expect(standing.join('').includes(piece), `${set}: ${piece}`).toBe(false);
        }
      }
    }
  });
});
