import { expect, test } from 'vitest';
import { readBreakEvens } from '#main/queries/bill/what-if-break-even';
import { ACCOUNT, pricedAccount } from './priced-account';

const EDGE = { service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };

test('names the use from which a flat rate is cheaper than paying by the request', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-01', Array<number>(24).fill(1_000_000));
  const answer = await readBreakEvens(account.parts, ACCOUNT, 'VERCEL_EDGE_EDGE_REQUESTS');
  if (!answer.ok) {
    throw new Error(answer.failure.message);
  }
  expect(answer.value.title).toBe('Edge requests');
  expect(answer.value.expected).toBeGreaterThan(24_000_000);
  const pair = answer.value.pairs.find(
    ({ plans }) => plans.includes('Pro') && plans.includes('Pro with Flat Rate CDN, 100 USD tier'),
  );
  // Pro: 20 USD, 10 M included, then 2 USD a million of which the credit pays 20; the flat rate: 120 USD.
  // 20 + 2 × (m − 10) − 20 = 120 at m = 70 million.
  expect(pair).toMatchObject({ quantity: 70_000_000, below: 'Pro', above: 'Pro with Flat Rate CDN, 100 USD tier' });
});

test('refuses a metric without billed use and an account without a bill', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-01', [1_000]);
  const unknown = await readBreakEvens(account.parts, ACCOUNT, 'VERCEL_EDGE_NOTHING');
  expect(unknown).toMatchObject({
    failure: { code: 'invalid-input', action: expect.stringContaining('EDGE_REQUESTS') },
  });
  expect(await readBreakEvens(account.parts, 'gone', 'X')).toMatchObject({ failure: { code: 'not-found' } });
});
