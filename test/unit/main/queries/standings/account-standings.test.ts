import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readBill } from '#main/queries/bill/read-bill';
import { readStandings } from '#main/queries/standings/read-standings';
import { parseInstant } from '#shared/core/calendar/calendar';
import { HOUR } from '#shared/domain/instant';
import { decided } from '../../actions/decided';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

describe('budgets', () => {
  it('stand as limits: the person’s own for everything and for an account, with the bill’s money', async () => {
    const { parts, store, days } = await pricedAccount();
    const metered = { service: 'VERCEL_BANDWIDTH', metric: 'FAST_DATA_TRANSFER_GB' };
    await days(metered, '2026-10-05', Array(50).fill(60));
    const bill = await readBill(parts);
    const budget = { currency: bill.currency, key: null, scope: 'account' } as const;
    const set = (connectionId: string, amount: number) =>
      store.budgets.save({ ...budget, connectionId, amount: Math.round(amount * 1e6) }, parts.clock.now());
    await set('', bill.projected!.q50);
    await set(ACCOUNT, bill.soFar.amount / 2);
    const { list } = await readStandings(parts);
    const everything = list.find(({ scope }) => scope.kind === 'everything');
    expect(everything).toMatchObject({
      key: '*/BUDGET/SPEND_USD#own',
      used: bill.soFar.amount,
      limit: bill.projected!.q50,
      atLimit: 'inform',
      // Nobody told how many seats are paid for.
      atLeast: true,
    });
    // The median of the bill is reached in every other future, at the end of the period.
    expect(everything!.probability!.beforeReset).toBeCloseTo(0.5, 1);
    expect(list.find(({ key }) => key === `${ACCOUNT}/BUDGET/SPEND_USD#own`)).toMatchObject({
      severity: 'over',
      percent: 200,
    });
  });
});

it('a budget of one service goes on by what that service uses, not by its share of all that is used', async () => {
  const { parts, store, days } = await pricedAccount();
  // Of November's first 23 days: 380 GB beyond 1,000, 57 dollars; 13 million requests beyond 10, 26 dollars.
  await days({ service: 'VERCEL_BANDWIDTH', metric: 'FAST_DATA_TRANSFER_GB' }, '2026-10-05', Array(50).fill(60));
  await days({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }, '2026-10-05', Array(50).fill(1e6));
  await store.budgets.save(
    { connectionId: ACCOUNT, scope: 'service', key: 'VERCEL_EDGE', currency: 'USD', amount: 35e6 },
    parts.clock.now(),
  );
  const { list } = await readStandings(parts);
  const one = list.find(({ limitId, service }) => limitId === 'own' && service === 'VERCEL_EDGE');
  expect(one?.used).toBeCloseTo(26, 1);
  // 9 dollars are left, a million requests a day cost 2: 4.5 days. Transfer, at 9 a day, is no part of it.
  const ahead = ((one?.expected?.q50 ?? Number.NaN) - parts.clock.now()) / 86_400;
  expect(ahead).toBeGreaterThan(3.9);
  expect(ahead).toBeLessThan(5.1);
});

it('a period lasts until the provider starts anew, also where its days are over before', async () => {
  const { parts, store, days } = await pricedAccount();
  await saveLimits(parts, (await store.connections.find(ACCOUNT))!, []);
  parts.clock.set(parseInstant('2026-12-01T00:06:00Z') ?? 0);
  // 32.7 GB on each of the 30 days of November are 981 of 1,000; on 1 December 0.2 so far.
  await days({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, '2026-11-01', [...Array(30).fill(32.7), 0.2]);
  const one = (await readStandings(parts)).list.find(({ metric }) => metric === 'BANDWIDTH_GB');
  expect(one).toMatchObject({
    used: expect.closeTo(981.2, 6),
    severity: 'critical',
    window: { start: parseInstant('2026-11-01T00:00:00Z'), resetsAt: parseInstant('2026-12-01T08:00:00Z') },
  });
  parts.clock.set(parseInstant('2026-12-01T08:06:00Z') ?? 0);
  const next = (await readStandings(parts)).list.find(({ metric }) => metric === 'BANDWIDTH_GB');
  expect(next).toMatchObject({
    used: 0.2,
    severity: 'calm',
    window: { start: parseInstant('2026-12-01T00:00:00Z'), resetsAt: parseInstant('2027-01-01T00:00:00Z') },
  });
  expect(next?.probability?.within7).toBeLessThan(0.01);
});

it('where nobody told the plan that a limit would follow from, that is why there is none', async () => {
  const { parts, storage } = await decided();
  const [connection] = await parts.store.connections.list();
  const unchosen = { ...connection!, billing: null };
  await parts.store.connections.save(unchosen);
  await saveLimits(parts, unchosen, []);
  await storage(50);
  const { list } = await readStandings(parts);
  expect(list.find(({ metric }) => metric === 'STORAGE_MB')).toMatchObject({
    ...{ limit: null, severity: null, used: 15 },
    outlook: { state: 'none', why: 'plan-unknown' },
  });
});

describe('a stop of the account', () => {
  it('is not told to be in force since a moment that lies ahead', async () => {
    const { parts, store, days } = await pricedAccount();
    await saveLimits(parts, (await store.connections.find(ACCOUNT))!, []);
    await days({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, '2026-11-01', Array(24).fill(3));
    const now = parts.clock.now();
    const enforcing = async (since: number) => {
      await store.providerFacts.keep(
        ACCOUNT,
        { block: { since, reason: 'r', resource: 'bandwidth', until: null } },
        now,
      );
      return (await readStandings(parts)).list.find(({ enforcing: one }) => one !== null)?.enforcing;
    };
    expect(await enforcing(now - HOUR)).toEqual({ since: now - HOUR });
    expect(await enforcing(now + HOUR)).toEqual({ since: null });
  });
});
