import { describe, expect, test } from 'vitest';
import type { FocusRow } from '#shared/core/costs/focus-columns';
import { validateFocus } from '#shared/core/costs/focus-validate';

/** The row R of the checks (facts: FOCUS, section 4), with the other mandatory columns filled in. */
const R: FocusRow = {
  BilledCost: 6,
  EffectiveCost: 6,
  ListCost: 6,
  ContractedCost: 6,
  ListUnitPrice: 2,
  ContractedUnitPrice: 2,
  PricingQuantity: 3,
  PricingUnit: '1000 Requests',
  ConsumedQuantity: 3000,
  ConsumedUnit: 'Requests',
  SkuId: 'fn',
  SkuPriceId: 'fn-1',
  PricingCategory: 'Standard',
  ChargeCategory: 'Usage',
  ChargeClass: null,
  ChargeFrequency: 'Usage-Based',
  ChargeDescription: null,
  ChargePeriodStart: '2026-11-01T00:00:00Z',
  ChargePeriodEnd: '2026-11-02T00:00:00Z',
  BillingPeriodStart: '2026-11-01T00:00:00Z',
  BillingPeriodEnd: '2026-12-01T00:00:00Z',
  BillingCurrency: 'USD',
  BillingAccountId: 'acme',
  BillingAccountName: null,
  InvoiceIssuerName: 'Vercel',
  HostProviderName: 'Vercel',
  ServiceProviderName: 'Vercel',
  ServiceName: 'Functions',
  ServiceCategory: 'Compute',
};

const costs = (amount: number) => ({
  BilledCost: amount,
  EffectiveCost: amount,
  ListCost: amount,
  ContractedCost: amount,
});
const unmeasured = { ConsumedQuantity: null, ConsumedUnit: null };
const unpriced = {
  SkuPriceId: null,
  PricingQuantity: null,
  PricingUnit: null,
  ListUnitPrice: null,
  ContractedUnitPrice: null,
  PricingCategory: null,
  ...unmeasured,
};
const PURCHASE = {
  ...R,
  ...costs(20),
  ChargeCategory: 'Purchase',
  ChargeFrequency: 'Recurring',
  ListUnitPrice: 20,
  ContractedUnitPrice: 20,
  PricingQuantity: 1,
  PricingUnit: 'Seats',
  ...unmeasured,
};
const CREDIT = { ...R, ...costs(-5), ...unpriced, ChargeCategory: 'Credit', ChargeFrequency: 'One-Time' };
const TAX = { ...R, ...unpriced, SkuId: null, ChargeCategory: 'Tax', ChargeFrequency: 'One-Time' };

const passes = (...rows: FocusRow[]) => expect(validateFocus(rows)).toEqual([]);
const fails = (column: string, ...rows: FocusRow[]) =>
  expect(validateFocus(rows).map((fault) => fault.column)).toContain(column);

describe('the fifteen checks', () => {
  test('1 a unit price times its quantity is the cost, also of a correction', () => {
    passes(R);
    fails('ListCost', { ...R, ListCost: 7 });
    fails('ListCost', { ...R, ListCost: 7, ChargeClass: 'Correction' });
    passes({ ...R, ...costs(0.3), ListUnitPrice: 0.1, ContractedUnitPrice: 0.1 });
  });

  test('2 quantities may be negative, unit prices not', () => {
    passes({ ...R, ...costs(-6), PricingQuantity: -3, ConsumedQuantity: -3000 });
    fails('ListUnitPrice', { ...R, ...costs(-6), ListUnitPrice: -2, ContractedUnitPrice: -2 });
  });

  test('3 a purchase is priced, recurs, and consumes nothing', () => {
    passes(PURCHASE);
    fails('ChargeFrequency', { ...PURCHASE, ChargeFrequency: 'Usage-Based' });
    fails('ConsumedQuantity', { ...PURCHASE, ConsumedQuantity: 1, ConsumedUnit: 'Seats' });
    fails('PricingQuantity', { ...PURCHASE, PricingQuantity: null, PricingUnit: null });
  });

  test('4 a commitment has its cost in the rows that it covers', () => {
    const paid = {
      ...PURCHASE,
      ...costs(120),
      ListUnitPrice: 120,
      ContractedUnitPrice: 120,
      EffectiveCost: 0,
      CommitmentDiscountId: 'c1',
    };
    passes(paid);
    fails('EffectiveCost', { ...paid, EffectiveCost: 120 });
    const covered = (amount: number, status: string) => ({
      ...R,
      BilledCost: 0,
      EffectiveCost: amount,
      PricingCategory: 'Committed',
      CommitmentDiscountId: 'c1',
      CommitmentDiscountStatus: status,
      ...(status === 'Unused' ? unmeasured : {}),
    });
    passes(paid, covered(90, 'Used'), covered(30, 'Unused'));
    fails('EffectiveCost', paid, covered(90, 'Used'), covered(20, 'Unused'));
    fails('ConsumedQuantity', { ...covered(30, 'Unused'), ConsumedQuantity: 5, ConsumedUnit: 'Requests' });
  });

  test('5 a credit costs what is billed', () => {
    passes(CREDIT);
    fails('ListCost', { ...CREDIT, ListCost: 0 });
  });

  test('6 a tax has no product and no quantity', () => {
    passes({ ...TAX, BilledCost: 1.6, ContractedCost: 1.6, EffectiveCost: 1.2, ListCost: 2 });
    fails('SkuId', { ...TAX, SkuId: 'fn' });
    fails('PricingQuantity', { ...TAX, PricingQuantity: 1, PricingUnit: 'Units' });
  });

  test('7 a quantity has a unit; usage may recur', () => {
    fails('ConsumedUnit', { ...R, ConsumedUnit: null });
    passes({ ...R, ChargeFrequency: 'Recurring' });
  });

  test('8 nothing is null in JSON and empty in CSV', () => {
    fails('ChargeClass', { ...R, ChargeClass: 'Refund' });
    const csv = Object.fromEntries(
      Object.entries(R).map(([name, value]) => [name, value === null ? '' : String(value)]),
    );
    passes(csv);
    fails('ChargeClass', { ...R, ChargeClass: '' });
  });

  test('9 times are whole and in UTC, and a period ends after it begins', () => {
    fails('ChargePeriodStart', { ...R, ChargePeriodStart: '2026-11-01' });
    fails('ChargePeriodStart', { ...R, ChargePeriodStart: '2026-11-01T00:00:00+00:00' });
    passes({ ...R, ChargePeriodStart: '2026-11-01T00:00:00.000Z' });
    fails('ChargePeriodEnd', { ...R, ChargePeriodEnd: R['ChargePeriodStart'] });
  });

  test('10 a charge period need not lie in the billing period', () => {
    passes({ ...PURCHASE, ChargePeriodEnd: '2027-11-01T00:00:00Z' });
  });

  test('11 numbers are plain', () => {
    for (const text of ['1,234.5', '$6', '+6', '6E+1', 'NaN']) {
      fails('BilledCost', { ...R, BilledCost: text });
    }
    passes({ ...R, BilledCost: '6E-1' }, { ...R, BilledCost: '-6' });
  });

  test('12 a currency is one of ISO 4217; a pricing currency may be virtual', () => {
    for (const currency of ['usd', 'QQQ', 'Credits']) {
      fails('BillingCurrency', { ...R, BillingCurrency: currency });
    }
    passes({ ...R, PricingCurrency: 'Credits' });
  });

  test('13 a service has one category, and a subcategory its parent', () => {
    fails('ServiceCategory', R, { ...R, ServiceCategory: 'Web' });
    fails('ServiceSubcategory', { ...R, ServiceSubcategory: 'Content Delivery' });
  });

  test('14 columns are those of FOCUS, or begin with x_; tags are flat', () => {
    fails('ZoneId', { ...R, ZoneId: 'z' });
    passes({ ...R, x_ZoneId: 'z', InvoiceId: 'i', ProviderName: 'Vercel' });
    passes({ ...R, Tags: { a: true } });
    fails('Tags', { ...R, Tags: { a: ['b'] } });
  });

  test('15 a price has one product, and without a price nothing is priced', () => {
    fails('SkuId', R, { ...R, SkuId: 'fx' });
    fails('PricingQuantity', { ...R, SkuPriceId: null });
    passes({ ...TAX, HostProviderName: null });
    fails('HostProviderName', { ...R, HostProviderName: null });
  });
});
