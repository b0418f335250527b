import { expect, it } from 'vitest';
import { invoiceOf } from '#main/queries/bill/invoices';
import { accountBill } from '#shared/core/costs/bill/account-bill';
import { billedUse } from '#shared/core/costs/bill/billed-use';
import { onInvoice } from '#shared/core/costs/bill/invoiced-bill';
import { feeLine, seatFee } from '#shared/core/costs/bill/licences';
import { meteredUse } from '#shared/core/costs/bill/metered-use';
import { totalBills } from '#shared/core/costs/bill/total-bill';
import { termsOf } from '#shared/core/costs/terms';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { DAY } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import type { Invoice } from '#shared/domain/spend';

/** A bill of one line of use, and tax where it has some. */
function bill(currency: string, use: number, tax = 0) {
  const line = (kind: 'usage' | 'tax', amount: number) => ({
    ...feeLine(kind, 1, toMicros(amount), 'billed'),
    kind,
  });
  return accountBill({
    ...{ connectionId: `${currency} ${use}`, currency, chargedOn: '2026-12-01', seats: null, list: null, cap: null },
    period: { start: 0, end: 30 * DAY, zone: 'UTC', isTold: true },
    lines: [line('usage', use), ...(tax === 0 ? [] : [line('tax', tax)])],
    ...{ credit: null, missing: [], meters: [] },
  });
}

it('the currency of most accounts is the total’s, dollars only where they are as many', () => {
  const currencies = (...bills: string[]) =>
    totalBills(bills.map((one, at) => bill(one, at + 1))).map((one) => one.currency);
  expect(currencies('USD', 'EUR', 'EUR')).toEqual(['EUR', 'USD']);
  expect(currencies('EUR', 'USD')).toEqual(['USD', 'EUR']);
});

it('tax that the rows have already is not added once more by the invoice', () => {
  const amounts = (total: number, tax: number) => {
    const { lines, soFar } = onInvoice(bill('USD', 94, 5), { amount: toMicros(total), tax: toMicros(tax) }).bill;
    return [
      soFar.amount,
      soFar.tax,
      ...lines.map(({ kind, amount, basis }) => `${kind} ${(amount ?? 0) / 1e6} ${basis}`),
    ];
  };
  // 94 + 5 are what was invoiced.
  expect(amounts(99, 5)).toEqual([99e6, 5e6, 'usage 94 invoice', 'tax 5 invoice']);
  // Two more of tax; and one less for no known reason.
  expect(amounts(101, 7)).toEqual([101e6, 7e6, 'usage 94 billed', 'tax 5 billed', 'tax 2 invoice']);
  expect(amounts(100, 7).slice(-2)).toEqual(['tax 2 invoice', 'adjustment -1 invoice']);
});

it('what is charged below the list’s allowance goes on at the list’s price', () => {
  const terms = termsOf(list, { provider: 'vercel', plan: 'pro', day: '2026-11-01' });
  const row = {
    ...{ product: 'Fast Data Transfer', metric: { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, unit: 'GB' },
    ...{ project: null, region: 'iad1', quantity: 20, cost: toMicros(3), flatRate: false },
  };
  const [meter] = billedUse([row], terms, () => ({ middle: 0, spread: 0 })).meters;
  // 20 GB for 3.00, far below 1,000: ten more are 1.50 at 0.15 a GB.
  expect(meter?.costOf(30)).toBeCloseTo(4.5, 9);
});

it('seats that the account tells go before those that a person once entered, and these before none', () => {
  const known = { rows: null, toldPrice: null, listFee: toMicros(20), hasSeats: true };
  expect(seatFee({ ...known, told: 3, answered: 2 }).lines[0]?.amount).toBe(60e6);
  expect(seatFee({ ...known, told: null, answered: 2 }).lines[0]?.amount).toBe(40e6);
  expect(
    seatFee({ ...known, rows: { amount: 0, seats: 4, most: 4, product: '' }, told: null, answered: 2 }).seats,
  ).toBe(4);
});

it('seats that were added in mid period and are gone again were there: what they cost is at least the rest', () => {
  // Two charged for, five for eleven days, one today.
  const rows = { amount: toMicros(40), seats: 2, most: 5, product: 'Pro Plan' };
  const known = { rows, told: 1, toldPrice: null, answered: null, listFee: toMicros(20), hasSeats: true };
  expect(seatFee(known)).toMatchObject({ seats: 2, missing: [{ code: 'seats-not-charged' }] });
  expect(seatFee({ ...known, rows: { ...rows, most: 2 } }).missing).toEqual([]);
  // Nor is it exact where no row charges for any: a team that came to Pro in mid period.
  const uncharged = seatFee({ ...known, rows: { ...rows, amount: 0, seats: 2, most: 2 } });
  expect(uncharged).toMatchObject({ lines: [{ amount: 20e6 }], missing: [{ code: 'seats-not-charged' }] });
});

it('own readings below an allowance cost nothing up to it, and the list’s price beyond', () => {
  const row = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', project: null, region: 'iad1', day: '2026-11-02' };
  const period = { start: '2026-11-01', end: '2026-12-01' };
  const plans = [{ from: period.start, provider: 'vercel', plan: 'pro' }];
  const meterAt = (quantity: number) =>
    meteredUse(list, { period, plans, rows: [{ ...row, quantity }] }, () => ({ middle: 0, spread: 0 })).meters[0];
  // 1,000 GB are included; 0.15 each beyond.
  expect([900, 1_000, 1_100].map((quantity) => meterAt(400)?.costOf(quantity))).toEqual([0, 0, expect.closeTo(15, 9)]);
  expect(meterAt(1_200)?.costOf(1_300)).toBeCloseTo(45, 9);
});

it('an invoice that is far from the bill in every unit tells no amount, and a draft is none', () => {
  const period = { start: 0, end: 30 * DAY };
  const invoice: Invoice = {
    ...{ id: 'i', number: 'A-1', status: 'paid', total: 150, tax: null, currency: 'USD', lines: [] },
    ...{ issuedAt: period.end, start: period.start, end: period.end },
  };
  // A third more may be tax and what came late; a half is another bill.
  expect(invoiceOf([{ ...invoice, total: 130 }], period, 100)?.amount).toBe(130);
  expect(invoiceOf([invoice], period, 100)?.amount).toBeNull();
  for (const status of ['draft', 'void', 'uncollectible']) {
    expect(invoiceOf([{ ...invoice, total: 100, status }], period, 100)).toBeNull();
  }
});
