import { expect, it } from 'vitest';
import { readingWords } from '#shared/format/reading';
import { outcomeWithReading } from '#shared/words/outcome';

it.each([
  [{ rows: 930, notUnderstood: 12 }, '12 of 930 rows not understood'],
  [{ rows: 1, notUnderstood: 1 }, '1 of 1 row not understood'],
  [{ rows: 6_000, notUnderstood: 1_000 }, '1,000 of 6,000 rows not understood'],
  [{ rows: 930, notUnderstood: 0 }, ''],
  [null, ''],
])('%o is told as %j', (reading, words) => {
  expect(readingWords(reading)).toBe(words);
});

it('stands behind the outcome, as the terminal shows it', () => {
  expect(outcomeWithReading('ok', { rows: 930, notUnderstood: 12 })).toBe('ok, 12 of 930 rows not understood');
  expect(outcomeWithReading('timeout', null)).toBe('no answer');
});
