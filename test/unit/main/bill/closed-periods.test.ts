import { expect, it } from 'vitest';
import { findImportTarget } from '#main/actions/import-target';
import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { recordBill } from '#main/actions/record-bill';
import { billText } from '#main/cli/commands/bill';
import { closedText, unitCostsText } from '#main/cli/commands/bill-text';
import { readClosedPeriods } from '#main/queries/bill/closed-periods';
import { invoiceOf } from '#main/queries/bill/invoices';
import { readBill } from '#main/queries/bill/read-bill';
import { readUnitCosts } from '#main/queries/bill/unit-costs';
import { addDays, dayStart } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import type { Invoice } from '#shared/domain/spend';
import { ACCOUNT, type PricedAccount, pricedAccount } from '../queries/bill/priced-account';

const ZONE = 'America/Los_Angeles';
const COSTS = 'vercel:/v2/billing/costs';
const start = dayStart('2026-10-01', ZONE);
const end = dayStart('2026-11-01', ZONE);

/** Seats of 20 and builds of `perDay` dollars on each day from `first` on. */
function rows(first: string, days: number, perDay: number): Charge[] {
  const row = (day: string, parts: Partial<Charge>): Charge => ({
    ...{ id: `${parts.service}${day}`, category: 'Usage', service: 'Build CPU Minutes', project: null, region: null },
    ...{ day, start: dayStart(day, ZONE), end: dayStart(addDays(day, 1), ZONE), consumedQuantity: perDay / 0.0035 },
    ...{ consumedUnit: 'CPU-minutes', pricingQuantity: null, pricingUnit: null, billedCost: perDay * 1e6 },
    ...{ effectiveCost: null, listCost: null, currency: 'USD', licence: false, flatRate: false, state: 'provisional' },
    ...parts,
  });
  const each = Array.from({ length: days }, (_, at) => row(addDays(first, at), {}));
  const seats = { service: 'Pro Plan', licence: true, consumedQuantity: 1, consumedUnit: 'seats', billedCost: 20e6 };
  return [...each, ...(first.endsWith('-01') ? [row(first, seats)] : [])];
}

async function october(): Promise<PricedAccount> {
  const account = await pricedAccount();
  const save = (charges: readonly Charge[]) =>
    account.store.charges.save(ACCOUNT, COSTS, charges, account.parts.clock.now());
  // Noon of 8 October: two dollars a day so far, before the credit of 20.
  account.parts.clock.set(dayStart('2026-10-08', ZONE) + DAY / 2);
  await save([...rows('2026-09-01', 30, 2), ...rows('2026-10-01', 7, 2), ...rows('2026-10-08', 1, 1)]);
  await recordBill(account.parts);
  // The second half of October is dearer: 4 a day from the 16th on.
  account.parts.clock.set(dayStart('2026-11-03', ZONE));
  await save([...rows('2026-10-08', 8, 2), ...rows('2026-10-16', 16, 4), ...rows('2026-11-01', 2, 4)]);
  return account;
}

it('a period that is over is held against what was said on day 8, to the cent and without a rest', async () => {
  const account = await october();
  const [period] = await readClosedPeriods(account.parts);
  // 20 + 15 × 2 + 16 × 4 - 20 = 94 came; on day 8 about 20 + 31 × 2 - 20 = 62 were expected.
  expect(period?.came).toEqual({ amount: 94, complete: true, tax: 0, missing: [] });
  expect(period?.said.map(({ day }) => day)).toEqual([8]);
  expect(period?.said[0]?.q50).toBeGreaterThan(58);
  expect(period?.said[0]?.q50).toBeLessThan(66);
  expect(period?.why[0]?.title).toBe('Build CPU Minutes');
  const told = period?.why.reduce((sum, { difference }) => sum + difference, 0) ?? 0;
  expect(Math.abs(told - (94 - (period?.said[0]?.q50 ?? 0)))).toBeLessThan(0.02);
  expect(closedText([period].filter((one) => one !== undefined))).toMatch(
    /^acme.*, 2026-10-01 to 2026-11-01: \$94\.00\nSaid on/,
  );
});

it('is said once for each mark: a second cycle of the same week changes nothing', async () => {
  const account = await october();
  const before = await account.store.billStatements.list(ACCOUNT);
  expect(before.map(({ mark, day, periodStart }) => [mark, day, periodStart])).toEqual([[7, 8, start]]);
  account.parts.clock.set(dayStart('2026-10-10', ZONE));
  await recordBill(account.parts);
  expect(await account.store.billStatements.list(ACCOUNT)).toEqual(before);
  // The same period, also where the provider tells by now that it began an hour later.
  await account.change({ billingAnchor: { day: 1, zone: 'America/Anchorage' } });
  await recordBill(account.parts);
  expect(await account.store.billStatements.list(ACCOUNT)).toEqual(before);
});

const invoice = (total: number, parts: Partial<Invoice> = {}): Invoice => ({
  ...{ id: 'inv_1', number: 'ACME-1', status: 'paid', total, tax: null, currency: 'USD', issuedAt: end, start, end },
  ...{ lines: [] },
  ...parts,
});

it('an invoice in dollars or cents is shown once it agrees with the bill; partial ones of the cycle add up', () => {
  const period = { start, end };
  expect(invoiceOf([invoice(94)], period, 94)?.amount).toBe(94);
  expect(invoiceOf([invoice(9_400)], period, 94)?.amount).toBe(94);
  const partial = [invoice(40, { number: 'ACME-2', issuedAt: start + 15 * DAY, end: start + 15 * DAY }), invoice(54)];
  const both = { numbers: ['ACME-2', 'ACME-1'], amount: 94, unit: 1, tax: 0, currency: 'USD', isWhole: true };
  expect(invoiceOf(partial, period, 94)).toEqual(both);
  expect(invoiceOf(partial.slice(0, 1), period, 50)).toMatchObject({ amount: 40, isWhole: false });
  expect(invoiceOf([invoice(7)], period, 94)?.amount).toBeNull();
  expect(invoiceOf([invoice(94, { status: 'void' })], period, 94)).toBeNull();
  expect(invoiceOf([invoice(94, { start: end, end: end + 30 * DAY })], period, 94)).toBeNull();
});

it("of an invoice with the next period's fee each period has its lines, with their share of the tax", () => {
  const next = { start: end, end: end + 30 * DAY };
  const lines = [
    { title: 'Usage', amount: 74, ...{ start, end } },
    { title: 'Pro', amount: 20, ...next },
  ];
  // 94.00 and 10 % of tax: 74.00 + 7.40 are October's, 20.00 + 2.00 November's, which no invoice closes yet.
  const mixed = invoice(103.4, { tax: 9.4, lines, end: next.end });
  const own = invoiceOf([mixed], { start, end }, 74);
  expect([own?.amount, own?.tax, own?.isWhole].map(rounded)).toEqual([81.4, 7.4, true]);
  const fee = invoiceOf([mixed], next, 20);
  expect([fee?.amount, fee?.tax, fee?.isWhole].map(rounded)).toEqual([22, 2, false]);
});

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;
}

async function invoicedOctober(told: readonly Invoice[], known?: PricedAccount) {
  const account = known ?? (await october());
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  await keepProviderFacts(account.parts, connection, { invoices: told });
  const [period] = await readClosedPeriods(account.parts);
  const bill = await readBill(account.parts, '2026-10');
  const lines = bill.accounts[0]?.lines ?? [];
  expect(lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBeCloseTo(bill.soFar.amount, 9);
  return { account, period, bill, lines };
}

it('a closed period stands on its invoice: lines that it agrees with are what was invoiced', async () => {
  const { period, bill, lines } = await invoicedOctober([invoice(9_400)]);
  expect(period?.came).toEqual({ amount: 94, complete: true, tax: 0, missing: [] });
  const stands = { numbers: ['ACME-1'], amount: 94, tax: 0, currency: 'USD', stands: true, rows: 94 };
  expect(period?.invoice).toEqual(stands);
  expect(bill.soFar.amount).toBe(94);
  expect(new Set(lines.map(({ basis }) => basis))).toEqual(new Set(['invoice']));
});

it('and where it differs, its tax and the rest are lines of their own and told in words', async () => {
  // 94.00 of rows; 5.00 of tax, and 1.00 less than that for a reason that no row tells.
  const { period, bill, lines } = await invoicedOctober([invoice(98, { tax: 5 })]);
  expect(period?.came.amount).toBe(98);
  expect(bill.soFar).toMatchObject({ amount: 98, complete: true, tax: 5 });
  expect(
    lines.filter(({ basis }) => basis === 'invoice').map(({ title, kind, amount }) => [title, kind, amount]),
  ).toEqual([
    ['Tax on the invoice', 'tax', 5],
    ['Difference to the invoice', 'adjustment', -1],
  ]);
  expect(period?.why.map(({ title, difference }) => [title, difference])).toContainEqual(['Tax on the invoice', 5]);
  expect(closedText(period === undefined ? [] : [period])).toContain(
    "Invoice ACME-1: $98.00; the provider's own rows come to $94.00: +$5.00 is tax, −$1.00 is in no row.",
  );
});

it('a month with the tax of its invoice never stands beside one without it in silence', async () => {
  const { account, period, bill: october } = await invoicedOctober([invoice(98, { tax: 5 })]);
  const now = await readBill(account.parts);
  expect([now.soFar.tax, now.lastMonth?.tax, now.lastMonth?.amount]).toEqual([0, 5, 98]);
  const text = billText(now).split('\n');
  // One seat of 20; 2 days × 4.00 are within the credit.
  expect(text[0]).toBe('at least $20.00 so far over everything, without tax');
  expect(text[1]).toMatch(/by the end of the periods, without tax$/);
  expect(text[2]).toBe('$98.00 the month before, of it $5.00 tax');
  expect(billText(october).split('\n')[0]).toBe('$98.00 so far over everything, of it $5.00 tax');
  expect(closedText(period === undefined ? [] : [period])).toMatch(/: \$98\.00, of it \$5\.00 tax\n/);
  // Tax is of no customer: October's cost of one is 93.00 for 47.
  await importCustomers(account, [47]);
  expect(await costOfCustomer(account, '2026-10')).toMatchObject({ amount: 93, quantity: 47, cost: 93 / 47 });
});

it('after a month with tax this one is at least what the rows say, and names the tax; after one without it is exact', async () => {
  const account = await october();
  const told = async (tax: number | null) => {
    await invoicedOctober([invoice(99, { tax })], account);
    const { soFar, projected } = await readBill(account.parts);
    return [soFar.complete, projected?.complete, soFar.missing.map(({ what }) => what)];
  };
  expect(await told(5)).toEqual([false, false, ['acme: the tax, which only the invoice tells']]);
  expect(await told(0)).toEqual([true, true, []]);
  // No invoice tells tax: a row of October does.
  const tax = { service: 'VAT', category: 'Tax' as const, consumedQuantity: null, consumedUnit: null, billedCost: 5e6 };
  const october31 = rows('2026-10-31', 1, 4).map((row) => ({ ...row, ...tax, id: 'tax' }));
  await account.store.charges.save(ACCOUNT, COSTS, october31, account.parts.clock.now());
  expect((await told(null))[0]).toBe(false);
});

it('and nothing is said of tax where no month has any', async () => {
  const { account } = await invoicedOctober([invoice(9_400)]);
  expect(billText(await readBill(account.parts))).not.toContain('tax');
});

/** Customers as they were counted from 10 October on, every fifth day. */
async function importCustomers(account: PricedAccount, counts: readonly number[]): Promise<void> {
  const target = await findImportTarget(account.parts, { metric: 'customers', unit: 'count' });
  if (!target.ok || !('series' in target.value)) throw new Error('no target');
  expect(target.value.series).toMatchObject({ metric: 'CUSTOMERS', kind: 'gauge' });
  for (const [at, value] of counts.entries()) {
    const time = dayStart(`2026-10-${10 + at * 5}`, 'UTC');
    await account.store.samples.save('imported', [{ ...target.value.series, value, time }], time);
  }
}

async function costOfCustomer(account: PricedAccount, month: string) {
  const units = await readUnitCosts(account.parts);
  return units.find(({ per }) => per === 'customers')?.periods.find(({ periodStart }) => periodStart.startsWith(month));
}

it('days before the first row that was read are missing, and an invoice in a unit known from another period stands', async () => {
  const account = await october();
  // The first row that was read is of 1 September; August's 40.00 in cents agree with nothing that is known.
  const august = dayStart('2026-08-01', ZONE);
  const before = { start: august, end: dayStart('2026-09-01', ZONE) };
  await account.store.charges.save(ACCOUNT, COSTS, rows('2026-08-30', 2, 2), account.parts.clock.now());
  const read = async () =>
    (await readClosedPeriods(account.parts)).find(({ periodStart }) => periodStart.startsWith('2026-08'));
  // 20 for at least one seat, and 2 days × 2.00, which the credit pays; 29 days were not read.
  const came = (await read())?.came;
  expect([came?.amount, came?.complete]).toEqual([20, false]);
  expect(came?.missing.map(({ what }) => what)).toContain('29 days not read');
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  const told = [invoice(9_400), invoice(4_000, { id: 'inv_0', number: 'ACME-0', issuedAt: before.end, ...before })];
  await keepProviderFacts(account.parts, connection, { invoices: told });
  expect((await read())?.came).toEqual({ amount: 40, complete: true, tax: 0, missing: [] });
  expect((await read())?.invoice).toMatchObject({ amount: 40, stands: true, rows: 20 });
});

it('an invoice of a part of the cycle, or in no known unit, lies beside the rows', async () => {
  const partial = await invoicedOctober([invoice(70, { issuedAt: start + 20 * DAY })]);
  expect([partial.period?.came.amount, partial.period?.invoice?.stands]).toEqual([94, false]);
  expect(closedText(partial.period === undefined ? [] : [partial.period])).toContain('$70.00 so far; the one that');
  const other = await invoicedOctober([invoice(7)]);
  expect([other.period?.came.amount, other.period?.invoice?.amount]).toEqual([94, null]);
});

it('unit costs: per 1,000 requests and per customer that was imported, over time', async () => {
  const account = await october();
  await account.days({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }, '2026-10-02', Array<number>(20).fill(50_000));
  await importCustomers(account, [30, 40, 47]);
  const units = await readUnitCosts(account.parts);
  const of = (per: string) => units.find((unit) => unit.per === per)?.periods;
  // 94.00 for 47 customers; 94.00 for a thousand thousand requests.
  expect(of('customers')?.find(({ periodStart }) => periodStart.startsWith('2026-10'))).toMatchObject({
    quantity: 47,
    cost: 2,
  });
  expect(of('requests')?.find(({ periodStart }) => periodStart.startsWith('2026-10'))?.cost).toBeCloseTo(0.094, 9);
  expect(of('customers')?.at(-1)?.cost).toBeNull();
  expect(unitCostsText(units)).toMatch(/Customer, everything .*\$2\.00/);
  expect(await findImportTarget(account.parts, { metric: 'orders', unit: 'count' })).toMatchObject({
    value: { series: { metric: 'ORDERS', kind: 'daily' } },
  });
});
