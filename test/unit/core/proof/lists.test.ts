import { describe, expect, it } from 'vitest';
import { listed, proveAgainst } from './evidence-sets';

/** True sentences that are struck wrongly, as docs/proof.md says: no more may become so. */
const MOST_STRUCK = 6;

describe('the lists of sentences', () => {
  it('strikes hardly a true sentence', () => {
    const sentences = listed('true-sentences');
    const struck = sentences.filter(({ evidence, text }) => proveAgainst(evidence, text).struck > 0);
    expect(sentences.length).toBeGreaterThanOrEqual(200);
    expect(struck.length, struck.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(MOST_STRUCK);
  });

  it('lets no sentence stand that holds something unproved', () => {
    const sentences = listed('hostile-sentences');
    expect(sentences.length).toBeGreaterThanOrEqual(120);
    expect(sentences.filter(({ evidence, text }) => proveAgainst(evidence, text).struck === 0)).toEqual([]);
  });

  it('gives the answer back as it was, whatever it is', () => {
    for (const { evidence, text } of [...listed('true-sentences'), ...listed('hostile-sentences')]) {
      expect(
        proveAgainst(evidence, text)
          .sentences.map((one) => one.text)
          .join(''),
      ).toBe(text);
    }
  });
});
