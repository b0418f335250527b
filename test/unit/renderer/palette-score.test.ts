import { describe, expect, it } from 'vitest';
import { paletteScore } from '../../../src/renderer/app/palette-entries';

describe('paletteScore', () => {
  const score = (typed: string, title: string, context = '') =>
    paletteScore('screen /recommendations', typed, [title, context]);

  it('needs every word in title or context, and does not look at the id', () => {
    expect(score('redis comm', 'Recommendations')).toBe(0);
    expect(score('redis comm', 'Redis commands', '62 %')).toBe(1);
    expect(score('recommend', 'Alerts')).toBe(0);
  });

  it('puts a title that begins so before words that do, and those before the middle of words', () => {
    const scores = [score('red', 'Redis storage'), score('stor', 'Redis storage'), score('edis', 'Redis storage')];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(3);
  });

  it('shows everything for nothing typed', () => {
    expect(score('', 'Alerts')).toBe(1);
  });
});
