import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayStart } from '#shared/core/calendar/calendar';
import { chargesOfPeriod } from '#shared/core/costs/estimated-charges';
import { FOCUS_COLUMNS } from '#shared/core/costs/focus-columns';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { focusCsv, focusJsonLines, focusRows, serviceCategory, writeCsv } from '#shared/core/costs/focus-write';
import { periodCosts } from '#shared/core/costs/period-costs';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { charge } from './charge-fixture';
import { csvRecords, readFocus } from './focus-read';

const context = {
  account: { id: 'team_1', name: 'acme, "the" team' },
  billingPeriod: { start: dayStart('2026-11-01', 'UTC'), end: dayStart('2026-12-01', 'UTC') },
  provider: 'Vercel',
  projectNames: new Map([['prj_1', 'web, main']]),
  regionNames: new Map([['iad1', 'Washington, D.C., USA']]),
};
const reading = { zone: 'UTC', licences: new Set<string>(), flatRate: new Set<string>(), state: 'final' as const };
const charges = [
  charge({ day: '2026-11-01', project: 'prj_1', region: 'iad1' }),
  charge({
    day: '2026-11-01',
    category: 'Purchase',
    service: 'Pro',
    licence: true,
    billedCost: 20_000_000,
    consumedQuantity: null,
    consumedUnit: null,
  }),
  charge({
    day: '2026-11-02',
    service: 'Edge Requests',
    flatRate: true,
    billedCost: 0,
    effectiveCost: 0,
    listCost: null,
    state: 'estimate',
  }),
  charge({
    day: '2026-11-03',
    category: 'Credit',
    service: 'Credit',
    billedCost: -600_000,
    effectiveCost: -600_000,
    // A credit is no quantity of anything, and its costs are what is billed.
    consumedQuantity: null,
    consumedUnit: null,
    listCost: -600_000,
    pricingQuantity: null,
    pricingUnit: null,
  }),
];
const { rows } = focusRows(charges, context);

describe('a FOCUS file', () => {
  test.each([
    ['csv', focusCsv(rows)],
    ['jsonl', focusJsonLines(rows)],
  ] as const)('that was written as %s is read back as it was', (format, text) => {
    expect(readFocus(text, format, reading)).toEqual({ ok: true, value: { charges, skipped: 0 } });
  });

  test('passes the validator, as JSON Lines and as the text that CSV is', () => {
    expect(validateFocus(rows)).toEqual([]);
    expect(validateFocus(csvRecords(focusCsv(rows)))).toEqual([]);
  });

  test('another reader of CSV sees the same fields', () => {
    const read: Record<string, string>[] = parse(focusCsv(rows), { columns: true });
    expect(read).toHaveLength(4);
    expect(read[0]).toMatchObject({
      BillingAccountName: 'acme, "the" team',
      RegionName: 'Washington, D.C., USA',
      Tags: '{"ProjectId":"prj_1","ProjectName":"web, main"}',
      BilledCost: '0.6',
    });
    expect(Object.keys(read[0] ?? {})).toEqual(FOCUS_COLUMNS.map(({ name }) => name));
  });

  test('a charge without a known cost is left out and told, never written as 0', () => {
    const unknown = charge({ day: '2026-11-04', billedCost: null });
    const result = focusRows([unknown, ...charges], context);
    expect(result.leftOut).toEqual([unknown]);
    expect(result.rows).toHaveLength(4);
  });

  test('an estimate of our own is exported the same way, to the micro', () => {
    const costs = periodCosts(list, {
      period: { start: '2026-11-01', end: '2026-12-01' },
      plans: [{ provider: 'vercel', plan: 'pro', from: '2026-11-01' }],
      rows: [
        {
          service: 'VERCEL_FUNCTIONS',
          metric: 'INVOCATIONS',
          project: 'prj_1',
          region: null,
          day: '2026-11-03',
          quantity: 50_000_000,
        },
      ],
    });
    const estimated = chargesOfPeriod(costs, 'America/Los_Angeles');
    const exported = focusRows(estimated, context);
    expect(exported.leftOut).toEqual([]);
    expect(validateFocus(exported.rows)).toEqual([]);
    const read = readFocus(focusCsv(exported.rows), 'csv', { ...reading, zone: 'America/Los_Angeles' });
    const billed = read.ok ? read.value.charges.reduce((sum, { billedCost }) => sum + (billedCost ?? 0), 0) : null;
    expect(billed).toBe(costs.total);
    expect(billed).toBe(30_000_000);
    const of = (category: string) => estimated.filter((one) => one.category === category);
    expect(of('Usage')).toMatchObject([{ consumedQuantity: 50_000_000, consumedUnit: 'invocations', licence: false }]);
    // The fee is billed on the first day and used on each of thirty.
    expect(of('Purchase')).toHaveLength(30);
    expect(of('Purchase')[0]).toMatchObject({ billedCost: 20_000_000, consumedQuantity: null, pricingUnit: null });
    expect(of('Purchase').every(({ licence, consumedUnit }) => licence && consumedUnit === null)).toBe(true);
    expect(of('Credit')).toMatchObject([{ consumedQuantity: null, pricingUnit: null, billedCost: -20_000_000 }]);
  });
});

describe('the validator', () => {
  const [valid = {}] = rows;
  test.each([
    ['a missing mandatory column', { BilledCost: undefined }, 'BilledCost', /mandatory|null/],
    ['a null where none may be', { ServiceName: null }, 'ServiceName', /must not be null/],
    ['text for a number', { EffectiveCost: '12,50' }, 'EffectiveCost', /no decimal/],
    ['a date that is none', { ChargePeriodStart: '2026-11-01' }, 'ChargePeriodStart', /no datetime/],
    ['a category that FOCUS does not have', { ChargeCategory: 'Refund' }, 'ChargeCategory', /not one of/],
    ['a service category that FOCUS does not have', { ServiceCategory: 'Cloud' }, 'ServiceCategory', /not one of/],
    ['a currency symbol', { BillingCurrency: '$' }, 'BillingCurrency', /no currency/],
    ['tags that are no map of text', { Tags: '[1]' }, 'Tags', /no json/],
    ['a unit without its quantity', { ConsumedQuantity: null }, 'ConsumedUnit', /exactly when/],
    [
      'a period that ends before it starts',
      { ChargePeriodEnd: valid['ChargePeriodStart'] },
      'ChargePeriodEnd',
      /after/,
    ],
    ['a column of no standard', { Price: 3 }, 'Price', /begin with x_/],
  ])('finds %s', (_what, change, column, reason) => {
    const faults = validateFocus([{ ...valid, ...change }]);
    const found = faults.find((fault) => fault.column === column && reason.test(fault.reason));
    expect(found).toBeDefined();
    expect(faults.length).toBeLessThanOrEqual(2);
  });

  test('an empty file lacks every mandatory column', () => {
    expect(validateFocus([]).length).toBe(FOCUS_COLUMNS.filter(({ mandatory }) => mandatory).length);
  });
});

describe('CSV', () => {
  test('any text survives the way out and back', () => {
    const field = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r\n', ' ', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (records) => {
        const text = writeCsv(['a', 'b'], records);
        const byOther: unknown[] = parse(text, { columns: true });
        expect(byOther).toEqual(records.map(([a, b]) => ({ a, b })));
      }),
    );
  });
});

test.each([
  ['Fast Data Transfer', 'Networking'],
  ['Function Invocations', 'Compute'],
  ['Build CPU Minutes', 'Developer Tools'],
  ['Blob Data Storage', 'Storage'],
  ['VERCEL_IMAGES_TRANSFORMATIONS', 'Media'],
  ['Anything new', 'Other'],
])('%s is of the category %s', (service, category) => {
  expect(serviceCategory(service)).toBe(category);
});
