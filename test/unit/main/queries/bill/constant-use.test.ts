import { expect, test } from 'vitest';
import { readBill } from '#main/queries/bill/read-bill';
import { dayStart } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { pricedAccount } from './priced-account';

const START = dayStart('2026-11-01', 'UTC');
/** 10 CU-hours a day at 0.106: 1.06 a day, 31.80 in the 30 days of November. */
const A_DAY = 10;

test.each([
  ['read four times in six days', [0.4, 2.4, 4.4, 6.4], 0],
  ['read nine hours ago', [0.4, 2.4, 4.4, 6.4], 9 / 24],
  ['read last yesterday', [10.3, 12.6, 14.1, 19.4], 0.7],
  ['read each day on the 20th', Array.from({ length: 20 }, (_, day) => day + 0.5), 0.15],
  ['connected on the 20th', [19.5], 0.1],
  ['read in the month before as well', [-9.5, -2.5, 6.5, 19.5], 0.1],
])('a running total that grows evenly ends at what it comes to: %s', async (_name, moments, later) => {
  const { parts, store } = await pricedAccount();
  await store.connections.remove('vercel-1');
  await store.connections.save({
    id: 'neon-1',
    provider: 'postgres',
    title: 'Neon',
    settings: {},
    billing: { provider: 'neon', plan: 'launch', planName: 'Launch', source: 'user' },
    billingAnchor: { day: 1, zone: 'UTC' },
    expiresAt: null,
    createdAt: START,
  });
  for (const moment of moments) {
    const time = START + Math.round(moment * DAY);
    parts.clock.set(time);
    const name = { service: 'NEON_POSTGRES', metric: 'COMPUTE_CU_HOURS', projectId: null, source: 'neon' };
    // October has 31 days.
    const value = A_DAY * (moment < 0 ? moment + 31 : moment);
    await store.samples.save('neon-1', [{ ...name, kind: 'period', unit: 'CU-hours', zone: 'UTC', time, value }], time);
  }
  parts.clock.set(START + Math.round(((moments.at(-1) as number) + later) * DAY));
  const [account] = (await readBill(parts)).accounts;
  // What the provider counts a quarter of an hour late is 0.011 of it.
  expect(Math.abs((account?.projected?.q50 ?? 0) - 31.8)).toBeLessThan(0.02);
});
