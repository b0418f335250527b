import { expect, test } from 'vitest';
import { readBreakEvens } from '#main/queries/bill/what-if-break-even';
import { ACCOUNT, pricedAccount } from './priced-account';

const EDGE = { service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };

test('names the transfer from which a flat rate is cheaper than paying by the gigabyte', async () => {
  const account = await pricedAccount();
  await account.days({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, '2026-11-01', Array<number>(24).fill(50));
  const answer = await readBreakEvens(account.parts, ACCOUNT, 'VERCEL_BANDWIDTH_BANDWIDTH_GB');
  if (!answer.ok) {
    throw new Error(answer.failure.message);
  }
  expect(answer.value.title).toBe('Bandwidth');
  expect(answer.value.expected).toBeGreaterThan(1_200);
  const pair = answer.value.pairs.find(
    ({ plans }) => plans.includes('Pro') && plans.includes('Pro with Flat Rate CDN, 20 USD tier'),
  );
  // Pro: 20 USD, 1,000 GB included, then 0.15 a GB of which the credit pays 20; the flat rate: 40 USD.
  // 20 + 0.15 × (x − 1,000) − 20 = 40 at x = 1,266.67.
  expect(pair).toMatchObject({ quantity: 1_266.7, below: 'Pro', above: 'Pro with Flat Rate CDN, 20 USD tier' });
  // What a contract costs is in no list: there is nothing to compare, and every pair is compared once.
  expect(answer.value.folded.filter(({ plans }) => plans.includes('Enterprise'))).toContainEqual(
    expect.objectContaining({ quantity: null, below: null, reason: 'Enterprise: no known price here' }),
  );
  const pairs = [...answer.value.pairs, ...answer.value.folded].map(({ plans }) => [...plans].sort().join());
  expect(new Set(pairs)).toHaveProperty('size', pairs.length);
});

test('a flat rate ends at its size: requests alone never pay for one, and such pairs are folded', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-01', Array<number>(24).fill(1_000_000));
  const answer = await readBreakEvens(account.parts, ACCOUNT, 'VERCEL_EDGE_EDGE_REQUESTS');
  if (!answer.ok) {
    throw new Error(answer.failure.message);
  }
  // 70 million requests would cost the 120 USD of Flat Rate CDN 100, which holds 50 million.
  expect(answer.value.pairs).toEqual([]);
  expect(answer.value.folded).toContainEqual(
    expect.objectContaining({
      plans: ['Pro', 'Pro with Flat Rate CDN, 100 USD tier'],
      below: 'Pro',
      reason: 'up to 50000000 requests, where one of the plans ends',
    }),
  );
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
