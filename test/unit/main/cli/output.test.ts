import { expect, it } from 'vitest';
import { table } from '#main/cli/output';

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
