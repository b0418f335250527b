import { describe, expect, it } from 'vitest';
import { type Cursor, nextPage, type Page, walkPages } from '#main/providers/pages';
import { succeed } from '#shared/domain/failure';

/** A list whose pages stand under their cursors, the first under an empty one. */
async function walk(pages: Readonly<Record<string, Page>>, most = 10) {
  const asked: (Cursor | null)[] = [];
  const result = await walkPages({ from: 'Vercel', what: 'things', most }, async (cursor) => {
    asked.push(cursor);
    return succeed(pages[String(cursor ?? '')] ?? { items: [`of ${cursor}`], next: null });
  });
  return { asked, ...(result.ok ? result.value : { items: [], cut: result.failure }) };
}

describe('a walk over the pages of a list', () => {
  it('ends with the last page', async () => {
    const { items, cut, asked } = await walk({ '': { items: [1], next: 'a' }, a: { items: [2], next: null } });
    expect({ items, cut, asked }).toEqual({ items: [1, 2], cut: null, asked: [null, 'a'] });
  });

  it.each([
    ['the same cursor with other items, as of a list that grows', { items: [2], next: 'a' }],
    ['the same items under another cursor', { items: [1], next: 'b' }],
  ])('ends at %s, and says so', async (_what, second) => {
    const { cut, asked } = await walk({ '': { items: [1], next: 'a' }, a: second });
    expect(asked).toEqual([null, 'a']);
    expect(cut?.message).toContain('leads back to a page that it gave already');
  });

  it('takes 5 and "5" for one cursor', async () => {
    const { asked } = await walk({ '': { items: [1], next: 5 }, 5: { items: [2], next: '5' } });
    expect(asked).toEqual([null, 5]);
  });

  it('says where more is announced and not where', async () => {
    const { items, cut } = await walk({ '': { items: [1], next: undefined } });
    expect(items).toEqual([1]);
    expect(cut?.message).toBe(
      'Vercel sent an answer that cannot be read: it has more things but does not say where. Of the things, 1 were read.',
    );
  });

  it('says how much was read where there is no end', async () => {
    let at = 0;
    const result = await walkPages({ from: 'Vercel', what: 'things', most: 3 }, async () => {
      at += 1;
      return succeed({ items: [at], next: at });
    });
    expect(result).toMatchObject({ ok: true, value: { items: [1, 2, 3], cut: { code: 'too-large' } } });
  });
});

describe('the cursor of a report', () => {
  it.each([
    [{ has_more: false }, 'x', null],
    [{ has_more: true }, 'x', 'x'],
    [{ has_more: true }, null, undefined],
    [{ has_more: true }, '', undefined],
    [{}, null, null],
    [{}, 'x', 'x'],
    [{ has_more: 'yes' }, undefined, undefined],
  ])('%o and %o', (body, next, expected) => {
    expect(nextPage(body, next)).toBe(expected);
  });
});
