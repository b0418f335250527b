import { expect, it } from 'vitest';
import { wholeSentences } from '#main/assistant/sentence-ends';

it.each([
  ['It costs $1', ''],
  ['It costs $3.50', ''],
  ['It costs $3.50. And', 'It costs $3.50.'],
  ['It costs $3.', ''],
  ['gpt-6.1 is dear! So', 'gpt-6.1 is dear!'],
  ['He said "stop." Then (so?) ', 'He said "stop." Then (so?)'],
  ['One\nTwo', 'One\n'],
  ['Well… it', 'Well…'],
])('%j is whole up to %j', (text, whole) => {
  expect(wholeSentences(text)).toBe(whole);
});
