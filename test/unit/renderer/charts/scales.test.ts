import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/domain/instant';
import { besideLine } from '../../../../src/renderer/charts/plugins/now-plugin';
import { timeTicks } from '../../../../src/renderer/charts/time-ticks';
import { fanScale, fittedScale, niceStep, valueScale } from '../../../../src/renderer/charts/value-scale';

const NOW = Date.UTC(2026, 10, 18, 10, 46) / 1000;

describe('fittedScale', () => {
  it('begins at zero where the data are near it, and fits them where they are not', () => {
    expect(fittedScale([2, 10])).toMatchObject({ min: 0, ticks: [0, 5, 10] });
    const far = fittedScale([41_000, 41_010]);
    expect([far.min, far.max]).toEqual([40_999.2, 41_010.8]);
    expect(far.ticks).toEqual([41_000, 41_005, 41_010]);
  });

  it('has room where nothing ever moves, also at zero and below it', () => {
    for (const value of [12, 0, -5]) {
      const { min, max } = fittedScale([value, value]);
      expect(min).toBeLessThan(value);
      expect(max).toBeGreaterThan(value);
    }
  });
});

describe('valueScale', () => {
  it('reaches 110 % of the limit when the value is over half of it', () => {
    const scale = valueScale([8, 25.5], [], 30);
    expect(scale).toMatchObject({ min: 0, max: 33, showsLimit: true, ticks: [0, 10, 20, 30] });
  });

  it('fits the data when the limit is far away', () => {
    const scale = valueScale([300, 360], [400], 6000);
    expect(scale.showsLimit).toBe(false);
    expect(scale.max).toBeCloseTo(440);
  });

  it('shows the forecast of what is over its limit, up to twice as much', () => {
    expect(valueScale([2, 7.75], [8, 12.9], 0.5).max).toBeCloseTo(13.158);
    expect(valueScale([2, 7.75], [8, 40], 0.5).max).toBeCloseTo(15.5);
    expect(fanScale([2, 7.75], [8, 12.9], 0.5).max).toBeGreaterThan(12.9);
  });

  it('shows the limit of an empty series', () => {
    expect(valueScale([], [], 30)).toMatchObject({ max: 33, showsLimit: true });
  });

  it('never cuts a value off, whatever the numbers', () => {
    const amount = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1 }),
        fc.option(fc.double({ min: 1, max: 1e12, noNaN: true })),
        (values, limit) => {
          const scale = valueScale(values, [], limit);
          expect(scale.max).toBeGreaterThanOrEqual(Math.max(...values));
          expect(scale.ticks.length).toBeLessThanOrEqual(6);
          expect(scale.ticks.every((tick) => tick <= scale.max * 1.0001)).toBe(true);
        },
      ),
    );
  });

  it('goes below zero where values do', () => {
    expect(valueScale([-5, 10], [], null).min).toBeLessThanOrEqual(-5);
  });
});

describe('fanScale', () => {
  it('zooms to the last third below the limit and keeps lower data in', () => {
    expect(fanScale([25], [], 30).min).toBeGreaterThan(10);
    expect(fanScale([3, 25], [], 30).min).toBeLessThan(3);
    expect(fanScale([25], [], 30).max).toBeGreaterThan(30);
  });
});

describe('niceStep', () => {
  it.each([
    [8.25, 10],
    [0.21, 0.25],
    [1.2, 2],
    [430, 500],
  ])('takes %d to %d', (rough, nice) => expect(niceStep(rough)).toBeCloseTo(nice));
});

describe('timeTicks', () => {
  const input = { from: NOW - 30 * DAY, to: NOW + 10 * DAY, width: 660, now: NOW, reach: NOW + 5 * DAY, zone: 'UTC' };

  it('names now and the day of reaching the limit, with even dates around them', () => {
    const ticks = timeTicks(input);
    expect(ticks.filter(({ kind }) => kind !== 'plain').map(({ label }) => label)).toEqual(['Now', '23 Nov']);
    expect(ticks.length).toBeGreaterThan(4);
  });

  it('leaves room between labels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 240, max: 1400 }), (days, width) => {
        const ticks = timeTicks({ ...input, from: NOW - days * DAY, to: NOW, width, reach: null });
        const perPixel = (days * DAY) / width;
        const gaps = ticks.slice(1).map((tick, index) => (tick.value - (ticks[index]?.value ?? 0)) / perPixel);
        expect(Math.min(...gaps, 58)).toBeGreaterThanOrEqual(57.9);
      }),
    );
  });

  it('speaks in hours within a day, and in dates at midnight', () => {
    const labels = timeTicks({ ...input, from: NOW - 24 * HOUR, to: NOW, reach: null }).map(({ label }) => label);
    expect(labels).toContain('18 Nov');
    expect(labels.some((label) => /^\d\d:00$/.test(label))).toBe(true);
  });

  it('names each day once over the night in which the clocks change', () => {
    const zone = 'Europe/Berlin';
    const from = Date.UTC(2026, 9, 22, 22) / 1000;
    const ticks = timeTicks({ from, to: from + 7 * DAY, width: 660, now: 0, reach: null, zone });
    const labels = ticks.map(({ label }) => label);
    expect(labels).toEqual(['24 Oct', '25 Oct', '26 Oct', '27 Oct', '28 Oct', '29 Oct']);
  });

  it('names only the ends in the small fan', () => {
    const labels = timeTicks({ ...input, sparse: true }).map(({ label }) => label);
    expect(labels).toEqual(['19 Oct', 'Now', '23 Nov', '']);
  });
});

describe('the words at the point of now', () => {
  it.each([
    ['no limit is near', 100, 40, 91],
    ['there is no limit', 100, null, 91],
    // Words of 11 pixels around 91 reach from 85.5 to 96.5.
    ['the limit would run through them', 100, 88, 112],
    ['the limit lies under them', 100, 100, 91],
  ] as const)('stand where %s', (_, y, limit, at) => {
    expect(besideLine(y, limit, 11)).toBe(at);
  });
});
