import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/core/calendar/calendar';
import { allocate } from '#shared/core/costs/allocate';
import { type MeteredChange, periodChange } from '#shared/core/costs/period-change';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import type { UsageRow } from '#shared/domain/cost';

const PERIOD = { start: '2026-11-01', end: '2026-12-01' };
const PRO = { provider: 'vercel', plan: 'pro', from: '2026-11-01' };
const INVOCATIONS = { service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS' };
const CPU = { service: 'VERCEL_FUNCTIONS', metric: 'ACTIVE_CPU_HOURS' };
const MILLION = 1_000_000;

/** The same quantity on every day of the period from `from` on. */
function everyDay(metric: typeof CPU, quantity: number, from = PERIOD.start): UsageRow[] {
  const days = Array.from({ length: 30 }, (_, at) => addDays(PERIOD.start, at)).filter((day) => day >= from);
  return days.map((day) => ({ ...metric, project: null, region: null, day, quantity }));
}
const change = (rows: UsageRow[], since: string, changes: MeteredChange[], plans = [PRO]) =>
  periodChange(list, { period: PERIOD, plans, rows }, since, changes);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('allocate', () => {
  test('gives whole micros that add up, whatever the weights', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([33, 34, 33]);
    expect(allocate(10, [3, -1])).toEqual([15, -5]);
    expect(allocate(7, [0, 0])).toEqual([0, 7]);
    expect(allocate(-3, [1, -1])).toEqual([-1, -2]);
    expect(allocate(0, [])).toEqual([]);
  });

  test('always adds up', () => {
    const weights = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), weights, (total, given) => {
        expect(sum(allocate(total, given))).toBe(total);
      }),
    );
  });
});

describe('a change of use', () => {
  test('beyond the credit it is paid in full, and goes to the project that carries it', () => {
    // 100 M invocations are 60 USD at 0.60 a million: 40 USD beyond the credit of 20.
    const rows = everyDay(INVOCATIONS, 10 * MILLION, '2026-11-21');
    const answer = change(rows, '2026-11-26', [
      { ...INVOCATIONS, project: 'shop', before: 6 * MILLION, after: 9 * MILLION },
      { ...INVOCATIONS, project: 'docs', before: 2 * MILLION, after: 1 * MILLION },
    ]);
    // 2 M a day more on five days: 10 M invocations, 6 USD; shop alone would be 9.
    expect(answer.now - answer.before).toBe(6 * MILLION);
    expect(answer.parts).toEqual([
      { ...INVOCATIONS, project: 'shop', charge: 9 * MILLION, due: 9 * MILLION },
      { ...INVOCATIONS, project: 'docs', charge: -3 * MILLION, due: -3 * MILLION },
    ]);
    expect(answer.plan).toBe(0);
  });

  test('inside the credit it is use without anything to pay', () => {
    const rows = everyDay(CPU, 1);
    const answer = change(rows, '2026-11-21', [{ ...CPU, project: 'shop', before: 0.5, after: 1 }]);
    expect(answer.now).toBe(answer.before);
    // Half an hour more on ten days at 0.128 USD.
    expect(answer.parts).toEqual([{ ...CPU, project: 'shop', charge: 640_000, due: 0 }]);
  });

  test('where the credit ends in between, each metric pays in proportion to its charge', () => {
    // 18 USD of invocations before the change, 12 more since: 20 of 30 are paid by the credit.
    const rows = [...everyDay(INVOCATIONS, MILLION), ...everyDay(CPU, 10, '2026-11-21')];
    const before = everyDay(CPU, 5, '2026-11-21').length * 5 * 0.128;
    const answer = change(rows, '2026-11-21', [
      { ...INVOCATIONS, project: null, before: 0.5 * MILLION, after: MILLION },
      { ...CPU, project: 'shop', before: 5, after: 10 },
    ]);
    const [invocations, cpu] = answer.parts;
    expect(invocations?.charge).toBe(3 * MILLION);
    expect(cpu?.charge).toBeCloseTo(before * MILLION, 0);
    expect(sum(answer.parts.map(({ due }) => due))).toBe(answer.now - answer.before);
    expect((invocations?.due ?? 0) / (cpu?.due ?? 1)).toBeCloseTo((invocations?.charge ?? 0) / (cpu?.charge ?? 1), 4);
  });

  test('what is no longer used would have been: it is a saving', () => {
    const answer = change(everyDay(INVOCATIONS, 4 * MILLION).slice(0, 20), '2026-11-21', [
      { ...INVOCATIONS, project: 'shop', before: 4 * MILLION, after: 0 },
    ]);
    expect(answer.now - answer.before).toBe(-24 * MILLION);
  });

  test('that began before the period counts for the whole of it, and no longer', () => {
    const rows = everyDay(INVOCATIONS, 4 * MILLION);
    const answer = change(rows, '2026-10-01', [
      { ...INVOCATIONS, project: null, before: 3 * MILLION, after: 4 * MILLION },
    ]);
    expect(answer.now - answer.before).toBe(18 * MILLION);
  });

  test('is never more than the use there is', () => {
    const answer = change(everyDay(CPU, 1), '2026-11-01', [{ ...CPU, project: null, before: 0, after: 50 }]);
    expect(answer.parts[0]?.charge).toBe(3_840_000);
  });
});

test('a change of plan stands apart from the change of use', () => {
  const plans = [
    { provider: 'vercel', plan: 'hobby', from: '2026-11-01' },
    { provider: 'vercel', plan: 'pro', from: '2026-11-16' },
  ];
  const answer = change(everyDay(INVOCATIONS, 10_000), '2026-11-16', [], plans);
  expect(answer.parts).toEqual([]);
  expect(answer.plan).toBe(answer.now - answer.before);
  // Half of the month's fee.
  expect(answer.plan).toBe(10 * MILLION);
});

test('the parts and the plan add up to the whole, to the micro', () => {
  const quantity = fc.double({ min: 0, max: 20, noNaN: true });
  const metered = fc.record({
    metric: fc.constantFrom(INVOCATIONS, CPU, { service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }),
    project: fc.constantFrom(null, 'a', 'b'),
    before: quantity,
    after: quantity,
  });
  const scale = (metric: string) => (metric === 'ACTIVE_CPU_HOURS' ? 1 : MILLION);
  fc.assert(
    fc.property(
      fc.uniqueArray(metered, { maxLength: 6, selector: ({ metric, project }) => `${metric.metric} ${project}` }),
      fc.integer({ min: -10, max: 29 }),
      fc.boolean(),
      (given, offset, changesPlan) => {
        const since = addDays(PERIOD.start, offset);
        const changes = given.map(({ metric, project, before, after }) => {
          const by = scale(metric.metric);
          return { ...metric, project, before: before * by, after: after * by };
        });
        const rows = changes.flatMap(({ service, metric, after }) => everyDay({ service, metric }, after));
        const plans = changesPlan
          ? [
              { ...PRO, plan: 'hobby' },
              { ...PRO, from: addDays(PERIOD.start, 20) },
            ]
          : [PRO];
        const answer = change(rows, since, changes, plans);
        expect(sum(answer.parts.map(({ due }) => due)) + answer.plan).toBe(answer.now - answer.before);
      },
    ),
    { endOnFailure: true },
  );
});
