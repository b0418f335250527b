import { expect, it } from 'vitest';
import { providerSaysWords } from '#shared/words/provider-says';

const SPEND = '$33.50 of on-demand spend after the credit';

it.each([
  [{ amount: 8.41, what: 'balance left' }, 'USD', '$8.41 balance left'],
  [{ amount: 7_840.5, what: 'MIU left of 12000' }, 'MIU', '7,840.5 MIU left of 12000'],
  [{ amount: 7_840.5, what: 'MIU left of 12000' }, 'USD', '7,840.5 MIU left of 12000'],
  [{ amount: 33.5, what: SPEND }, 'USD', SPEND],
  [null, 'USD', '–'],
] as const)('what a provider says stands with its amount once: %j in %s', (says, currency, words) => {
  expect(providerSaysWords(says, currency)).toBe(words);
});
