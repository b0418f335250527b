import { expect, it } from 'vitest';
import { table } from '#main/cli/output';
import { textWidth } from '#main/cli/text-width';

it('aligns what stands behind a name by the places that the terminal gives it', () => {
  const [, first = '', second = ''] = table(
    ['Name', 'Used'],
    [
      ['日本 shop', '1 GB'],
      ['Ana\u0301 🚀', '22 GB'],
    ],
    [1],
  ).split('\n');
  // Two letters of two places, a space and four of one; three, an accent over the last, a space and a picture of two.
  expect([textWidth('日本 shop'), textWidth('Ana\u0301 🚀')]).toEqual([9, 6]);
  expect([first, second]).toEqual(['日本 shop   1 GB', 'Ana\u0301 🚀     22 GB']);
});

it('keeps a row of a table on one line, whatever the names in it hold', () => {
  const drawn = table(
    ['name\nof it', 'used'],
    [
      ['shop\r\nALL IS WELL', '1'],
      ['blog', '2\u2028'],
    ],
    [1],
  );
  expect(drawn.split('\n')).toHaveLength(3);
  expect(drawn).not.toMatch(/[\r\u2028]/);
});
