import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeriesRange } from '#main/store/measured';
import type { Store } from '#main/store/store';
import { DAY, HOUR } from '#shared/domain/instant';
import { propertyRuns } from '../../../fixtures/property-runs';
import { NOON, sampleOf, storeWithConnection } from './temporary-store';

/** A gauge of `days` days, a sample each quarter of an hour, at 10 but for one sample. */
async function withSpike(days: number, spikeAt: number, store: Store): Promise<void> {
  const samples = Array.from({ length: days * 96 }, (_, step) => {
    const time = NOON - step * 900;
    return sampleOf({ time, value: time === spikeAt ? 500 : 10 });
  });
  await store.samples.save('vercel-1', samples, NOON);
}

function peak(range: SeriesRange): number {
  return Math.max(...range.points.map((point) => point.max));
}

test.each([
  { days: 1, points: 1000, resolution: 'raw', step: null, count: 96 },
  { days: 10, points: 1000, resolution: 'raw', step: null, count: 960 },
  { days: 30, points: 1000, resolution: 'raw', step: 2592, count: 1000 },
  { days: 90, points: 1000, resolution: 'hour', step: 3 * HOUR, count: 721 },
  { days: 90, points: 100, resolution: 'day', step: null, count: 91 },
  { days: 90, points: 30, resolution: 'day', step: null, count: 23 },
  { days: 90, points: 1, resolution: 'day', step: null, count: 1 },
])('$days days in $points points: $resolution', async ({ days, points, resolution, step, count }) => {
  const store = await storeWithConnection();
  const spike = NOON - Math.floor(days / 2) * DAY - 900;
  await withSpike(90, spike, store);
  const range = await store.samples.range(1, { start: NOON - days * DAY + 1, end: NOON + 1 }, points);
  expect(range.resolution).toBe(resolution);
  expect(range.step).toBe(step);
  expect(range.points).toHaveLength(count);
  expect(peak(range)).toBe(500);
});

test('a one-sample spike never disappears and never more points than asked for come, whatever is asked', async () => {
  const store = await storeWithConnection();
  const spike = NOON - 40 * DAY - 900;
  await withSpike(90, spike, store);
  const asked = fc.record({
    before: fc.integer({ min: 0, max: 60 * DAY }),
    after: fc.integer({ min: 1, max: 60 * DAY }),
    points: fc.integer({ min: 1, max: 2000 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ before, after, points }) => {
      const range = await store.samples.range(1, { start: spike - before, end: spike + after }, points);
      expect(range.points.length).toBeLessThanOrEqual(points);
      expect(range.points.length).toBeGreaterThan(0);
      expect(peak(range)).toBe(500);
      const times = range.points.map((point) => point.t);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    }),
    { numRuns: propertyRuns(200) },
  );
});

test('joined points carry every figure of what they stand for', async () => {
  const store = await storeWithConnection();
  const samples = Array.from({ length: 48 }, (_, step) => sampleOf({ time: NOON - (48 - step) * HOUR, value: step }));
  await store.samples.save('vercel-1', samples, NOON);
  const range = await store.samples.range(1, { start: NOON - 48 * HOUR, end: NOON }, 16);
  expect(range.points).toHaveLength(16);
  expect(range.points[0]).toEqual({ t: NOON - 48 * HOUR, min: 0, max: 2, mean: 1, last: 2, count: 3 });
});

test('a counter shows what it grew by, its restart included', async () => {
  const store = await storeWithConnection();
  const values = [100, 160, 30, 40];
  const samples = values.map((value, step) => sampleOf({ kind: 'counter', value, time: NOON + (step - 4) * 900 }));
  await store.samples.save('vercel-1', samples, NOON);
  const raw = await store.samples.range(1, { start: 0, end: NOON }, 10);
  expect(raw.points.map((point) => point.increase)).toEqual([null, 60, 30, 10]);
  const cut = await store.samples.range(1, { start: NOON - 1800, end: NOON }, 10);
  expect(cut.points.map((point) => point.increase)).toEqual([30, 10]);
});

test('day totals are shown by day', async () => {
  const store = await storeWithConnection();
  const samples = Array.from({ length: 5 }, (_, day) =>
    sampleOf({ kind: 'daily', time: NOON - 12 * HOUR - day * DAY, value: day }),
  );
  await store.samples.save('vercel-1', samples, NOON);
  const range = await store.samples.range(1, { start: 0, end: NOON }, 100);
  expect(range).toMatchObject({ resolution: 'day', step: null });
  expect(range.points.map((point) => point.last)).toEqual([4, 3, 2, 1, 0]);
});

test('where nothing was measured the answer is empty', async () => {
  const store = await storeWithConnection();
  await withSpike(1, 0, store);
  expect((await store.samples.range(1, { start: 0, end: 1000 }, 100)).points).toEqual([]);
  expect((await store.samples.range(1, { start: NOON + 1, end: NOON + DAY }, 100)).points).toEqual([]);
});
