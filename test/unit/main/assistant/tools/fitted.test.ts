import { describe, expect, it } from 'vitest';
import { fitted, shortened } from '#main/assistant/tools/fitted';

const items = (count: number, characters: number) =>
  Array.from({ length: count }, (_, at) => `${at}`.padEnd(characters, 'x'));

describe('fitted', () => {
  it('takes so many of the first as are wanted', () => {
    expect(fitted(['a', 'b', 'c'], 2)).toEqual({ shown: ['a', 'b'], left: 1 });
    expect(fitted(['a', 'b'], 5)).toEqual({ shown: ['a', 'b'], left: 0 });
    expect(fitted([], 5)).toEqual({ shown: [], left: 0 });
  });

  it('takes no more than there is room for, and tells how many are left', () => {
    // 998 characters and two quotes are a thousand, of which sixteen fit.
    const all = items(40, 998);
    expect(fitted(all, 40)).toEqual({ shown: all.slice(0, 16), left: 24 });
  });

  it('takes one that is too long by itself: an answer of nothing helps nobody', () => {
    const all = items(3, 50_000);
    expect(fitted(all, 3)).toEqual({ shown: all.slice(0, 1), left: 2 });
  });

  it('measures what is told of an item, not what it carries along', () => {
    const all = items(20, 5_000).map((whole) => ({ whole, told: 'x' }));
    expect(fitted(all, 20, ({ told }) => told).left).toBe(0);
  });
});

describe('shortened', () => {
  it('cuts texts that are longer than anybody reads, wherever they are, and nothing else', () => {
    const long = 'x'.repeat(1_001);
    expect(shortened({ a: [{ b: long, c: 1, d: null, e: 'x'.repeat(1_000) }] })).toEqual({
      a: [{ b: `${'x'.repeat(1_000)}…`, c: 1, d: null, e: 'x'.repeat(1_000) }],
    });
  });
});
