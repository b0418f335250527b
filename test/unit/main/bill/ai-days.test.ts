import { expect, it } from 'vitest';
import { costsTool } from '#main/assistant/tools/costs';
import { blankEvent } from '#main/providers/ai-report';
import { currentAccountBills } from '#main/queries/bill/account-bills';
import { readAiCosts } from '#main/queries/bill/ai';
import { readBilledCosts } from '#main/queries/bill/billed-costs';
import { readBilledShares } from '#main/queries/bill/billed-shares';
import { readBill } from '#main/queries/bill/read-bill';
import { dayStart } from '#shared/core/calendar/calendar';
import { daysTogether } from '#shared/core/costs/days-together';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { DAY } from '#shared/domain/instant';
import { type PricedAccount, pricedAccount } from '../queries/bill/priced-account';
import { NOON } from '../store/temporary-store';

const MONTH = dayStart('2026-11-01', 'UTC');

async function withModels(provider: string, costs: readonly (readonly [number, Partial<AiUsageEvent>])[]) {
  const account = await pricedAccount();
  const about = { settings: {}, billing: null, billingAnchor: null, expiresAt: null, createdAt: NOON };
  await account.store.connections.save({ id: 'ai-1', provider, title: 'Models', ...about });
  const events = costs.map(
    ([day, parts]): AiUsageEvent => ({
      ...blankEvent(provider, 'cost', MONTH + (day - 1) * DAY, NOON),
      ...{ model: 'gpt-6.1-sol', currency: 'USD' },
      ...parts,
    }),
  );
  const range = { start: MONTH, end: NOON };
  await account.store.aiUsage.saveWindows('ai-1', [{ kind: 'cost', bucketSeconds: DAY, range, events }], NOON);
  return account;
}

async function sharesOf(account: PricedAccount, currency: string) {
  const found = (await currentAccountBills(account.parts)).find(({ connection }) => connection.id === 'ai-1');
  const view = (await readBill(account.parts)).accounts.find(
    (one) => one.connection === 'ai-1' && one.currency === currency,
  );
  if (found === undefined || view === undefined) throw new Error('no bill');
  const { byDay } = await readBilledShares(found, view, new Map());
  return byDay.filter(({ amount }) => amount !== 0).map(({ key, amount }) => [key, amount]);
}

it('what models cost is of the day on which it was spent, a currency by itself', async () => {
  const account = await withModels('openai', [
    [2, { costMicros: 7_000_000 }],
    [4, { costMicros: 3_500_000 }],
    [4, { costMicros: 1_500_000, model: 'gpt-6.1-luna' }],
    [4, { costMicros: 2_000_000, currency: 'EUR', lineItem: '(EUR)' }],
  ]);
  expect(await sharesOf(account, 'USD')).toEqual([
    ['2026-11-02', 7],
    ['2026-11-04', 5],
  ]);
  expect(await sharesOf(account, 'EUR')).toEqual([['2026-11-04', 2]]);
  const costs = await readAiCosts(account.parts);
  const days = (costs?.byDay ?? []).filter(({ amount }) => amount !== 0);
  expect(days).toEqual([
    { day: '2026-11-02', currency: 'USD', amount: 7 },
    { day: '2026-11-04', currency: 'EUR', amount: 2 },
    { day: '2026-11-04', currency: 'USD', amount: 5 },
  ]);
  // 7.00 + 5.00, as the total says.
  expect(costs?.atLeast).toBe(12);
});

it('an AI account is among the costs, a currency by itself, and all accounts add up to the bill', async () => {
  const account = await withModels('openai', [
    [2, { costMicros: 7_000_000 }],
    [4, { costMicros: 5_000_000 }],
    [4, { costMicros: 2_000_000, currency: 'EUR', lineItem: '(EUR)' }],
  ]);
  const [views, bill] = [await readBilledCosts(account.parts), await readBill(account.parts)];
  expect(views.map(({ title, currency, soFar }) => [title, currency, soFar.atLeast])).toEqual([
    // At least one seat of Pro; its use was not read.
    ['acme', 'USD', 20],
    ['Models', 'USD', 12],
    ['Models in EUR', 'EUR', 2],
  ]);
  const days = daysTogether(views, 'USD').filter(({ amount }) => amount !== 0);
  expect(days.map(({ key, amount }) => [key, amount])).toEqual([
    ['2026-11-01', 20],
    ['2026-11-02', 7],
    ['2026-11-04', 5],
  ]);
  expect(days.reduce((sum, { amount }) => sum + amount, 0)).toBe(bill.soFar.amount);
  const ask = (read: (parts: typeof account.parts) => unknown) => read(account.parts);
  const asked = { ...account.parts, ask } as never;
  const told = async (input: object) => {
    const result = await costsTool.run(asked, { by: 'day', most: 200, ...input });
    return result.ok ? result.value.figures.map(({ label, text }) => `${label}: ${text}`) : [];
  };
  expect(await told({ account: 'Models' })).toEqual(
    expect.arrayContaining([
      'Models: so far: at least $12.00',
      'Models, 2026-11-02: $7.00',
      'Models in EUR: so far: €2.00',
    ]),
  );
  expect(await told({})).toEqual(
    expect.arrayContaining([
      'Models, 2026-11-04: $5.00',
      'Everything, 2026-11-01: $20.00',
      'Everything, 2026-11-04: $5.00',
    ]),
  );
});

it('what was spent since the report of the gateway is of today', async () => {
  const account = await withModels('ai-gateway', [[2, { costMicros: 3_000_000 }]]);
  const reportAt = NOON - 3_600;
  await account.store.connections.saveCursors('ai-1', { reportAt });
  const total = {
    service: 'VERCEL_AI_GATEWAY',
    metric: 'USED_USD',
    projectId: null,
    kind: 'period',
    unit: 'USD',
  } as const;
  const told = [
    { time: reportAt, value: 100 },
    { time: NOON - 60, value: 101.25 },
  ].map((sample) => ({ ...total, zone: 'UTC', source: 'ai-gateway:/credits', ...sample }));
  await account.store.samples.save('ai-1', told, NOON);
  const today = new Date(NOON * 1000).toISOString().slice(0, 10);
  expect(await sharesOf(account, 'USD')).toEqual([
    ['2026-11-02', 3],
    [today, 1.25],
  ]);
});
