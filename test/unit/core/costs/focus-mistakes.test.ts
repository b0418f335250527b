import { describe, expect, test } from 'vitest';
import { createChargeReader } from '#main/providers/vercel/charge-reader';
import { parseInstant } from '#shared/core/calendar/calendar';
import { amountDue } from '#shared/core/costs/amount-due';
import { costPeriod } from '#shared/core/costs/cost-period';
import { charge } from './charge-fixture';

/**
 * Four mistakes that others made with FOCUS rows (vercel/vercel pull request 17565), and a fifth that
 * every tool makes: taking the calendar month for the billing cycle.
 */
const read = (row: unknown) => createChargeReader('acme', 0).read(JSON.stringify(row));
const row = {
  BilledCost: 0.6,
  BillingCurrency: 'USD',
  ChargeCategory: 'Usage',
  ChargePeriodStart: '2026-11-01T07:00:00.000Z',
  ChargePeriodEnd: '2026-11-02T08:00:00.000Z',
  ConsumedQuantity: 1_000_000,
  ConsumedUnit: 'Invocations',
  EffectiveCost: 0.6,
  RegionId: 'iad1',
  ServiceName: 'Function Invocations',
  Tags: { ProjectId: 'prj_1', ProjectName: 'web' },
  PricingQuantity: 0.6,
  PricingUnit: 'USD',
};

describe('the pricing quantity is not the usage', () => {
  test('usage is what was consumed', () => {
    expect(read(row)).toMatchObject({ consumedQuantity: 1_000_000, consumedUnit: 'Invocations', day: '2026-11-01' });
  });

  test('a row without a consumed quantity has no usage, not its pricing quantity', () => {
    expect(read({ ...row, ConsumedQuantity: null, ConsumedUnit: null })).toMatchObject({
      consumedQuantity: null,
      pricingQuantity: 0.6,
      billedCost: 600_000,
    });
  });
});

describe('a flat-rate product is not free', () => {
  const covered = { ...row, ServiceName: 'Edge Requests', BilledCost: 0, EffectiveCost: 0, PricingCategory: 'Other' };
  const flat = read({ ...covered, ListCost: 2.4 });

  test('its rows are marked and named, and keep their list price', () => {
    expect(flat).toMatchObject({ flatRate: true, billedCost: 0, listCost: 2_400_000 });
    const due = amountDue(flat === null ? [] : [flat], 'USD', 0);
    expect(due.flatRate).toEqual(['Edge Requests']);
    expect(due.list).toBe(2_400_000);
  });

  test('a list price that nobody states is unknown, not 0', () => {
    const unstated = read(covered);
    expect(unstated?.listCost).toBeNull();
    expect(amountDue(unstated === null ? [] : [unstated], 'USD', 0).list).toBeNull();
  });
});

describe('licences are not infrastructure', () => {
  const pro = read({ ...row, ServiceName: 'Pro', BilledCost: 20, EffectiveCost: 0.65 });
  const memory = read({ ...row, ServiceName: 'Fluid Provisioned Memory' });

  test('the plan is told by its exact name: "Fluid Provisioned Memory" is none', () => {
    expect(pro?.licence).toBe(true);
    expect(memory?.licence).toBe(false);
  });

  test('they stand apart, and no credit is used for them', () => {
    const due = amountDue(
      [pro, memory].filter((one) => one !== null),
      'USD',
      20_000_000,
    );
    expect(due).toMatchObject({ licences: 20_000_000, infrastructure: 600_000, consumption: 1_250_000 });
    expect(due.credit).toEqual({ from: 'plan', available: 20_000_000, used: 600_000, left: 19_400_000 });
    expect(due.due).toBe(20_000_000);
  });
});

describe('the billed cost is not the amount due', () => {
  const rows = Array.from({ length: 20 }, (_, at) =>
    charge({ day: `2026-11-${String(at + 1).padStart(2, '0')}`, billedCost: 1_500_000 }),
  );

  test("the plan's credit comes off infrastructure, down to 0 and no further", () => {
    expect(amountDue(rows, 'USD', 20_000_000)).toMatchObject({ infrastructure: 30_000_000, due: 10_000_000 });
    expect(amountDue(rows.slice(0, 5), 'USD', 20_000_000)).toMatchObject({ infrastructure: 7_500_000, due: 0 });
  });

  test("credit rows of the provider take the place of the plan's credit, so that none counts twice", () => {
    const credit = charge({
      day: '2026-11-20',
      category: 'Credit',
      service: 'Included credit',
      billedCost: -20_000_000,
    });
    const due = amountDue([...rows, credit], 'USD', 20_000_000);
    expect(due.due).toBe(10_000_000);
    expect(due.credit).toMatchObject({ from: 'rows', used: 20_000_000, left: 0 });
  });

  test('a row without a cost makes the amount unknown, with "at least" beside it', () => {
    const due = amountDue([...rows, charge({ day: '2026-11-21', billedCost: null })], 'USD', 0);
    expect(due).toMatchObject({ due: null, atLeast: 30_000_000, unknownRows: 1 });
  });

  test('currencies are not mixed', () => {
    const euro = charge({ day: '2026-11-21', currency: 'EUR', billedCost: 9_000_000 });
    expect(amountDue([...rows, euro], 'USD', 0).due).toBe(30_000_000);
    expect(amountDue([...rows, euro], 'EUR', 0).due).toBe(9_000_000);
  });

  test.each([
    [['final', 'final'], 'final'],
    [['final', 'provisional'], 'provisional'],
    [['final', 'estimate'], 'estimate'],
    [[], 'estimate'],
  ] as const)('rows that are %s make a figure that is %s', (states, expected) => {
    const of = states.map((state, at) => charge({ day: `2026-11-0${at + 1}`, state }));
    expect(amountDue(of, 'USD', 0).state).toBe(expected);
  });
});

describe('the billing cycle is never the calendar month by default', () => {
  const now = parseInstant('2026-11-24T12:00:00Z') ?? 0;

  test('without an anchor day there is no period, and the reason says what helps', () => {
    const { period, reason } = costPeriod('billing-cycle', null, now);
    expect(period).toBeNull();
    expect(reason).toMatch(/enter the day/);
  });

  test('with one, the cycle runs from anchor to anchor in the zone of the provider', () => {
    const anchor = { day: 17, zone: 'America/Los_Angeles' };
    expect(costPeriod('billing-cycle', anchor, now).period).toEqual({ start: '2026-11-17', end: '2026-12-17' });
  });

  test('a calendar month where the provider bills by it, rolling days where there is no cycle', () => {
    expect(costPeriod('calendar-month', null, now).period).toEqual({ start: '2026-11-01', end: '2026-12-01' });
    expect(costPeriod('rolling-30-days', null, now).period).toEqual({ start: '2026-10-26', end: '2026-11-25' });
  });
});

describe('reading rows as providers send them', () => {
  test('numbers as text are numbers', () => {
    expect(read({ ...row, BilledCost: '0.6', ConsumedQuantity: '1000000' })).toMatchObject({
      billedCost: 600_000,
      consumedQuantity: 1_000_000,
    });
  });

  test.each([JSON.stringify(row).slice(0, 40), '<html>502</html>', 'null', '{}'])(
    '%s is none, and is counted',
    (line) => {
      const reader = createChargeReader('acme', 0);
      expect(reader.read(line)).toBeNull();
      expect(reader.rejected).toBe(1);
    },
  );

  test('use of one day adds up; use that lies across a day that was charged is kept, and counted as not understood', () => {
    const reader = createChargeReader('acme', 0);
    const told = (start: string, end: string, parts: object = {}) =>
      reader.read(
        JSON.stringify({
          ...{ ...row, PricingCategory: 'Standard', ...parts },
          ...{ ChargePeriodStart: `2026-11-${start}:00:00.000Z`, ChargePeriodEnd: `2026-11-${end}:00:00.000Z` },
        }),
      );
    told('02T08', '03T08');
    told('02T08', '03T08');
    told('03T08', '04T08');
    // A month's fee lies across its days, and so does what somebody else used.
    told('01T07', '05T08', { ChargeCategory: 'Purchase' });
    told('03T08', '05T08', { Tags: { ProjectId: 'prj_2' } });
    expect(reader.reading).toEqual({ rows: 5, notUnderstood: 0 });
    expect(told('03T20', '04T20')).not.toBeNull();
    expect(reader.reading).toEqual({ rows: 6, notUnderstood: 1 });
  });
});
