import { expect, it } from 'vitest';
import { readMetricsPage } from '#main/queries/home/metrics-page';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

const UNPLANNED = { settings: {}, billing: null, billingAnchor: null, expiresAt: null, createdAt: NOON };

it('a bill that is not known has no gauge, and never one of 0', async () => {
  const { parts, store } = await pricedAccount();
  await store.connections.save({ id: 'cache', provider: 'redis', title: 'cache', ...UNPLANNED });
  const bills = async () =>
    (await readMetricsPage(parts, 'text', '1.2.3')).split('\n').filter((line) => line.startsWith('headroom_bill'));
  // The plan's fee of the other account alone: the sum is at least that.
  expect((await bills()).filter((line) => line.includes('so_far'))).toEqual([
    'headroom_bill_so_far{connection="vercel-1",provider="vercel",currency="USD"} 20',
    'headroom_bill_so_far_is_lower_bound{connection="vercel-1",provider="vercel",currency="USD"} 1',
    'headroom_bill_total_so_far{currency="USD"} 20',
    'headroom_bill_total_so_far_is_lower_bound{currency="USD"} 1',
  ]);
  // One page of two parts, which ends once.
  expect((await readMetricsPage(parts, 'openMetrics', '1.2.3')).match(/# EOF/g)).toHaveLength(1);
  await store.connections.remove(ACCOUNT);
  expect(await bills()).toEqual([]);
  // Without any account nothing is known either.
  await store.connections.remove('cache');
  expect(await bills()).toEqual([]);
});
