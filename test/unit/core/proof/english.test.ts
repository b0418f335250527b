import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';

const NOW = { now: Date.parse('2026-11-29T22:50:00Z') / 1000, zone: 'UTC' };

function struckIn(text: string, value: unknown): number {
  return proveAnswer(text, { documents: [{ id: 'read', text: JSON.stringify(value) }] }, NOW).struck;
}

describe('the words of English', () => {
  it.each(['among', 'behavior', 'behaviour', 'color', 'recognize', 'finalized'])('has %s', (word) => {
    expect(struckIn(`It is ${word}.`, {})).toBe(0);
  });

  it('has codes and abbreviations of our texts', () => {
    const text = { text: 'Let the functions run in Washington, D.C. (iad1).' };
    expect(struckIn('In iad1, which is Washington, D.C. in our list, they would run.', text)).toBe(0);
    expect(struckIn('In fra1 they would run.', text)).toBe(1);
  });
});
