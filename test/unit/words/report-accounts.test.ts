import { expect, it } from 'vitest';
import { accountsName } from '#shared/words/report/accounts';

it.each([
  [['acme'], 'acme'],
  [['acme', 'cache'], 'acme and cache'],
  [['acme', 'cache', 'OpenAI'], 'acme and 2 more accounts'],
  // A team may be called alike at several providers.
  [['acme', 'acme', 'cache'], 'acme and cache'],
  [['acme', 'acme'], 'acme'],
  [['Vercel (environment)', 'Neon (environment)'], 'Vercel and Neon'],
])('a report over %j is named after all of them', (titles, name) => {
  expect(accountsName(titles)).toBe(name);
});
