import { expect, it } from 'vitest';
import type { AskedAccount } from '#main/assistant/asked-account';
import { checkFurther } from '#main/assistant/further-advice';
import type { WeighingQuestion } from '#main/assistant/weighing-question';
import { readWhatIf } from '#main/queries/bill/what-if';

const question = {
  goal: 'Cash is short',
  evidence: {},
  choices: [{ account: 'acme', connectionId: 'c' }],
} as unknown as WeighingQuestion;

/** An account whose bill differs by so much with whatever is asked. */
function accountWith(difference: number | null): AskedAccount {
  const view = { difference, changes: ['region fra1'], notes: [] };
  return {
    ask: async (query: unknown) => (query === readWhatIf ? { ok: true, value: view } : []),
    clock: { now: () => 1_795_000_000 },
  } as unknown as AskedAccount;
}

const proposed = (change: string, account = 'acme') => ({ account, change, reason: 'Cheaper.' });

it.each([
  [-1, 1],
  [-0.99, 0],
  [5, 0],
  [null, 0],
])('shows a change by %j a month or not', async (difference, shown) => {
  const checked = await checkFurther(accountWith(difference), [proposed('region=fra1')], question);
  expect([checked.shown.length, checked.unconfirmed]).toEqual([shown, 1 - shown]);
});

it('looks at five proposals, each once, of kinds and accounts that may be', async () => {
  const account = accountWith(-10);
  const many = ['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1'].map((region) => proposed(`region=${region}`));
  expect(await checkFurther(account, many, question)).toMatchObject({ shown: { length: 5 }, unconfirmed: 2 });
  for (const other of [proposed('plan=hobby'), proposed('traffic=0.5'), proposed('region=fra1', 'other')]) {
    expect(await checkFurther(account, [other], question)).toEqual({ shown: [], unconfirmed: 1 });
  }
  const twice = [proposed('region=fra1'), proposed('region=fra1')];
  expect(await checkFurther(account, twice, question)).toMatchObject({ shown: { length: 1 }, unconfirmed: 1 });
});

it('says whose bill is lower: the same change is another one in another account', async () => {
  const both = {
    ...question,
    choices: [...question.choices, { account: 'beta', connectionId: 'd' }],
  } as WeighingQuestion;
  const proposals = [proposed('region=fra1'), proposed('region=fra1', 'beta')];
  const { shown } = await checkFurther(accountWith(-10), proposals, both);
  expect(shown.map(({ account, title }) => [account, title])).toEqual([
    ['acme', 'region fra1'],
    ['beta', 'region fra1'],
  ]);
});

it('holds the reason against what was sent and worked out, as every sentence of a model', async () => {
  const reason = 'It is near. It saves $4,321 a month.';
  const checked = await checkFurther(accountWith(-10), [{ ...proposed('region=fra1'), reason }], question);
  expect(checked.shown[0]?.reason.map(({ text, struck }) => [text, struck])).toEqual([
    ['It is near.', false],
    ['It saves $4,321 a month.', true],
  ]);
});
