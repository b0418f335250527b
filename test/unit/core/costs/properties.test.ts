import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/core/calendar/calendar';
import { amountDue } from '#shared/core/costs/amount-due';
import { costsBy } from '#shared/core/costs/attribution';
import { sumKnown } from '#shared/core/costs/breakdown';
import { chargeOf, rateOf, toNano } from '#shared/core/costs/exact';
import { priceRows } from '#shared/core/costs/ledger';
import { periodCosts } from '#shared/core/costs/period-costs';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { termsOf } from '#shared/core/costs/terms';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import type { UsageRow } from '#shared/domain/cost';
import { propertyRuns } from '../../../fixtures/property-runs';
import { charge } from './charge-fixture';

const TODAY = '2026-11-24';
const PLANS = list.plans.filter((plan) => plan.monthlyFee !== null && plan.edition === 'current');
const metricsOf = (provider: string, plan: string): { service: string; metric: string }[] =>
  list.limits.filter(
    (entry) => entry.provider === provider && entry.plan === plan && entry.billedAs === 'infrastructure',
  );

const PRICED = list.limits
  .filter((entry) => entry.provider === 'vercel' && entry.plan === 'pro' && entry.overage !== null)
  .filter((entry) => entry.billedAs === 'infrastructure' && entry.effectiveTo === null);

const usageRow: fc.Arbitrary<UsageRow> = fc
  .record({
    entry: fc.constantFrom(...PRICED.slice(0, 12)),
    project: fc.constantFrom(null, 'a', 'b', 'c'),
    region: fc.constantFrom(null, 'iad1', 'fra1', 'gru1'),
    offset: fc.integer({ min: 0, max: 29 }),
    units: fc.double({ min: 0, max: 5_000, noNaN: true }),
  })
  .map(({ entry, project, region, offset, units }) => ({
    service: entry.service,
    metric: entry.metric,
    project,
    region,
    day: addDays('2026-11-01', offset),
    quantity: units * (entry.overage?.per ?? 1),
  }));
const usageRows = fc.array(usageRow, { maxLength: 40 });
const costsOf = (rows: readonly UsageRow[]) =>
  periodCosts(list, {
    period: { start: '2026-11-01', end: '2026-12-01' },
    plans: [{ provider: 'vercel', plan: 'pro', from: '2026-11-01' }],
    rows,
  });

describe('a period', () => {
  test('its components, and its lines under every heading, add up to the total', () => {
    fc.assert(
      fc.property(usageRows, (rows) => {
        const costs = costsOf(rows);
        expect(costs.total).not.toBeNull();
        expect(sumKnown(costs.components)).toBe(costs.total);
        expect((costs.fee ?? 0) + costs.charges - costs.credit.used).toBe(costs.total);
        for (const heading of ['service', 'project', 'day', 'region'] as const) {
          expect(sumKnown(costsBy(costs.lines, heading))).toBe(costs.total);
        }
      }),
    );
  });

  test('the order of its rows changes nothing', () => {
    fc.assert(
      fc.property(
        usageRows.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const bySorted = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
          const [one, other] = [costsOf(rows), costsOf(shuffled)];
          expect(other.total).toBe(one.total);
          expect(other.components).toEqual(one.components);
          expect(costsBy(other.lines, 'day')).toEqual(costsBy(one.lines, 'day'));
          expect([...other.lines].sort(bySorted)).toEqual([...one.lines].sort(bySorted));
        },
      ),
    );
  });

  test('splitting it on any day changes nothing while prices do not change', () => {
    const terms = termsOf(list, { provider: 'vercel', plan: 'pro', day: '2026-11-01' });
    fc.assert(
      fc.property(usageRows, fc.integer({ min: 0, max: 30 }), (rows, offset) => {
        const cut = addDays('2026-11-01', offset);
        const whole = priceRows(rows, terms);
        const first = priceRows(
          rows.filter((row) => row.day < cut),
          terms,
        );
        const second = priceRows(
          rows.filter((row) => row.day >= cut),
          terms,
          first.state,
        );
        const key = (line: object): string => JSON.stringify(line);
        expect([...first.lines, ...second.lines].map(key).sort()).toEqual(whole.lines.map(key).sort());
      }),
    );
  });

  test('more usage anywhere never costs less', () => {
    fc.assert(
      fc.property(usageRows, usageRow, (rows, more) => {
        expect(costsOf([...rows, more]).total ?? 0).toBeGreaterThanOrEqual(
          costsOf(rows).total ?? Number.POSITIVE_INFINITY,
        );
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

const METERED_PLANS = PLANS.map(({ provider, plan }) => ({
  provider,
  plan,
  metrics: metricsOf(provider, plan),
})).filter(({ metrics }) => metrics.length > 0);

test('most plans on sale have metrics to try', () => {
  expect(METERED_PLANS.length).toBeGreaterThan(PLANS.length / 2);
});

describe.each(METERED_PLANS)('$provider $plan', ({ provider, plan, metrics }) => {
  test('more of one metric never costs less', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...metrics),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        ({ service, metric }, a, b) => {
          const at = (quantity: number): number =>
            calculatePlanCosts(list, { provider, plan, day: TODAY, usage: { [`${service}_${metric}`]: quantity } })
              .atLeast;
          expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
        },
      ),
      { numRuns: propertyRuns(30) },
    );
  });
});

describe('charges', () => {
  const anyCharge = fc
    .record({
      offset: fc.integer({ min: 0, max: 60 }),
      service: fc.constantFrom('Edge Requests', 'Function Invocations', 'Pro'),
      category: fc.constantFrom('Usage' as const, 'Purchase' as const, 'Tax' as const),
      billedCost: fc.option(fc.integer({ min: 0, max: 1e12 })),
    })
    .map(({ offset, ...rest }) => charge({ day: addDays('2026-10-01', offset), ...rest }));

  test('what is due is never less than the licences, and credit never more than infrastructure', () => {
    fc.assert(
      fc.property(fc.array(anyCharge), fc.integer({ min: 0, max: 1e10 }), (charges, credit) => {
        const due = amountDue(charges, 'USD', credit);
        expect(due.atLeast).toBeGreaterThanOrEqual(due.licences);
        expect(due.credit.used).toBeLessThanOrEqual(due.infrastructure);
        expect(due.credit.used + due.credit.left).toBe(credit);
      }),
    );
  });
});

describe('exact arithmetic', () => {
  test('a unit price is never divided first: a third of a cent thrice is a cent', () => {
    expect(chargeOf(toNano(3), rateOf(0.01, 3, 'exact'))).toBe(10_000n);
    expect(chargeOf(toNano(1), rateOf(0.01, 3, 'exact'))).toBe(3_333n);
  });

  test('binary fractions leave no trace: 0.1 + 0.2 units at 1,000 USD', () => {
    expect(chargeOf(toNano(0.1) + toNano(0.2), rateOf(1_000, 1, 'exact'))).toBe(300_000_000n);
  });

  test.each([
    [1e21, 10n ** 30n],
    [1.5e-7, 150n],
    [0, 0n],
    [4.9e-10, 0n],
    [5e-10, 1n],
  ])('%s units are that many billionths', (quantity, nano) => {
    expect(toNano(quantity)).toBe(nano);
  });

  test('negative, infinite and missing quantities are bugs', () => {
    for (const quantity of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => toNano(quantity)).toThrow(RangeError);
    }
  });
});
