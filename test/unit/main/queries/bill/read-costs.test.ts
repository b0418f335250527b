import { expect, test } from 'vitest';
import { recordPlan } from '#main/actions/record-plan';
import { readCosts } from '#main/queries/bill/costs';
import { readFocusFile } from '#main/queries/bill/focus';
import { readPlanHistory } from '#main/queries/bill/plans';
import { dayStart } from '#shared/core/calendar/calendar';
import { MINUTE } from '#shared/domain/instant';
import type { CostsView } from '#shared/ipc/costs';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, type PricedAccount, pricedAccount } from './priced-account';

const EDGE = { service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };
const BUILD = 'VERCEL_BUILD';
const MILLION = 1_000_000;

async function only(account: PricedAccount): Promise<CostsView> {
  const [view, ...others] = await readCosts(account.parts);
  if (view === undefined || others.length > 0) {
    throw new Error('Expected the costs of one account.');
  }
  return view;
}

const component = (view: CostsView, metric: string) => view.components.find((part) => part.metric === metric);

test('an account without use costs its fee', async () => {
  const account = await pricedAccount();
  const view = await only(account);
  expect(view).toMatchObject({ currency: 'USD', day: 24, days: 30, state: 'estimate', unknown: [] });
  expect(view.soFar).toMatchObject({ total: 20, fee: 20, charges: 0, creditUsed: 0, creditLeft: 20 });
  expect(view.projected?.total).toBe(20);
  expect(view.effective).toBeCloseTo((20 * 24) / 30, 5);
});

test('an account whose plan is not known has no bill, not one of 0', async () => {
  const account = await pricedAccount();
  await account.change({ billing: null });
  expect(await readCosts(account.parts)).toEqual([]);
});

test('use beyond the included amount is charged, and what came before the period is not in it', async () => {
  const account = await pricedAccount();
  // 9 M before the period, 11 M in it: 1 M beyond the included 10 M at 2 USD a million.
  await account.days(EDGE, '2026-10-31', [9 * MILLION, 8 * MILLION, 3 * MILLION]);
  const view = await only(account);
  expect(component(view, 'EDGE_REQUESTS')).toMatchObject({
    quantity: 11 * MILLION,
    included: 10 * MILLION,
    billedQuantity: MILLION,
    amount: 2,
    tier: 'on demand',
  });
  expect(view.soFar).toMatchObject({ charges: 2, creditUsed: 2, total: 20 });
});

test('use of a UTC day that has not begun in Los Angeles is in every split, and in the FOCUS file', async () => {
  const account = await pricedAccount();
  account.parts.clock.set(dayStart('2026-11-24', 'UTC') + 2 * 60 * MINUTE);
  await account.days(EDGE, '2026-11-23', [11 * MILLION, 14 * MILLION]);
  const view = await only(account);
  expect(view.soFar).toMatchObject({ charges: 30, total: 30 });
  for (const shares of [view.byService, view.byProject, view.byDay]) {
    expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBeCloseTo(30, 9);
  }
  const focus = await readFocusFile(account.parts, 'jsonl');
  const rows = (focus.ok ? focus.value.text : '').trim().split('\n');
  const billed = rows.reduce((sum, row) => sum + (JSON.parse(row) as { BilledCost: number }).BilledCost, 0);
  expect(billed).toBeCloseTo(30, 9);
  // The fee of the days that are still to come is not used yet.
  expect(view.effective).toBeCloseTo((20 * 23) / 30 + 10, 5);
});

test('projects share the figure of the account, and what none explains stays without one', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-02', [20 * MILLION]);
  await account.days({ ...EDGE, projectId: 'prj_shop' }, '2026-11-02', [12 * MILLION]);
  await account.days({ ...EDGE, projectId: 'prj_docs' }, '2026-11-02', [4 * MILLION]);
  const view = await only(account);
  expect(component(view, 'EDGE_REQUESTS')).toMatchObject({ quantity: 20 * MILLION, amount: 20 });
  const byProject = new Map(view.byProject.map(({ key, amount }) => [key, amount]));
  expect(byProject.get('prj_shop')).toBeCloseTo(12, 5);
  expect(byProject.get('prj_docs')).toBeCloseTo(4, 5);
  // 4 of use that no project explains; the fee of 20 and 20 of credit are no project's.
  expect(byProject.get('other-projects')).toBeCloseTo(4, 5);
  expect(byProject.get(null)).toBe(0);
});

test('projects that add up to more than the account, as while a day is revised, cost no more than it', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-02', [20 * MILLION]);
  await account.days({ ...EDGE, projectId: 'prj_shop' }, '2026-11-02', [30 * MILLION]);
  await account.days({ ...EDGE, projectId: 'prj_docs' }, '2026-11-02', [10 * MILLION]);
  const view = await only(account);
  expect(component(view, 'EDGE_REQUESTS')).toMatchObject({ quantity: 20 * MILLION, amount: 20 });
  expect(view.byProject.find(({ key }) => key === 'prj_shop')?.amount).toBeCloseTo(15, 5);
});

test('projects of another source are not mixed in', async () => {
  const account = await pricedAccount();
  await account.days(EDGE, '2026-11-02', [20 * MILLION]);
  await account.days({ ...EDGE, projectId: 'prj_shop', source: 'vercel:/v2/usage' }, '2026-11-02', [12 * MILLION]);
  expect((await only(account)).byProject.map(({ key }) => key)).toEqual(['other-projects', null]);
});

test('two measures of the same builds are billed once', async () => {
  const account = await pricedAccount();
  await account.days({ service: BUILD, metric: 'BUILD_MINUTES', source: 'vercel:/v2/usage' }, '2026-11-02', [100]);
  const unpriced = await only(account);
  expect(unpriced.soFar.total).toBeNull();
  expect(unpriced.unknown).toMatchObject([{ title: 'Build minutes', reason: expect.stringContaining('machine') }]);
  await account.days({ service: BUILD, metric: 'BUILD_CPU_MINUTES' }, '2026-11-02', [400]);
  const view = await only(account);
  expect(component(view, 'BUILD_MINUTES')).toBeUndefined();
  expect(component(view, 'BUILD_CPU_MINUTES')?.amount).toBeCloseTo(1.4, 6);
  expect(view.soFar.total).toBe(20);
});

test.each([
  ['2026-11-28', 20, undefined],
  // Nobody has been billed by CPU minutes for a week: minutes are the measure again, and need a machine.
  ['2026-11-20', null, 'Build minutes'],
])('before the charges of a new period are told, the measure of the last days stands: %s', async (day, sum, title) => {
  const account = await pricedAccount();
  account.parts.clock.set(dayStart('2026-12-01', 'America/Los_Angeles') + 5 * MINUTE);
  await account.days({ service: BUILD, metric: 'BUILD_MINUTES', source: 'vercel:/v2/usage' }, '2026-12-01', [4]);
  await account.days({ service: BUILD, metric: 'BUILD_CPU_MINUTES' }, day, [400]);
  const view = await only(account);
  expect(view.day).toBe(1);
  expect(view.soFar.total).toBe(sum);
  expect(view.unknown[0]?.title).toBe(title);
});

test('what is counted but never sold is no cost, and a product without a price is unknown, never 0', async () => {
  const account = await pricedAccount();
  await account.days({ service: BUILD, metric: 'FAILED_BUILDS', source: 'vercel:/v2/usage' }, '2026-11-02', [5]);
  expect((await only(account)).soFar.total).toBe(20);
  await account.days({ service: 'VERCEL_CONNECT', metric: 'TOKEN_REQUESTS' }, '2026-11-02', [5_000]);
  const view = await only(account);
  expect(view.soFar).toMatchObject({ total: null, atLeast: 20 });
  expect(view.projected?.total).toBeNull();
  expect(view.headline).toBe('acme cost at least $20.00 so far; connect token requests cannot be priced.');
});

test('a billing cycle that is not known is said, and never taken for the calendar month', async () => {
  const account = await pricedAccount();
  await account.change({ billingAnchor: null });
  const view = await only(account);
  expect(view.soFar).toMatchObject({ total: null, atLeast: 20 });
  expect(view.unknown[0]).toMatchObject({ title: 'Billing cycle' });
  expect(view.periodEnd - view.periodStart).toBe(30 * 86_400);
  expect(view.projected).toBeNull();
});

test('Hobby has no cycle: thirty days, no projection, and nothing that runs out', async () => {
  const account = await pricedAccount();
  await account.change({
    billing: { provider: 'vercel', plan: 'hobby', planName: 'Hobby', source: 'provider' },
    billingAnchor: null,
  });
  await account.days(EDGE, '2026-11-02', [2 * MILLION]);
  const view = await only(account);
  expect(view).toMatchObject({ days: 30, projected: null, soFar: { total: 0, fee: 0 }, unknown: [] });
  expect(view.headline).toBe('acme costs nothing on the Hobby plan.');
  expect(view.runOut).toEqual({ credit: null, creditLasts: false, budget: null, allowances: [] });
});

test('the pace so far is carried on, and the days on which things are used up are named', async () => {
  const account = await pricedAccount();
  // 0.5 M a day for 23 days and half of the 24th: a rest of about 3.3 M is expected.
  await account.days(EDGE, '2026-11-01', [...Array<number>(23).fill(0.5 * MILLION), 0.25 * MILLION]);
  await account.days({ service: BUILD, metric: 'BUILD_CPU_MINUTES' }, '2026-11-01', Array<number>(24).fill(200));
  const view = await only(account);
  // 24 days at 200 CPU minutes are 16.80 USD, so that the credit ends within the period.
  expect(view.soFar.charges).toBeGreaterThan(16.8);
  expect(view.projected?.total).toBeGreaterThan(20);
  expect(view.runOut.allowances).toContainEqual({ title: 'Edge requests', day: '2026-11-21' });
  expect(view.runOut.credit).not.toBeNull();
  expect((view.runOut.credit ?? '') > '2026-11-21').toBe(true);
});

test('a plan change within the period splits it, with the part of each fee', async () => {
  const account = await pricedAccount();
  const before = await account.store.connections.find(ACCOUNT);
  await account.change({
    billing: { provider: 'vercel', plan: 'pro-flat-20', planName: 'Flat', source: 'provider' },
  });
  const after = await account.store.connections.find(ACCOUNT);
  if (before === null || after === null) {
    throw new Error('The account is gone.');
  }
  account.parts.clock.set(NOON - 3 * 86_400);
  await recordPlan(account.parts, { ...before, createdAt: NOON - 40 * 86_400 }, after);
  account.parts.clock.set(NOON);
  expect(await readPlanHistory(account.store, ACCOUNT)).toMatchObject([
    { from: '2026-10-15', provider: 'vercel', plan: 'pro', planName: 'Pro' },
    { from: '2026-11-21', provider: 'vercel', plan: 'pro-flat-20', planName: 'Flat' },
  ]);
  const view = await only(account);
  // 20 days at 20 USD a month and 10 days at 40.
  expect(view.soFar.fee).toBeCloseTo(20 * (20 / 30) + 40 * (10 / 30), 4);
  expect(view.assumptions.some((text) => text.includes('from 2026-11-21 on the pro-flat-20 plan'))).toBe(true);
});

test('a plan that stays is no change, and one that is first seen has no past', async () => {
  const account = await pricedAccount();
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) {
    throw new Error('The account is gone.');
  }
  await recordPlan(account.parts, connection, connection);
  await recordPlan(account.parts, { ...connection, billing: null }, connection);
  expect(await readPlanHistory(account.store, ACCOUNT)).toEqual([]);
});

test('an imported price list that someone broke in the file is not used', async () => {
  const account = await pricedAccount();
  await account.store.priceLists.append({ plans: 'none' }, { importedAt: NOON, shippedAsOf: '2026-01-01' });
  expect((await only(account)).soFar.total).toBe(20);
});

test('a store that is billed with the account follows its cycle', async () => {
  const account = await pricedAccount();
  await account.store.connections.save({
    id: 'cache',
    provider: 'redis',
    title: 'cache',
    settings: {},
    billing: { provider: 'vercel-kv', plan: 'pro', planName: 'Pro', source: 'user' },
    billingAnchor: null,
    expiresAt: null,
    createdAt: NOON,
  });
  const views = await readCosts(account.parts);
  const [cache, host] = ['cache', ACCOUNT].map((id) => views.find((view) => view.connectionId === id));
  expect(cache?.periodStart).toBe(host?.periodStart);
  expect(cache?.soFar.total).toBe(1);
});

test('a budget that will be passed has the day on which it is, and one that holds has none', async () => {
  const account = await pricedAccount();
  // 22.8 M so far come to 25.60 USD after credit, the 28.5 M that are expected to 37 USD.
  await account.days(EDGE, '2026-11-01', Array<number>(24).fill(0.95 * MILLION));
  await account.store.budgets.save(
    { connectionId: ACCOUNT, scope: 'account', key: null, amount: 28_000_000, currency: 'USD' },
    NOON,
  );
  const view = await only(account);
  expect(view.budget?.verdict).toBe('will-pass');
  const passed = dayStart(view.runOut.budget ?? '', 'UTC');
  expect(passed).toBeGreaterThanOrEqual(dayStart('2026-11-24', 'UTC'));
  expect(passed).toBeLessThan(view.periodEnd);
  await account.store.budgets.save(
    { connectionId: ACCOUNT, scope: 'account', key: null, amount: 500_000_000, currency: 'USD' },
    NOON,
  );
  expect(await only(account)).toMatchObject({ budget: { verdict: 'within' }, runOut: { budget: null } });
});
