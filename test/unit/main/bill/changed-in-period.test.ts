import { expect, it } from 'vitest';
import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { billText } from '#main/cli/commands/bill';
import { closedText } from '#main/cli/commands/bill-text';
import { readClosedPeriods } from '#main/queries/bill/closed-periods';
import { readBill } from '#main/queries/bill/read-bill';
import { addDays, dayStart } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import type { CreditLedger, ToldAccount } from '#shared/domain/spend';
import { charge } from '../../core/costs/charge-fixture';
import { ACCOUNT, type PricedAccount, pricedAccount } from '../queries/bill/priced-account';

const COSTS = 'vercel:/v2/billing/costs';
const ZONE = 'America/Los_Angeles';
const NOVEMBER = { start: dayStart('2026-11-01', ZONE), end: dayStart('2026-12-01', ZONE) };

/** A row of the running costs: dollars, or what else `parts` say. */
function row(day: string, service: string, dollars: number, parts: Partial<Charge> = {}): Charge {
  const span = { day, start: dayStart(day, ZONE), end: dayStart(addDays(day, 1), ZONE) };
  const amounts = { billedCost: Math.round(dollars * 1e6), effectiveCost: null, listCost: null };
  return { ...charge({ ...span, service, ...amounts }), id: `${day} ${service}`, ...parts };
}

const seats = (day: string, count: number, dollars: number, parts: Partial<Charge> = {}) =>
  row(day, 'Pro Plan', dollars, { licence: true, consumedQuantity: count, consumedUnit: 'seats', ...parts });

async function accountOf(
  rows: readonly Charge[],
  told: Partial<ToldAccount>,
  credit: readonly CreditLedger[] | null = null,
): Promise<PricedAccount> {
  const account = await pricedAccount();
  await account.store.charges.save(ACCOUNT, COSTS, rows, account.parts.clock.now());
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  await keepProviderFacts(account.parts, connection, {
    account: { period: NOVEMBER, seats: 1, seatPrice: 20_000_000, hasCredit: true, trialEnd: null, ...told },
    ...(credit === null ? {} : { credit }),
  });
  return account;
}

const onEnterprise = (account: PricedAccount) =>
  account.change({ billing: { provider: 'vercel', plan: 'enterprise', planName: 'Enterprise', source: 'provider' } });

it('from Pro to Enterprise in mid period the seats of before are money, and none of the units of the contract', async () => {
  // The whole answer calls its amounts MIU, the two seats of Pro's first day among them: 12.30 + 31.00 of use.
  const units = { currency: 'MIU' };
  const account = await accountOf(
    [
      seats('2026-11-01', 2, 40, units),
      row('2026-11-02', 'Edge Requests', 12.3, units),
      row('2026-11-12', 'Edge Requests', 31, units),
    ],
    { seats: 2 },
  );
  await onEnterprise(account);
  const [vercel] = (await readBill(account.parts)).accounts;
  expect([vercel?.currency, vercel?.soFar.amount]).toEqual(['MIU', 43.3]);
  expect(vercel?.lines.map(({ kind }) => kind)).not.toContain('fee');
  // The 40.00 of seats are named, as what is not added.
  expect(vercel?.soFar.missing.map(({ what }) => what)).toEqual([expect.stringContaining('counted in USD')]);
});

it('rows of dollars and of units in one period: the dollars are the bill, the units are named and never added', async () => {
  const account = await accountOf(
    [
      seats('2026-11-01', 1, 20),
      row('2026-11-02', 'Edge Requests', 32.5),
      row('2026-11-12', 'Fast Data Transfer', 7, { currency: 'MIU' }),
    ],
    {},
  );
  const bill = await readBill(account.parts);
  // 20 + 32.50 less the credit of 20.
  expect([bill.currency, bill.soFar.amount, bill.soFar.complete]).toEqual(['USD', 32.5, false]);
  expect(bill.soFar.missing.map(({ what }) => what)).toEqual(['acme: counted in MIU, which is not added']);
});

it('and a seat that only the account tells is no unit of the contract either', async () => {
  const account = await accountOf([row('2026-11-12', 'Edge Requests', 43.3, { currency: 'MIU' })], { seats: 2 });
  await onEnterprise(account);
  const [vercel] = (await readBill(account.parts)).accounts;
  expect(vercel?.soFar).toEqual({ amount: 43.3, complete: true, tax: 0, missing: [] });
});

it('seats that were added in mid period are told, and the bill is at least what the rows charge', async () => {
  const account = await accountOf([seats('2026-11-01', 1, 20), row('2026-11-02', 'Edge Requests', 5)], { seats: 2 });
  const [vercel] = (await readBill(account.parts)).accounts;
  // One seat is charged; a part of 20.00 for the second, which no row tells.
  expect([vercel?.seats, vercel?.soFar.amount, vercel?.soFar.complete]).toEqual([2, 20, false]);
  expect(vercel?.soFar.missing.map(({ code }) => code)).toEqual(['seats-not-charged']);
});

it('seats that the rows count and do not charge for are no seats that are paid', async () => {
  // Counted every day, charged on the first: 20.00 for one, and a part of 40.00 for two more that no row tells.
  const free = (day: string) => seats(day, 3, 0);
  const account = await accountOf([seats('2026-11-01', 1, 20), free('2026-11-10'), free('2026-11-11')], { seats: 3 });
  const [vercel] = (await readBill(account.parts)).accounts;
  expect([vercel?.seats, vercel?.soFar.amount]).toEqual([3, 20]);
  expect(vercel?.soFar.missing.map(({ code }) => code)).toEqual(['seats-not-charged']);
  expect(vercel?.lines.map(({ kind, quantity }) => [kind, quantity])).toEqual([['fee', 1]]);
});

it('once a row charges for them the bill is what the rows come to', async () => {
  const account = await accountOf([seats('2026-11-01', 1, 20), seats('2026-11-10', 1, 14)], { seats: 2 });
  const [vercel] = (await readBill(account.parts)).accounts;
  expect([vercel?.seats, vercel?.soFar]).toEqual([2, { amount: 34, complete: true, tax: 0, missing: [] }]);
});

it('seats of today say nothing of a month that is over, nor fewer of today of what was charged', async () => {
  const account = await accountOf([seats('2026-10-01', 1, 20), seats('2026-11-01', 3, 60)], { seats: 2 });
  const october = (await readBill(account.parts, '2026-10')).accounts[0];
  expect([october?.seats, october?.soFar]).toEqual([1, { amount: 20, complete: true, tax: 0, missing: [] }]);
  const november = (await readBill(account.parts)).accounts[0];
  expect([november?.seats, november?.soFar]).toEqual([3, { amount: 60, complete: true, tax: 0, missing: [] }]);
});

const ledger = (total: number, parts: Partial<CreditLedger> = {}): CreditLedger => ({
  ...{ title: 'Included credit', unit: 'USD', total, remaining: total, ...NOVEMBER },
  ...parts,
});

/** 130.00 of use in October, beside the seat. */
const OCTOBER = [seats('2026-10-01', 1, 20), row('2026-10-02', 'Edge Requests', 130)];

it('the credit of last month is as large as the account’s own of now, where the list knows a smaller one', async () => {
  const account = await accountOf(OCTOBER, {}, [ledger(100)]);
  const [october] = (await readBill(account.parts, '2026-10')).accounts;
  // 20 + 130 - 100
  expect([october?.soFar.amount, october?.credit?.total]).toEqual([50, 100]);
});

it('a ledger of a year or of units is no credit of a cycle: there the list’s 20 stand', async () => {
  const year = { start: NOVEMBER.start, end: NOVEMBER.start + 365 * DAY };
  const account = await accountOf(OCTOBER, {}, [ledger(5_000, year), ledger(900, { unit: 'MIU' })]);
  const [october] = (await readBill(account.parts, '2026-10')).accounts;
  // 20 + 130 - 20
  expect(october?.soFar.amount).toBe(130);
});

it('an invoice in dollars neither takes the place of the units of a contract nor is added to them', async () => {
  const account = await accountOf([row('2026-10-01', 'Edge Requests', 43.3, { currency: 'MIU' })], { seats: 2 });
  await onEnterprise(account);
  const connection = await account.store.connections.find(ACCOUNT);
  if (connection === null) throw new Error('gone');
  const period = { start: dayStart('2026-10-01', ZONE), end: NOVEMBER.start };
  const invoice = { id: 'in_1', number: 'ACME-1', status: 'paid', total: 43.3, tax: 3.3, currency: 'USD' };
  await keepProviderFacts(account.parts, connection, {
    invoices: [{ ...invoice, issuedAt: NOVEMBER.start, ...period, lines: [] }],
  });
  const [closed] = await readClosedPeriods(account.parts);
  expect([closed?.currency, closed?.came]).toEqual(['MIU', { amount: 43.3, complete: true, tax: 0, missing: [] }]);
  expect(closed?.invoice).toMatchObject({ amount: null, tax: 0, currency: 'USD', stands: false });
  expect(closedText(closed === undefined ? [] : [closed])).toContain(
    "Invoice ACME-1 is in USD, the provider's own rows in MIU.",
  );
});

it('the terminal says what is left with its amount', async () => {
  const account = await accountOf([row('2026-11-12', 'Edge Requests', 43.3, { currency: 'MIU' })], { seats: 2 }, [
    ledger(12_000, { unit: 'MIU', remaining: 7_840.5, end: NOVEMBER.start + 365 * DAY }),
  ]);
  await onEnterprise(account);
  expect(billText(await readBill(account.parts))).toContain('7,840.5 MIU left of 12000');
});
