import { expect, it } from 'vitest';
import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { blankEvent } from '#main/providers/ai-report';
import { readBilledCosts } from '#main/queries/bill/billed-costs';
import { readBill } from '#main/queries/bill/read-bill';
import { readAdviceFacts } from '#main/queries/recommendations/facts/read-advice-facts';
import { readWeighed } from '#main/queries/recommendations/weighed';
import { dayStart } from '#shared/core/calendar/calendar';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import { ACCOUNT, type PricedAccount, pricedAccount } from '../queries/bill/priced-account';
import { NOON } from '../store/temporary-store';

const COSTS = 'vercel:/v2/billing/costs';
const start = dayStart('2026-11-01', 'America/Los_Angeles');

function cost(parts: Partial<Charge>): Charge {
  return {
    id: `${parts.service}|${parts.region ?? ''}|${parts.project ?? ''}|${parts.day ?? ''}`,
    category: 'Usage',
    service: 'Edge Requests',
    project: null,
    region: null,
    day: '2026-11-01',
    start,
    end: start + DAY,
    consumedQuantity: 0,
    consumedUnit: 'requests',
    pricingQuantity: null,
    pricingUnit: null,
    billedCost: 0,
    effectiveCost: null,
    listCost: null,
    currency: 'USD',
    licence: false,
    flatRate: false,
    state: 'provisional',
    ...parts,
  };
}

const keep = (account: PricedAccount, charges: readonly Charge[]) =>
  account.store.charges.save(ACCOUNT, COSTS, charges, NOON);

async function vercelOf(account: PricedAccount) {
  const bill = await readBill(account.parts);
  const vercel = bill.accounts.find(({ connection }) => connection === ACCOUNT);
  if (vercel === undefined) throw new Error('no bill');
  return { bill, vercel };
}

it('the provider’s own costs stand: by project and region, the credit taken from use alone', async () => {
  const account = await pricedAccount();
  await keep(account, [
    cost({ service: 'Pro Plan', licence: true, consumedQuantity: 3, billedCost: 60_000_000 }),
    cost({
      service: 'Fluid Active CPU',
      region: 'gru1',
      project: 'prj_1',
      consumedQuantity: 100,
      billedCost: 22_100_000,
    }),
    cost({
      service: 'Fluid Active CPU',
      region: 'iad1',
      project: 'prj_1',
      consumedQuantity: 10,
      billedCost: 1_280_000,
    }),
    cost({ service: 'Edge Middleware Invocations', consumedQuantity: 1_000_000, billedCost: 650_000 }),
  ]);
  const { vercel } = await vercelOf(account);
  // 60 + 22.10 + 1.28 + 0.65 - 20
  expect(vercel.soFar).toEqual({ amount: 64.03, complete: true, tax: 0, missing: [] });
  expect(vercel.seats).toBe(3);
  expect(
    vercel.lines.filter(({ product }) => product === 'Fluid Active CPU').map(({ region, amount }) => [region, amount]),
  ).toEqual([
    ['gru1', 22.1],
    ['iad1', 1.28],
  ]);
  expect(new Set(vercel.lines.map(({ basis }) => basis))).toEqual(new Set(['billed', 'metered']));
  expect(vercel.projected?.q50).toBeGreaterThanOrEqual(64.03);
});

it('rows that are written after the bill was asked are in the next one, on the same day too', async () => {
  const account = await pricedAccount();
  await keep(account, [cost({ service: 'Pro Plan', licence: true, consumedQuantity: 1, billedCost: 20_000_000 })]);
  expect((await vercelOf(account)).vercel.soFar.amount).toBe(20);
  await keep(account, [cost({ service: 'Fluid Active CPU', consumedQuantity: 200, billedCost: 25_600_000 })]);
  // 25.60 less 20 of credit.
  expect((await vercelOf(account)).vercel.soFar.amount).toBe(25.6);
  await keep(account, [cost({ service: 'Fluid Active CPU', consumedQuantity: 220, billedCost: 28_160_000 })]);
  expect((await vercelOf(account)).vercel.soFar.amount).toBe(28.16);
});

it('a project costs what its own rows charge', async () => {
  const account = await pricedAccount();
  await account.change({ billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' } });
  const projects = ['prj_a', 'prj_b'].map((projectId) => ({ connectionId: ACCOUNT, projectId, name: projectId }));
  await account.store.facts.saveProjects(projects);
  await keep(account, [
    cost({ service: 'Fluid Active CPU', project: 'prj_a', consumedQuantity: 200, billedCost: 25_600_000 }),
    cost({ service: 'Fluid Active CPU', project: 'prj_b', consumedQuantity: 100, billedCost: 12_800_000 }),
  ]);
  const [facts] = (await readAdviceFacts(account.parts)).accounts;
  expect(facts?.projects.map(({ cost: own }) => own)).toEqual([25.6, 12.8]);
});

it('a contract is counted in its own units, in the costs as in the bill, and never priced beside them', async () => {
  const account = await pricedAccount();
  await account.change({
    billing: { provider: 'vercel', plan: 'enterprise', planName: 'Enterprise', source: 'provider' },
  });
  const units = { consumedQuantity: 100, currency: 'MIU' };
  await keep(account, [
    cost({ service: 'Fluid Active CPU', ...units, billedCost: 40_120_000 }),
    cost({ service: 'Function Invocations', ...units, billedCost: 1_020_000 }),
  ]);
  const { vercel } = await vercelOf(account);
  expect([vercel.currency, vercel.soFar]).toEqual(['MIU', { amount: 41.14, complete: true, tax: 0, missing: [] }]);
  const costs = (await readBilledCosts(account.parts)).find(({ connectionId }) => connectionId === ACCOUNT);
  expect(costs).toMatchObject({ currency: 'MIU', soFar: { total: 41.14 }, unknown: [], budgets: [] });
  expect(costs?.headline).toMatch(/MIU\s41\.14/);
  // No dollar price of another plan stands beside units that are no dollars.
  expect(await readWeighed(account.parts)).toEqual([]);
});

it('what was used on Pro is not known on Hobby without the running total, and the bill is at least the fee', async () => {
  const account = await pricedAccount();
  await account.change({ billing: { provider: 'vercel', plan: 'hobby', planName: 'Hobby', source: 'provider' } });
  await keep(account, [cost({ service: 'Pro Plan', licence: true, consumedQuantity: 1, billedCost: 20_000_000 })]);
  expect((await vercelOf(account)).vercel.soFar).toEqual({ amount: 20, complete: true, tax: 0, missing: [] });
  await keep(account, [cost({ service: 'Fluid Active CPU', consumedQuantity: 200, billedCost: 25_600_000 })]);
  expect((await vercelOf(account)).vercel.soFar).toMatchObject({
    ...{ amount: 20, complete: false, missing: [{ code: 'use-not-read' }] },
  });
});

it('seats that this period’s rows do not charge come from the account, and the ledger says what is used', async () => {
  const account = await pricedAccount();
  await keep(account, [cost({ service: 'Fluid Active CPU', consumedQuantity: 61, billedCost: 7_770_000 })]);
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  await keepProviderFacts(account.parts, connection, {
    account: { period: null, seats: 2, seatPrice: 20_000_000, hasCredit: true, trialEnd: null },
    credit: [
      { title: 'old', unit: 'USD', total: 20, remaining: 0, start: start - 30 * DAY, end: start },
      { title: 'now', unit: 'USD', total: 20, remaining: 12.23, start, end: start + 30 * DAY },
    ],
  });
  const { vercel } = await vercelOf(account);
  expect(vercel.soFar.amount).toBe(40);
  expect(vercel.credit).toEqual({ total: 20, used: 7.77, left: 12.23, basis: 'told' });
});

it('a period that the provider tells wins over the day on which it is anchored', async () => {
  const account = await pricedAccount();
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  const told = {
    start: dayStart('2026-10-31', 'America/Los_Angeles'),
    end: dayStart('2026-11-30', 'America/Los_Angeles'),
  };
  await account.change({ billingAnchor: { day: 31, zone: 'America/Los_Angeles' } });
  await keepProviderFacts(account.parts, connection, {
    account: { period: told, seats: 1, seatPrice: null, hasCredit: true, trialEnd: null },
  });
  const { vercel } = await vercelOf(account);
  expect([vercel.periodStart, vercel.periodEnd, vercel.chargedOn]).toEqual([
    '2026-10-31T07:00:00Z',
    '2026-11-30T08:00:00Z',
    '2026-11-30',
  ]);
});

it('without rows the provider’s running total stands; without either it is at least the fee, and says why', async () => {
  const account = await pricedAccount();
  const none = await vercelOf(account);
  expect(none.vercel.soFar).toMatchObject({ amount: 20, complete: false });
  expect(none.vercel.soFar.missing.map(({ code }) => code)).toEqual(['seats-not-told', 'use-not-read']);
  expect(none.bill.soFar.complete).toBe(false);
  await account.change({ settings: { seats: '2' } });
  const money = {
    service: 'VERCEL_ACCOUNT',
    metric: 'SPEND_USD',
    projectId: null,
    unit: 'USD',
    kind: 'period' as const,
  };
  const sample = { ...money, zone: 'America/Los_Angeles', source: 'vercel:/teams/spend', time: NOON - 60, value: 33.5 };
  await account.store.samples.save(ACCOUNT, [sample], NOON);
  const { vercel } = await vercelOf(account);
  expect(vercel.soFar).toEqual({ amount: 73.5, complete: true, tax: 0, missing: [] });
  expect(vercel.providerSays?.amount).toBe(33.5);
});

it('units of a contract are money of another kind: named, and never added', async () => {
  const account = await pricedAccount();
  await account.change({
    billing: { provider: 'vercel', plan: 'enterprise', planName: 'Enterprise', source: 'provider' },
  });
  await keep(account, [cost({ currency: 'MIU', consumedQuantity: 10, billedCost: 12_500_000 })]);
  const { bill, vercel } = await vercelOf(account);
  expect([vercel.currency, vercel.soFar.amount]).toEqual(['MIU', 12.5]);
  const totals = [bill.currency, ...bill.others.map(({ currency }) => currency)];
  expect(totals).toContain('MIU');
});

it('a model’s days of no use are 0, an unread amount is missing, and euros stand apart', async () => {
  const account = await pricedAccount();
  await account.store.connections.save({
    id: 'openai-1',
    provider: 'openai',
    title: 'OpenAI',
    settings: {},
    billing: null,
    billingAnchor: null,
    expiresAt: null,
    createdAt: NOON,
  });
  const month = dayStart('2026-11-01', 'UTC');
  const event = (day: number, parts: Partial<AiUsageEvent>): AiUsageEvent => ({
    ...blankEvent('openai', 'cost', month + day * DAY, NOON),
    model: 'gpt-6.1-sol',
    currency: 'USD',
    ...parts,
  });
  const range = { start: month, end: NOON };
  const events = [
    event(0, { costMicros: 7_000_000 }),
    event(1, { costMicros: null, lineItem: 'x' }),
    event(2, { costMicros: 5_000_000, currency: 'EUR', lineItem: '(EUR)' }),
  ];
  await account.store.aiUsage.saveWindows('openai-1', [{ kind: 'cost', bucketSeconds: DAY, range, events }], NOON);
  const days = Array.from({ length: Math.ceil((NOON - month) / DAY) }, (_, at) => month + at * DAY);
  const series = {
    service: 'OPENAI',
    metric: 'COST_USD',
    projectId: null,
    kind: 'daily' as const,
    unit: 'USD',
    zone: 'UTC',
  };
  const samples = days.map((time, at) => ({
    ...series,
    source: 'openai:/organization/costs',
    time,
    value: at === 0 ? 7 : 0,
  }));
  await account.store.samples.save('openai-1', samples, NOON);
  const bill = await readBill(account.parts);
  const [dollars, euros] = bill.accounts.filter(({ connection }) => connection === 'openai-1');
  expect(dollars).toMatchObject({ currency: 'USD', soFar: { amount: 7, complete: false } });
  expect(dollars?.soFar.missing.map(({ code }) => code)).toEqual(['amount-not-read']);
  expect(dollars?.projected?.q50).toBeLessThan(14);
  expect(euros).toMatchObject({ currency: 'EUR', soFar: { amount: 5, complete: true } });
});

it('what the days so far have used, and the list price, stand apart from what is billed, and all headings agree', async () => {
  const account = await pricedAccount();
  const day = (at: string, parts: Partial<Charge>) =>
    cost({
      day: at,
      start: dayStart(at, 'America/Los_Angeles'),
      end: dayStart(at, 'America/Los_Angeles') + DAY,
      ...parts,
    });
  const cpu = { service: 'Fluid Active CPU', region: 'iad1', consumedQuantity: 100 };
  await keep(account, [
    day('2026-11-01', { service: 'Pro Plan', licence: true, consumedQuantity: 2, billedCost: 40_000_000 }),
    // 100 CPU-hours at 0.128 are 12.80 by the list; billed with a discount, and half of it paid by a commitment.
    day('2026-11-03', { ...cpu, billedCost: 12_000_000, effectiveCost: 6_000_000 }),
    day('2026-11-07', { ...cpu, billedCost: 12_000_000, effectiveCost: 6_000_000 }),
    day('2026-11-09', { service: 'Build CPU Minutes', consumedQuantity: 600, billedCost: 2_100_000 }),
  ]);
  const view = (await readBilledCosts(account.parts)).find(({ connectionId }) => connectionId === ACCOUNT);
  if (view === undefined) throw new Error('no costs');
  // 40 + 26.10 - 20 of credit.
  expect(view.soFar.total).toBe(46.1);
  // 40 × the days of 30 that have begun, 12.00 and 2.10 in effect, the credit of 20 against them.
  expect(view.effective).toBeCloseTo((40 * view.day) / view.days + 12 + 2.1 - 20, 5);
  // 40 + 2 × 12.80 + 600 minutes × 0.0035.
  expect(view.list).toBeCloseTo(40 + 25.6 + 2.1, 5);
  for (const shares of [view.byDay, view.byService, view.byProject, view.byRegion]) {
    const sumOf = (measure: 'amount' | 'effectiveAmount' | 'listAmount') =>
      shares.reduce((sum, share) => sum + share[measure], 0);
    expect(sumOf('amount')).toBeCloseTo(46.1, 5);
    expect(sumOf('effectiveAmount')).toBeCloseTo(view.effective, 5);
    expect(sumOf('listAmount')).toBeCloseTo(67.7, 5);
  }
  const billed = new Map(view.byDay.map(({ key, amount }) => [key, amount]));
  // The credit pays for the first 20.00 of use: 12.00 on the 3rd and 8.00 on the 7th.
  expect([billed.get('2026-11-01'), billed.get('2026-11-03'), billed.get('2026-11-07')]).toEqual([40, 0, 4]);
  // A fee is used day by day.
  const used = view.byDay.find(({ key }) => key === '2026-11-02');
  expect([used?.amount, used?.listAmount]).toEqual([0, 0]);
  expect(used?.effectiveAmount).toBeCloseTo(40 / 30, 4);
});

it('the day on which the credit was used up is that of the rows, and the budget’s that of the bill', async () => {
  const account = await pricedAccount();
  const cpu = (at: string) =>
    cost({
      ...{ service: 'Fluid Active CPU', region: 'iad1', consumedQuantity: 78, billedCost: 9_000_000, day: at },
      ...{ start: dayStart(at, 'America/Los_Angeles'), end: dayStart(at, 'America/Los_Angeles') + DAY },
    });
  const seat = cost({ service: 'Pro Plan', licence: true, consumedQuantity: 1, billedCost: 20_000_000 });
  await keep(account, [seat, cpu('2026-11-02'), cpu('2026-11-04'), cpu('2026-11-06'), cpu('2026-11-08')]);
  await account.store.budgets.save(
    { connectionId: ACCOUNT, scope: 'account', key: null, amount: 30_000_000, currency: 'USD' },
    NOON,
  );
  const view = (await readBilledCosts(account.parts)).find(({ connectionId }) => connectionId === ACCOUNT);
  // 9 + 9 + 9 pass 20.00 on the 6th; the bill of 20 + 7 then, 20 + 16 on the 8th, passes 30.00 on the 8th.
  expect(view?.soFar.total).toBe(36);
  expect(view?.runOut).toMatchObject({ credit: '2026-11-06', budget: '2026-11-08' });
});
