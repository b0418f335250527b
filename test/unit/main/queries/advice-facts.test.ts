import { expect, it } from 'vitest';
import { setBudget } from '#main/actions/set-budget';
import { readAdviceFacts } from '#main/queries/recommendations/facts/read-advice-facts';
import { CACHE, decided } from '../actions/decided';

it('a budget over everything is one of each account, so that nobody is told that none is set', async () => {
  const { parts } = await decided();
  const budgets = async () => (await readAdviceFacts(parts)).accounts.map(({ ownBudgets }) => ownBudgets);
  expect(await budgets()).toEqual([0]);
  await setBudget(parts, { connectionId: '', amount: 300 });
  expect(await budgets()).toEqual([1]);
  await setBudget(parts, { connectionId: CACHE, amount: 100 });
  expect(await budgets()).toEqual([2]);
});
