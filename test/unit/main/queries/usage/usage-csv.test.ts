import { expect, it } from 'vitest';
import { usageCsv } from '#main/queries/usage/usage-csv';
import { NOW } from '../../../../../src/renderer/gallery/fixtures/clock';
import { LIMITED, REDIS_STORAGE } from '../../../../../src/renderer/gallery/fixtures/metrics';
import { usageChart } from '../../../../../src/renderer/gallery/fixtures/series';

const HEAD = 'time,value,min,max,held against the limit,limit,percent of the limit,unit,provisional';
const day = { min: 0, max: 0, provisional: false };

it('a rolling sum stands beside each day, its share of the limit with it; unknown stays empty', () => {
  const chart = usageChart(LIMITED.find(({ title }) => title === 'Edge requests')!, '30d');
  const rolling = {
    ...chart,
    metric: { ...chart.metric, window: 'rolling-30-days' as const, limit: 1_000_000 },
    limitSteps: [],
    points: [
      { ...day, t: NOW - 86_400, value: 26_000, cumulative: null },
      { ...day, t: NOW, value: 27_000, cumulative: 798_000 },
    ],
  };
  expect(usageCsv(rolling).trimEnd().split('\n')).toEqual([
    HEAD,
    '2026-11-17T10:46:00Z,26000,0,0,,1000000,,requests,no',
    '2026-11-18T10:46:00Z,27000,0,0,798000,1000000,79.8,requests,no',
  ]);
});

it('a level is held against the limit that was in force then', () => {
  const chart = {
    ...usageChart(REDIS_STORAGE, '30d'),
    limitSteps: [
      { from: NOW - 10 * 86_400, value: 60 },
      { from: NOW - 100, value: 30 },
    ],
    points: [
      { ...day, t: NOW - 11 * 86_400, value: 12, cumulative: null },
      { ...day, t: NOW - 86_400, value: 24, cumulative: null },
      { ...day, t: NOW, value: 25.5, cumulative: null },
    ],
  };
  expect(usageCsv(chart).trimEnd().split('\n').slice(1)).toEqual([
    '2026-11-07T10:46:00Z,12,0,0,12,,,MB,no',
    '2026-11-17T10:46:00Z,24,0,0,24,60,40,MB,no',
    '2026-11-18T10:46:00Z,25.5,0,0,25.5,30,85,MB,no',
  ]);
});
