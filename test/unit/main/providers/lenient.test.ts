import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  countingReads,
  expected,
  lenientNumber,
  listOf,
  optionalNumber,
  optionalText,
  readItems,
  together,
} from '#main/providers/lenient';

const row = z.object({ id: z.string(), name: expected(z.string()), size: optionalNumber, note: optionalText });

describe('reading an answer item by item', () => {
  it.each([
    ['whole', { id: 'a', name: 'A', size: 1, note: 'n' }, 0, 0],
    ['a number as text', { id: 'a', name: 'A', size: '1' }, 0, 0],
    ['what may be missing, missing or null', { id: 'a', name: 'A', note: null }, 0, 0],
    ['a field of another form', { id: 'a', name: 'A', size: {} }, 0, 1],
    ['two fields of another form are one row', { id: 'a', name: 7, size: {} }, 0, 1],
    ['a field missing that every row has', { id: 'a', size: 1 }, 0, 1],
    ['no item at all', { name: 'A' }, 1, 1],
  ] as const)('%s', (_what, item, rejected, odd) => {
    const whole = { id: 'b', name: 'B' };
    expect(readItems(row, [whole, item])).toMatchObject({ rejected, reading: { rows: 2, notUnderstood: odd } });
  });

  it('leaves out what it does not understand, and keeps the rest of the row', () => {
    expect(readItems(row, [{ id: 'a', name: 7, size: 'many', note: 'n' }])?.items).toEqual([
      { id: 'a', name: undefined, size: undefined, note: 'n' },
    ]);
  });

  it('counts in lists within a row, element by element', () => {
    const schema = z.object({ sizes: listOf(z.object({ size: lenientNumber })) });
    const read = readItems(schema, [{ sizes: [{ size: 1 }, { size: 'x' }, 7] }, { sizes: [] }]);
    expect(read?.items).toEqual([{ sizes: [{ size: 1 }] }, { sizes: [] }]);
    expect(read?.reading).toEqual({ rows: 2, notUnderstood: 1 });
  });

  it('counts for the work that it is done in, also where that tells nothing of it', async () => {
    const work = async (odd: number) => {
      await Promise.resolve();
      readItems(row, [...Array.from({ length: odd }, () => ({ id: 7 })), { id: 'a', name: 'A' }]);
      return odd;
    };
    const [one, two, none] = await Promise.all([
      countingReads(() => work(1)),
      countingReads(() => work(2)),
      countingReads(async () => 0),
    ]);
    expect(one).toEqual({ value: 1, reading: { rows: 2, notUnderstood: 1 } });
    expect(two).toEqual({ value: 2, reading: { rows: 3, notUnderstood: 2 } });
    expect(none).toEqual({ value: 0, reading: null });
  });

  it('adds up over several answers, and knows what is no list', () => {
    expect(together({ rows: 3, notUnderstood: 1 }, undefined, { rows: 4, notUnderstood: 2 })).toEqual({
      rows: 7,
      notUnderstood: 3,
    });
    expect(readItems(row, { items: [] })).toBeNull();
  });
});
