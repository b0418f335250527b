import { describe, expect, it } from 'vitest';
import { drawTotals, projectionOf } from '#shared/core/costs/bill/draws';
import { expectedRest } from '#shared/core/costs/bill/expected-rest';
import { costDays } from '#shared/core/costs/billing-days';
import { type ExpectedMetric, outlookOf } from '#shared/core/costs/outlook';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';

/** Noon of the sixth of thirty days. */
const NOW = Date.UTC(2026, 10, 6, 12) / 1000;
const connection = {
  ...{ id: 'v', provider: 'vercel', title: 'acme', settings: {}, expiresAt: null, createdAt: 0 },
  billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' as const },
  billingAnchor: { day: 1, zone: 'UTC' },
};
const period = costDays(defaultPriceList, connection, [connection], NOW);

function used(change: Partial<ExpectedMetric> = {}): ExpectedMetric {
  const row = (day: string) => ({ service: 'S', metric: 'M', project: null, region: null, day, quantity: 10 });
  return {
    service: 'S',
    metric: 'M',
    counting: 'sum',
    rows: ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map(row),
    quantity: { forecast: { atReset: null, window: null } },
    ...change,
  };
}

const rest = (metric: ExpectedMetric) =>
  outlookOf([metric], period, NOW)
    .rest('q50')
    .reduce((sum, { quantity }) => sum + quantity, 0);

it('goes on at the average pace where no forecast stands', () => {
  expect(period.days).toEqual({ start: '2026-11-01', end: '2026-12-01' });
  // 50 in 5.5 days are 272.7 in 30.
  expect(rest(used())).toBeCloseTo((50 * 30) / 5.5 - 50, 6);
  expect(outlookOf([used()], period, NOW)).toMatchObject({ forecast: [], atAveragePace: [{ metric: 'M' }] });
});

it('takes what the forecast expects less what is used, spread over the days left', () => {
  const step = { t: period.span.end, q025: 90, q10: 95, q25: 98, q50: 110, q75: 120, q90: 130, q975: 150 };
  const metric = used({ quantity: { forecast: { atReset: step, window: period.span } } });
  const rows = outlookOf([metric], period, NOW).rest('q50');
  expect(rest(metric)).toBeCloseTo(60, 6);
  expect(rows).toHaveLength(25);
  // Half of today is over.
  expect((rows[0]?.quantity ?? 0) * 2).toBeCloseTo(rows[1]?.quantity ?? 0, 6);
});

it('leaves a level as it stands', () => {
  expect(rest(used({ counting: 'level' }))).toBe(0);
});

it('weekends without use are no fall: three weeks ahead bring fifteen working days', () => {
  // Eight weeks of 1 from Monday to Friday and nothing after, up to a Thursday.
  const days = Array.from({ length: 56 }, (_, at) => Number((at + 4) % 7 < 5));
  const rest = (today: number | null, part = 1) =>
    expectedRest({ days, lastWeekday: 4, today: today === null ? null : { value: today, part } }, 21).middle;
  expect(Math.abs(rest(null) - 15)).toBeLessThan(0.5);
  // Nor does a Saturday that is nearly over without use say that it ends.
  const friday = [...days, 1].slice(-56);
  const saturday = expectedRest({ days: friday, lastWeekday: 5, today: { value: 0, part: 0.95 } }, 21).middle;
  expect(Math.abs(saturday - 15)).toBeLessThan(1);
});

it('the last hours of a week tell what a mean day brings, whatever weekday they are of', () => {
  // Eight weeks of 12 from Monday to Friday and of 5 after, 10 a day; six hours of the day after the last one are left:
  // 3 on a Friday, 1.25 on a Saturday, which eight weeks tell to a quarter.
  for (const lastWeekday of [4, 5]) {
    const days = Array.from({ length: 56 }, (_, at) => ((at + lastWeekday) % 7 < 5 ? 12 : 5));
    const { middle, meanDays = 0 } = expectedRest({ days, lastWeekday, today: null }, 0.25);
    expect(Math.abs(middle / (lastWeekday === 4 ? 3 : 1.25) - 1)).toBeLessThan(0.25);
    expect(Math.abs(middle / meanDays / 10 - 1)).toBeLessThan(0.03);
  }
});

it('the middle of the drawn futures of a meter is what is expected of it', () => {
  const rest = { middle: 100, spread: 0.55 };
  const meter = { service: 'S', metric: 'M', product: '', used: 0, rest, costOf: (quantity: number) => quantity };
  for (const meters of [[meter], [{ ...meter, rest: { middle: 0, spread: 0 } }, meter]]) {
    const { q10, q50, q90 } = projectionOf(
      drawTotals(meters, (charges) => charges),
      true,
    );
    expect(q50 / 1e6).toBeCloseTo(100, 1);
    // 100 exp(-1.2816 * 0.55) and 100 exp(1.2816 * 0.55), each from some forty of 400 futures.
    expect(Math.abs(q10 / 1e6 / 49.42 - 1)).toBeLessThan(0.05);
    expect(Math.abs(q90 / 1e6 / 202.4 - 1)).toBeLessThan(0.05);
  }
});

describe('a lasting change', () => {
  const WITHIN_80 = 1.2816;
  const days = (before: number, after: number, since: number) => [
    ...Array.from({ length: 40 }, () => before),
    ...Array.from({ length: since }, () => after),
  ];
  const off = (before: number, after: number, since: number) => {
    const { middle, spread } = expectedRest({ days: days(before, after, since), lastWeekday: 5, today: null }, 10);
    return { ratio: middle / (after * 10), sds: Math.abs(Math.log(middle / (after * 10))) / spread };
  };

  it.each([
    [250, 100],
    [100, 250],
    [250, 20],
  ])('from %d to %d a day may stay from its first day on, and is the level from the fourth on', (before, after) => {
    for (const since of [1, 2, 3, 4, 7, 10, 14]) {
      expect(off(before, after, since).sds, `${since} days`).toBeLessThan(WITHIN_80);
    }
    for (const since of [4, 7, 10, 14]) {
      expect(Math.abs(off(before, after, since).ratio - 1), `${since} days`).toBeLessThan(0.05);
    }
  });

  it('is the less sure to last the fewer days it did: a log factor of 0.92 over four days, and over fourteen', () => {
    const spread = (since: number) =>
      expectedRest({ days: days(250, 100, since), lastWeekday: 5, today: null }, 10).spread;
    expect(spread(4)).toBeGreaterThan(0.22);
    expect(spread(14)).toBeLessThan(0.1);
  });

  it('that brings nothing at all may be a holiday: four days of it are no end', () => {
    const { middle } = expectedRest({ days: days(250, 0, 4), lastWeekday: 5, today: null }, 10);
    expect(middle).toBeGreaterThan(250);
  });
});
