import { expect, it } from 'vitest';
import { readBill } from '#main/queries/bill/read-bill';
import { parseInstant } from '#shared/core/calendar/calendar';
import { ACCOUNT, pricedAccount } from '../queries/bill/priced-account';

it('a total that a provider tells goes on into the next month, though its days were counted for minutes only', async () => {
  const { parts, store, change } = await pricedAccount();
  const billing = { provider: 'upstash', plan: 'payg', planName: 'Pay as you go', source: 'provider' as const };
  await change({ provider: 'redis', title: 'Redis', billing, billingAnchor: { day: 1, zone: 'UTC' } });
  const commands = { service: 'VERCEL_KV', projectId: null, unit: 'commands', zone: 'UTC' } as const;
  const read = async (moment: string, month: number, day: number, today: string) => {
    const now = parseInstant(moment) ?? 0;
    parts.clock.set(now);
    const total = {
      ...commands,
      metric: 'COMMANDS_PER_MONTH',
      kind: 'period' as const,
      source: 'upstash:/redis/stats',
    };
    const ofDay = { ...commands, metric: 'COMMANDS_PER_DAY', kind: 'daily' as const, source: 'redis:INFO' };
    const time = parseInstant(`${today}T00:00:00Z`) ?? 0;
    const part = today === '2026-11-30' ? { lowerBound: true } : {};
    await store.samples.save(
      ACCOUNT,
      [
        { ...total, time: now, value: month },
        { ...ofDay, time, value: day, ...part },
      ],
      now,
    );
    return (await readBill(parts)).accounts[0];
  };
  // 12 M in thirty days are 0.80 a day, and 24.80 in the 31 of December.
  const last = await read('2026-11-30T23:50:00Z', 12_000_000, 0, '2026-11-30');
  expect(Math.abs((last?.next?.q50 ?? 0) - 24.8)).toBeLessThan(0.5);
  const first = await read('2026-12-01T00:10:00Z', 2_800, 1_400, '2026-12-01');
  expect(Math.abs((first?.projected?.q50 ?? 0) - 24.8)).toBeLessThan(0.5);
});
