import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { ChangeTopic } from '#shared/ipc/events';
import { type RunningApp, startApp } from '../ipc/running-app';

const VERCEL = 'sample-vercel';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp('sample');
}, 120_000);

afterAll(() => running.end());

/** A price file in the app's own folder. */
function priceFile(list: unknown): string {
  const file = join(running.folder, 'prices.json');
  writeFileSync(file, typeof list === 'string' ? list : JSON.stringify(list, null, 2));
  return file;
}

const dearer = {
  ...defaultPriceList,
  asOf: '2026-12-01',
  plans: defaultPriceList.plans.map((plan) =>
    plan.provider === 'vercel' && plan.plan === 'pro' ? { ...plan, monthlyFee: 25 } : plan,
  ),
};

describe('the channels of costs', () => {
  it('answer costs, plans and AI spend within the contract', async () => {
    const costs = await running.value('costs:list');
    expect(costs.map(({ connectionId }) => connectionId)).toContain(VERCEL);
    expect((await running.value('costs:plans', { connectionId: VERCEL })).map(({ plan }) => plan)).toContain('pro');
    const models = (await running.value('costs:ai'))?.models ?? [];
    expect(models.length).toBeGreaterThan(1);
    for (const model of models) {
      expect(model.tokens).toBe(model.inputTokens + model.outputTokens);
    }
    expect(running.bugs).toEqual([]);
  });

  it('work a what-if out side by side', async () => {
    const answer = await running.value('costs:what-if', {
      connectionId: VERCEL,
      changes: 'traffic=2,plan=pro-flat-20',
    });
    expect(answer.changes).toEqual(['traffic × 2', 'plan pro-flat-20']);
    expect(answer.difference).toBeCloseTo(answer.changed.atLeast - answer.today.atLeast, 5);
  });

  it.each([
    { connectionId: VERCEL, changes: 'x'.repeat(501) },
    { connectionId: VERCEL, changes: 7 },
    { connectionId: VERCEL },
  ])('refuse %j before anything is worked out', async (input) => {
    expect(await running.ask('costs:what-if', input)).toMatchObject({ failure: { code: 'invalid-input' } });
  });

  it('keep a budget and tell the window that costs changed', async () => {
    const heard: ChangeTopic[] = [];
    const stop = running.app.events.on('changed', ({ topics }) => void heard.push(...topics));
    await running.value('costs:set-budget', { connectionId: VERCEL, amount: 10 });
    stop();
    expect(heard).toContain('costs');
    const view = (await running.value('costs:list')).find(({ connectionId }) => connectionId === VERCEL);
    expect(view?.budget).toMatchObject({ amount: 10, verdict: 'passed' });
    expect((await running.value('overview:get')).bill?.budget).toMatchObject({ amount: 10 });
    const bill = await running.value('bill:get', { month: null });
    expect(bill.budgets).toContainEqual(expect.objectContaining({ from: 'own', connection: VERCEL, amount: 10 }));
    await running.value('costs:set-budget', { connectionId: VERCEL, amount: 200 });
  });

  it.each([{ amount: -1 }, { amount: 1e12 }, { amount: 'much' }, { scope: 'planet', amount: 1 }])(
    'refuse the budget %j',
    async (change) => {
      const input = { connectionId: VERCEL, ...change };
      expect(await running.ask('costs:set-budget', input)).toMatchObject({ failure: { code: 'invalid-input' } });
    },
  );
});

describe('the channels of limits and prices', () => {
  it('list limits, and set and free one', async () => {
    const key = { connectionId: VERCEL, service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };
    const edge = async () =>
      (await running.value('limits:list')).limits.find(
        ({ metric }) => metric.summaryKey === 'VERCEL_EDGE_EDGE_REQUESTS',
      );
    const apart = (await running.value('limits:list')).now - (await running.value('overview:get')).asOf;
    expect(Math.abs(apart)).toBeLessThan(60);
    await running.value('limits:set', { ...key, value: 4_000_000 });
    expect(await edge()).toMatchObject({ source: 'user', metric: { limit: 4_000_000 } });
    await running.value('limits:set', { ...key, value: null });
    expect(await edge()).toMatchObject({ source: 'price-list', metric: { limit: 10_000_000 } });
    for (const value of [0, -5, 1e16]) {
      expect(await running.ask('limits:set', { ...key, value })).toMatchObject({ failure: { code: 'invalid-input' } });
    }
  });

  it('answer null when no file is chosen', async () => {
    running.desktop.openPath = null;
    expect(await running.value('prices:choose-file')).toBeNull();
  });

  it('refuse a file that is not there, too large, or no price list, and say where', async () => {
    running.desktop.openPath = join(running.folder, 'missing.json');
    expect(await running.ask('prices:choose-file')).toMatchObject({ failure: { code: 'not-found' } });
    running.desktop.openPath = priceFile(' '.repeat(10_000_001));
    expect(await running.ask('prices:choose-file')).toMatchObject({ failure: { code: 'too-large' } });
    const [first, ...rest] = defaultPriceList.limits;
    running.desktop.openPath = priceFile({ ...defaultPriceList, limits: [{ ...first, unit: undefined }, ...rest] });
    const refused = await running.ask('prices:choose-file');
    expect(refused).toMatchObject({ failure: { code: 'invalid-input' } });
    expect(refused.ok ? '' : refused.failure.message).toMatch(/line \d+, limits\[0\].*unit is missing/);
  });

  it('take a file into use only after it was shown, and only that one', async () => {
    running.desktop.openPath = priceFile(dearer);
    // The bill of this account rests on what Vercel charges: a price shows where plans are offered.
    const fee = async () =>
      (await running.value('costs:plans', { connectionId: VERCEL })).find(({ plan }) => plan === 'pro')?.fee;
    const first = await running.value('prices:choose-file');
    const second = await running.value('prices:choose-file');
    expect(second?.changes).toMatchObject([{ kind: 'changed', text: expect.stringContaining('monthlyFee 20 → 25') }]);
    expect(await fee()).toBe(20);
    expect(await running.ask('prices:accept', { token: first?.token })).toMatchObject({
      failure: { code: 'conflict' },
    });
    expect(await fee()).toBe(20);
    await running.value('prices:accept', { token: second?.token });
    expect(await fee()).toBe(25);
    expect(await running.ask('prices:accept', { token: second?.token })).toMatchObject({
      failure: { code: 'conflict' },
    });
  });

  it('show every price with its source, and mark a corrected one', async () => {
    const id = 'vercel/VERCEL_EDGE/pro/EDGE_REQUESTS';
    await running.value('prices:correct', { id, price: 1.5 });
    const rows = await running.value('prices:list', { provider: 'vercel' });
    expect(rows.filter(({ corrected }) => corrected).map((row) => [row.id, row.price])).toEqual([
      [id, '$1.50 per 1,000,000 requests'],
    ]);
    expect(rows.every(({ source }) => source !== '')).toBe(true);
    await running.value('prices:correct', { id, price: null });
    expect(await running.value('prices:list', { provider: 'nobody' })).toEqual([]);
  });
});
