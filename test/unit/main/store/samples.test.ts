import { expect, test } from 'vitest';
import { dayStart } from '#shared/core/calendar/calendar';
import { HOUR } from '#shared/domain/instant';
import { NOON, sampleOf, storeWithConnection } from './temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

test('a sample written again replaces the first, in the raw samples and in the roll-ups', async () => {
  const { samples } = await storeWithConnection();
  await samples.save('vercel-1', [sampleOf({ value: 10 })], NOON);
  await samples.save('vercel-1', [sampleOf({ value: 20 })], NOON);
  const [series] = await samples.listSeries();
  expect(await samples.raw(1, FAR)).toEqual([{ time: NOON, value: 20 }]);
  expect(await samples.days(series?.id ?? 0, FAR)).toEqual([{ t: NOON - 12 * HOUR, value: 20, min: 20, max: 20 }]);
});

test('bad samples are rejected one by one with a reason, the good ones are kept', async () => {
  const { samples } = await storeWithConnection();
  const bad = [
    sampleOf({ value: Number.NaN }),
    sampleOf({ value: Number.POSITIVE_INFINITY }),
    sampleOf({ value: -1 }),
    sampleOf({ time: NOON + 301 }),
    sampleOf({ time: NOON - 0.5 }),
    sampleOf({ time: -5 }),
  ];
  const saved = await samples.save('vercel-1', [...bad, sampleOf({ time: NOON + 300 }), sampleOf({ value: 3 })], NOON);
  expect(saved).toMatchObject({ ok: true, value: { saved: 2 } });
  expect(saved.ok && saved.value.rejected.map((one) => one.reason)).toEqual([
    'the value NaN is not a finite number',
    'the value Infinity is not a finite number',
    'the value -1 is negative, which this metric cannot be',
    'the time lies in the future',
    `the time ${NOON - 0.5} is not a whole number of seconds since 1970`,
    'the time -5 is not a whole number of seconds since 1970',
  ]);
});

test('a metric that may be negative is believed', async () => {
  const { samples } = await storeWithConnection({ mayBeNegative: (sample) => sample.metric === 'BALANCE' });
  const saved = await samples.save(
    'vercel-1',
    [sampleOf({ metric: 'BALANCE', value: -4 }), sampleOf({ value: -4 })],
    NOON,
  );
  expect(saved).toMatchObject({ value: { saved: 1, rejected: [{ sample: { metric: 'STORAGE_MB' } }] } });
});

test('a sample of another kind, unit or zone than its series is rejected instead of mixed in', async () => {
  const { samples } = await storeWithConnection();
  await samples.save('vercel-1', [sampleOf()], NOON);
  const saved = await samples.save(
    'vercel-1',
    [sampleOf({ unit: 'GB' }), sampleOf({ kind: 'counter' }), sampleOf({ zone: 'America/Los_Angeles' })],
    NOON,
  );
  expect(saved.ok && saved.value.rejected.map((one) => one.reason)).toEqual([
    'the series is kept in MB, the sample says GB',
    'the series is kept as gauge, the sample says counter',
    'the days of the series are cut in UTC, the sample says America/Los_Angeles',
  ]);
});

test('projects of one metric are series of their own', async () => {
  const { samples } = await storeWithConnection();
  await samples.save('vercel-1', [sampleOf(), sampleOf({ projectId: 'prj_1', value: 7 })], NOON);
  const list = await samples.listSeries('vercel-1');
  expect(list.map((series) => series.projectId)).toEqual([null, 'prj_1']);
  expect(await samples.latest(list.map((series) => series.id))).toEqual(
    new Map([
      [1, { time: NOON, value: 1 }],
      [2, { time: NOON, value: 7 }],
    ]),
  );
  expect(await samples.listSeries('other')).toEqual([]);
});

test('raw answers oldest first, and a limit keeps the newest', async () => {
  const { samples } = await storeWithConnection();
  const batch = [0, 1, 2, 3, 4].map((step) => sampleOf({ time: NOON - step * 900, value: step }));
  await samples.save('vercel-1', batch, NOON);
  expect((await samples.raw(1, { start: NOON - 1800, end: NOON })).map((one) => one.value)).toEqual([2, 1]);
  expect((await samples.raw(1, FAR, 2)).map((one) => one.value)).toEqual([1, 0]);
});

test('a day total that the provider revises replaces the old one, whatever time of the day it names', async () => {
  const { samples } = await storeWithConnection();
  const zone = 'America/Los_Angeles';
  const start = dayStart('2026-11-01', zone);
  const daily = { service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS', kind: 'daily', unit: 'requests', zone } as const;
  await samples.save('vercel-1', [sampleOf({ ...daily, time: start, value: 100 })], NOON);
  // This day is 25 hours long: its last hour still belongs to it.
  await samples.save('vercel-1', [sampleOf({ ...daily, time: start + 25 * HOUR - 1, value: 140 })], NOON);
  await samples.save('vercel-1', [sampleOf({ ...daily, time: start + 25 * HOUR, value: 9 })], NOON);
  const november = { start, end: NOON };
  expect((await samples.days(1, november)).map((day) => [day.t, day.value])).toEqual([
    [start, 140],
    [start + 25 * HOUR, 9],
  ]);
  expect(await samples.sums([{ seriesId: 1, range: november }])).toEqual([{ value: 149, asOf: start + 25 * HOUR }]);
  expect(await samples.sums([{ seriesId: 1, range: { start: 0, end: start } }])).toEqual([null]);
});

test('a counter that starts again at zero loses nothing of what it grew by', async () => {
  const { samples } = await storeWithConnection();
  const readings = [100, 150, 20, 50];
  const batch = readings.map((value, step) => sampleOf({ kind: 'counter', value, time: NOON + (step - 4) * 900 }));
  await samples.save('vercel-1', batch, NOON);
  const days = await samples.days(1, FAR);
  expect(days).toEqual([{ t: NOON - 12 * HOUR, value: 50, min: 20, max: 150, increase: 50 + 20 + 30 }]);
  expect(await samples.sums([{ seriesId: 1, range: FAR }])).toEqual([{ value: 100, asOf: NOON - 12 * HOUR }]);
});

test('levels have no sum', async () => {
  const { samples } = await storeWithConnection();
  await samples.save('vercel-1', [sampleOf()], NOON);
  expect(await samples.sums([{ seriesId: 1, range: FAR }])).toEqual([null]);
});

test('a series that does not exist is a bug of the caller', async () => {
  const { samples } = await storeWithConnection();
  await expect(samples.days(99, FAR)).rejects.toThrow('There is no series 99.');
  expect(await samples.findSeries(99)).toBeNull();
});

test('that a value is a lower bound is kept with it, as long as it stands', async () => {
  const { samples } = await storeWithConnection();
  const day = { metric: 'COMMANDS_PER_DAY', unit: 'commands', kind: 'daily' } as const;
  const total = { ...day, metric: 'COMMANDS_PER_MONTH', kind: 'period' } as const;
  const bound = { lowerBound: true };
  await samples.save('vercel-1', [sampleOf({ ...day, ...bound }), sampleOf({ ...total, ...bound })], NOON);
  const [ofDay = 0, ofMonth = 0] = (await samples.listSeries()).map(({ id }) => id);
  const today = { t: NOON - 12 * HOUR, value: 1, min: 1, max: 1 };
  expect(await samples.days(ofDay, FAR)).toEqual([{ ...today, ...bound }]);
  expect((await samples.latest([ofMonth])).get(ofMonth)).toEqual({ time: NOON, value: 1, ...bound });
  await samples.save('vercel-1', [sampleOf(day), sampleOf({ ...total, time: NOON + 60 })], NOON);
  expect(await samples.days(ofDay, FAR)).toEqual([today]);
  expect((await samples.latest([ofMonth])).get(ofMonth)).toEqual({ time: NOON + 60, value: 1 });
});
