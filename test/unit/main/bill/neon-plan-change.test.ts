import { expect, it } from 'vitest';
import { readBill } from '#main/queries/bill/read-bill';
import { readWhatIf } from '#main/queries/bill/what-if';
import { dayStart } from '#shared/core/calendar/calendar';
import { charge } from '../../core/costs/charge-fixture';
import { ACCOUNT, pricedAccount } from '../queries/bill/priced-account';

const SOURCE = 'neon:/consumption_history/v2/projects';

/** 10 CU-hours on the 5th and 20 on the 15th of November, on the first plan until the 11th. */
async function accountWith(first: string, today: string, month?: string) {
  const { parts, store, change } = await pricedAccount();
  const billing = { provider: 'neon', plan: today, planName: today, source: 'provider' as const };
  await change({ provider: 'postgres', title: 'Neon', billing, billingAnchor: { day: 1, zone: 'UTC' } });
  const at = { provider: 'neon', planName: null, learnedAt: parts.clock.now() };
  await store.planHistory.append(ACCOUNT, () => [
    { ...at, from: '2026-10-01', plan: first },
    { ...at, from: '2026-11-11', plan: today },
  ]);
  const used = (day: string, hours: number) => ({
    ...charge({ day, start: dayStart(day, 'UTC'), service: 'Compute', project: 'calm', region: null }),
    ...{ id: day, consumedQuantity: hours, consumedUnit: 'CU-hours' },
    ...{ billedCost: null, effectiveCost: null, listCost: null },
  });
  const rows = [used('2026-10-05', 1), used('2026-11-05', 10), used('2026-11-15', 20)];
  await store.charges.save(ACCOUNT, SOURCE, rows, parts.clock.now());
  const { accounts } = await readBill(parts, month);
  return accounts[0];
}

async function changed(first: string, today: string) {
  return (await accountWith(first, today))?.soFar.amount;
}

it('of a month before anything was read no more days are missing than it has', async () => {
  const september = await accountWith('launch', 'scale', '2026-09');
  expect(september?.soFar.missing).toMatchObject([{ code: 'days-not-read', what: 'Neon: 30 days not read' }]);
});

it('a day of Neon has the price of the plan that it had, up and down', async () => {
  // Launch 0.106 and Scale 0.222 a CU-hour: 1.06 + 4.44, and 2.22 + 2.12.
  expect(await changed('launch', 'scale')).toBeCloseTo(5.5, 6);
  expect(await changed('scale', 'launch')).toBeCloseTo(4.34, 6);
});

it('on Free another plan is the sum of the projects, though the fullest stands for the account’s limit', async () => {
  const { parts, store, change } = await pricedAccount();
  const billing = { provider: 'neon', plan: 'free', planName: 'Free', source: 'provider' as const };
  await change({ provider: 'postgres', title: 'Neon', billing, billingAnchor: { day: 1, zone: 'UTC' } });
  const now = parts.clock.now();
  const told = (projectId: string | null, value: number) => ({
    ...{ service: 'NEON_POSTGRES', metric: 'COMPUTE_CU_HOURS', projectId, kind: 'period' as const, unit: 'CU-hours' },
    ...{ zone: 'UTC', source: 'neon:/projects', time: now, value },
  });
  await store.samples.save(ACCOUNT, [told(null, 60), told('main', 60), told('staging', 40)], now);
  const answer = await readWhatIf(parts, null, 'plan=launch');
  // 100 CU-hours in 23.5 days, at that pace 127.7 in November, at 0.106.
  expect(Math.abs((answer.ok ? answer.value.changed.atLeast : 0) - 13.53)).toBeLessThan(0.2);
});

it('what was used before a change to Free is charged all the same', async () => {
  expect(await changed('launch', 'free')).toBeCloseTo(1.06, 6);
});
