import { describe, expect, test } from 'vitest';
import { keepCharges } from '#main/collection/keep-charges';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { charge as anyCharge } from '../../core/costs/charge-fixture';
import { sumCharges } from '../../core/costs/charge-sums';
import { NOON, storeWithConnection } from './temporary-store';

const SOURCE = 'vercel:/v1/billing/charges';
const NOVEMBER = { connectionId: 'vercel-1', from: '2026-11-01', to: '2026-12-01' };

/** Edge requests of one day for two dollars, with what the test is about in `parts`. */
function charge(parts: Partial<Charge> = {}): Charge {
  const cost = { billedCost: 2_000_000, effectiveCost: 2_000_000, listCost: 2_000_000 };
  return anyCharge({ day: '2026-11-03', service: 'Edge Requests', ...cost, ...parts });
}

const MIXED: readonly Charge[] = [
  charge({ project: 'prj_shop', region: 'fra1' }),
  charge({ project: 'prj_docs', region: 'iad1', billedCost: 500_000 }),
  charge({ service: 'ISR Reads', project: 'prj_shop', billedCost: null, listCost: null }),
  charge({ service: 'Pro', category: 'Purchase', licence: true, billedCost: 20_000_000, day: '2026-11-01' }),
  charge({ service: 'ISR Reads', project: 'prj_docs', day: '2026-11-30', billedCost: 7 }),
];

test('the sums that the store keeps by day are those of the rows, under every heading', async () => {
  const store = await storeWithConnection();
  await store.charges.save('vercel-1', SOURCE, MIXED, NOON);
  const [expected] = sumCharges(MIXED, ['service', 'project', 'day', 'region', 'category']);
  for (const heading of ['service', 'project', 'day', 'region', 'category'] as const) {
    const kept = await store.charges.totals(NOVEMBER, [heading]);
    expect(kept.map(({ key, billed, rows, unknown }) => ({ key, billed, rows, unknown }))).toEqual(
      expected?.by.get(heading)?.map(({ key, billed, rows, unknown }) => ({ key: key ?? '', billed, rows, unknown })),
    );
  }
});

test('a later read revises a row, and its sums follow; the same id on another day is another charge', async () => {
  const store = await storeWithConnection();
  await store.charges.save('vercel-1', SOURCE, MIXED, NOON);
  const revised = { ...charge({ project: 'prj_shop', region: 'fra1' }), billedCost: 3_000_000 };
  const later = { ...revised, day: '2026-11-05', billedCost: 1_000_000 };
  await store.charges.save('vercel-1', SOURCE, [revised, later], NOON + 60);
  const days = await store.charges.totals(NOVEMBER, ['day']);
  expect(days.map(({ key, billed }) => [key, billed])).toEqual([
    ['2026-11-01', 20_000_000],
    ['2026-11-03', 3_500_000],
    ['2026-11-05', 1_000_000],
    ['2026-11-30', 7],
  ]);
});

describe('charges that the provider lists no more', () => {
  const RANGE = { start: dayStart('2026-11-01', 'UTC'), end: dayStart('2026-12-01', 'UTC') };

  test('go with their sums, those of the last read, of other times and of other sources stay', async () => {
    const store = await storeWithConnection();
    const gone = charge({ service: 'Gone' });
    const earlier = charge({ service: 'Earlier', day: '2026-10-31' });
    const overlapping = charge({ service: 'Overlapping', day: '2026-11-30', end: RANGE.end + 1 });
    await store.charges.save('vercel-1', SOURCE, [...MIXED, gone, earlier, overlapping], NOON);
    await store.charges.save('vercel-1', 'file', [gone], NOON);
    await store.charges.save('vercel-1', SOURCE, MIXED, NOON + 60);

    expect(await store.charges.removeUnlisted('vercel-1', SOURCE, RANGE, NOON + 60)).toBe(1);
    const autumn = { ...NOVEMBER, from: '2026-10-01' };
    const services = await store.charges.totals(autumn, ['service', 'day']);
    const kept = await storeWithConnection();
    await kept.charges.save('vercel-1', SOURCE, [...MIXED, earlier, overlapping], NOON);
    await kept.charges.save('vercel-1', 'file', [gone], NOON);
    expect(services).toEqual(await kept.charges.totals(autumn, ['service', 'day']));
    expect(await store.charges.removeUnlisted('vercel-1', SOURCE, RANGE, NOON + 60)).toBe(0);
  });

  test('a read that began earlier but ended later makes no row look older', async () => {
    const store = await storeWithConnection();
    await store.charges.save('vercel-1', SOURCE, MIXED, NOON + 60);
    await store.charges.save('vercel-1', SOURCE, MIXED, NOON);
    expect(await store.charges.removeUnlisted('vercel-1', SOURCE, RANGE, NOON + 60)).toBe(0);
  });

  test('stay until an answer is complete', async () => {
    const store = await storeWithConnection();
    await store.charges.save('vercel-1', SOURCE, MIXED, NOON);
    const batch = { source: SOURCE, range: RANGE, asOf: NOON + 60 };
    const rows = async () =>
      (await store.charges.totals(NOVEMBER, ['category'])).reduce((sum, one) => sum + one.rows, 0);
    await keepCharges(store, 'vercel-1', { ...batch, complete: false, charges: MIXED.slice(0, 1) });
    expect(await rows()).toBe(MIXED.length);
    await keepCharges(store, 'vercel-1', { ...batch, complete: true, charges: MIXED.slice(1, 2) });
    expect(await rows()).toBe(2);
  });
});

test('two currencies and two sources are never added up', async () => {
  const store = await storeWithConnection();
  const euro = charge({ currency: 'EUR' });
  await store.charges.save('vercel-1', SOURCE, [charge(), { ...euro, id: 'euro' }], NOON);
  await store.charges.save('vercel-1', 'file', [charge()], NOON);
  const totals = await store.charges.totals(NOVEMBER, ['category']);
  expect(totals.map(({ source, currency, billed }) => [source, currency, billed])).toEqual([
    ['file', 'USD', 2_000_000],
    [SOURCE, 'EUR', 2_000_000],
    [SOURCE, 'USD', 2_000_000],
  ]);
});

test('rows by product keep the kind of charge apart, and an unknown amount unknown', async () => {
  const store = await storeWithConnection();
  await store.charges.save('vercel-1', SOURCE, [...MIXED, charge({ service: 'ISR Reads', project: 'prj_docs' })], NOON);
  const rows = await store.charges.byProduct({ ...NOVEMBER, to: '2026-11-04', source: SOURCE });
  expect(rows.map(({ day, service, billedCost, licence }) => [day, service, billedCost, licence])).toEqual([
    ['2026-11-01', 'Pro', 20_000_000, true],
    ['2026-11-03', 'Edge Requests', 2_500_000, false],
    ['2026-11-03', 'ISR Reads', null, false],
  ]);
  expect(await store.charges.sources('vercel-1')).toEqual([
    { source: SOURCE, first: '2026-11-01', last: '2026-11-30' },
  ]);
});

test('with the connection its charges, their sums and its budgets go', async () => {
  const store = await storeWithConnection();
  await store.charges.save('vercel-1', SOURCE, MIXED, NOON);
  await store.connections.remove('vercel-1');
  expect(await store.charges.totals(NOVEMBER, ['service', 'day'])).toEqual([]);
  expect(await store.charges.sources('vercel-1')).toEqual([]);
});

test('a budget is one for each scope, and goes alone', async () => {
  const store = await storeWithConnection();
  const account = { connectionId: 'vercel-1', scope: 'account', key: null, amount: 1, currency: 'USD' } as const;
  const shop = { ...account, scope: 'project', key: 'prj_shop' } as const;
  const edge = { ...account, scope: 'service', key: 'VERCEL_EDGE' } as const;
  for (const budget of [account, shop, edge, { ...account, amount: 200_000_000 }]) {
    await store.budgets.save(budget, NOON);
  }
  expect(await store.budgets.list('vercel-1')).toEqual([{ ...account, amount: 200_000_000 }, shop, edge]);
  await store.budgets.remove(account);
  expect(await store.budgets.list()).toEqual([shop, edge]);
});

test('a correction replaces the one of the same figure and first day', async () => {
  const store = await storeWithConnection();
  const correction = {
    provider: 'vercel',
    plan: 'pro',
    service: 'VERCEL_EDGE',
    metric: 'EDGE_REQUESTS',
    included: null,
    price: 1.5,
    per: null,
    unit: 'requests',
    currency: 'USD',
    effectiveFrom: null,
    effectiveTo: null,
    note: '',
    createdAt: NOON,
  };
  await store.priceOverrides.save(correction);
  await store.priceOverrides.save({ ...correction, price: 1.8, createdAt: NOON + 1 });
  await store.priceOverrides.save({ ...correction, effectiveFrom: '2026-12-01', createdAt: NOON + 2 });
  expect((await store.priceOverrides.list()).map(({ price, effectiveFrom }) => [price, effectiveFrom])).toEqual([
    [1.8, null],
    [1.5, '2026-12-01'],
  ]);
  expect(await store.priceOverrides.remove(correction)).toBe(2);
  expect(await store.priceOverrides.list()).toEqual([]);
});
