import { expect, it } from 'vitest';
import { readFocusFile } from '#main/queries/bill/focus';
import { readBill } from '#main/queries/bill/read-bill';
import { dayStart } from '#shared/core/calendar/calendar';
import type { FocusRow } from '#shared/core/costs/focus-columns';
import { validateFocus } from '#shared/core/costs/focus-validate';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import { ACCOUNT, pricedAccount } from '../queries/bill/priced-account';
import { NOON } from '../store/temporary-store';

const start = dayStart('2026-11-01', 'America/Los_Angeles');

function charge(at: number, parts: Partial<Charge>): Charge {
  return {
    ...{ id: `c${at}`, category: 'Usage', service: 'Fluid Active CPU', project: 'prj_1', region: 'gru1' },
    ...{ day: '2026-11-01', start, end: start + DAY, consumedQuantity: 10, consumedUnit: 'CPU-hours' },
    ...{ pricingQuantity: null, pricingUnit: null, billedCost: 2_210_000, effectiveCost: null, listCost: null },
    ...{ currency: 'USD', licence: false, flatRate: false, state: 'provisional' },
    ...parts,
  };
}

const RUNNING = [
  charge(1, {}),
  // A refund keeps the category of what is refunded.
  charge(2, { billedCost: -210_000, consumedQuantity: 1 }),
  charge(3, { service: 'Build CPU Minutes', region: null, consumedQuantity: 6_000, billedCost: 21_000_000 }),
  charge(4, { service: 'Pro Plan', licence: true, project: null, region: null, billedCost: 40_000_000 }),
  charge(5, { service: 'Edge Requests', flatRate: true, consumedQuantity: 900, billedCost: 0 }),
];
const INVOICED = [
  charge(6, {}),
  charge(7, { category: 'Adjustment', service: 'Goodwill', billedCost: -1_500_000, consumedQuantity: null }),
  charge(8, { category: 'Tax', service: 'VAT', billedCost: 8_000_000, consumedQuantity: null }),
];

it('has the provider’s rows with refunds, taxes and adjustments, and adds up to the bill', async () => {
  const account = await pricedAccount();
  await account.store.charges.save(ACCOUNT, 'vercel:/v2/billing/costs', RUNNING, NOON);
  await account.store.charges.save(ACCOUNT, 'vercel:/v1/billing/charges', INVOICED, NOON);
  const bill = await readBill(account.parts);
  // 40 of seats, 2.21 - 0.21 + 21 = 23 of use less 20 of credit, 8 of tax, 1.50 back.
  expect(bill.soFar.amount).toBe(49.5);
  const file = await readFocusFile(account.parts, 'jsonl');
  if (!file.ok) throw new Error(file.failure.message);
  const rows = file.value.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FocusRow);
  expect(validateFocus(rows)).toEqual([]);
  const sum = rows.reduce((total, row) => total + Math.round(Number(row['BilledCost']) * 1e6), 0);
  expect(sum).toBe(49_500_000);
  const by = (name: string) => rows.filter((row) => row['ServiceName'] === name);
  expect(by('Fluid Active CPU')).toMatchObject([
    { BilledCost: 2.21, PricingQuantity: 10, ListUnitPrice: 0.221, SkuId: 'fluid-active-cpu', RegionId: 'gru1' },
    { BilledCost: -0.21, ChargeCategory: 'Usage', PricingQuantity: -1, ListUnitPrice: 0.21 },
  ]);
  expect(by('Pro Plan')).toMatchObject([
    { ChargeCategory: 'Purchase', ChargeFrequency: 'Recurring', ConsumedQuantity: null, PricingQuantity: 1 },
  ]);
  expect(by('Included credit')).toMatchObject([
    { ChargeCategory: 'Credit', BilledCost: -20, ListCost: -20, PricingQuantity: null, SkuPriceId: null },
  ]);
  expect(by('VAT')).toMatchObject([{ ChargeCategory: 'Tax', SkuId: null, PricingQuantity: null }]);
  expect(by('Goodwill')).toMatchObject([{ ChargeCategory: 'Adjustment', BilledCost: -1.5 }]);
  expect(by('Edge Requests')).toMatchObject([{ BilledCost: 0, ConsumedQuantity: 900, PricingCategory: 'Other' }]);
});

it('leaves a row without a known cost out, and counts it', async () => {
  const account = await pricedAccount();
  await account.store.charges.save(
    ACCOUNT,
    'vercel:/v2/billing/costs',
    [...RUNNING, charge(9, { billedCost: null })],
    NOON,
  );
  const file = await readFocusFile(account.parts, 'csv');
  expect(file).toMatchObject({ ok: true, value: { leftOut: 1 } });
});
