import { describe, expect, it } from 'vitest';
import type { BacktestDayView, MissView, RecordLineView, RecordView } from '#shared/ipc/record';
import {
  backtestWords,
  beatsWords,
  chancePoints,
  headline,
  missDays,
  missSentence,
  summary,
  widened,
} from '../../../../src/renderer/screens/record/record-words';

/** 2026-11-13T00:00:00Z: the end of the 12th. */
const END = 1_794_528_000;
const DAY = 86_400;

const line = (title: string, count: number, inside80: number, scale = 1): RecordLineView => ({
  seriesId: 1,
  metricKey: title,
  title,
  icon: 'bell',
  connectionTitle: 'acme',
  unit: 'MB',
  count,
  inside50: 0,
  inside80,
  inside95: count,
  replayed: 0,
  error: null,
  beatsNoChange: null,
  scale,
  recent: [],
});

function record(series: readonly RecordLineView[], replayed = 0): RecordView {
  const sum = (of: 'count' | 'inside80') => series.reduce((total, one) => total + one[of], 0);
  const [count, inside80] = [sum('count'), sum('inside80')];
  return { overall: { count, inside50: 0, inside80, inside95: count, replayed }, series: [...series], misses: [] };
}

const miss: MissView = {
  seriesId: 1,
  title: 'Redis storage',
  icon: 'bell',
  unit: 'MB',
  zone: 'UTC',
  from: END,
  to: END,
  days: 1,
  side: 'low',
  most: 3.9,
  cause: null,
};

describe('the sentences of the record', () => {
  it('say the share that held, and below twenty forecasts that they are too few', () => {
    expect(headline(record([line('a', 53, 44), line('b', 54, 44)]))).toBe(
      'The 80 % ranges held in 82 % of 107 forecasts',
    );
    expect(headline(record([line('a', 1_418, 1_151)]))).toBe('The 80 % ranges held in 81 % of 1,418 forecasts');
    expect(headline(record([line('a', 19, 19)]))).toBe('19 forecasts came due, too few to judge');
    expect(headline(record([line('a', 1, 0)]))).toBe('1 forecast came due, too few to judge');
  });

  it('name the series that held five points less than promised, and count those made afterwards', () => {
    expect(summary(record([line('Storage', 20, 15), line('Bandwidth', 40, 31)], 60))).toBe(
      'One forecast a day for each series, judged when its day is over and final. 60 were made afterwards, each from ' +
        'nothing but what was known before its day. Storage held less than promised; the others kept their word.',
    );
    expect(summary(record([line('Storage', 100, 76)]))).toMatch(
      /final\. No series is five points or more under its promise\.$/,
    );
    expect(summary(record([line('Storage', 10, 2)]))).toMatch(/final\.$/);
  });

  it('name the widest ranges first, three of them', () => {
    const lines = [1.04, 1.06, 1.3, 1.1, 1.08].map((scale, i) => line(`s${i}`, 30, 20, scale));
    expect(widened(lines)).toBe('s2 by 30 %, s3 by 10 %, s4 by 8 % and 1 more');
    expect(widened(lines.slice(2, 4))).toBe('s2 by 30 % and s3 by 10 %');
    expect(widened(lines.slice(0, 1))).toBeNull();
  });

  it('say how far chance alone goes', () => {
    expect([20, 371, 1_418, 1e6].map(chancePoints)).toEqual([18, 4, 2, 1]);
  });

  it('say worse where no change would have come nearer', () => {
    expect([0.31, -0.91, null].map(beatsWords)).toEqual(['31 %', '91 % worse', '–']);
  });
});

describe('a run of misses', () => {
  it('is told by its days and how far off it was', () => {
    expect(missDays(miss)).toBe('12 Nov');
    expect(missSentence(miss)).toBe('Too low by 3.9 MB.');
    expect(missSentence({ ...miss, most: 0.003, unit: 'CPU-hours' })).toBe('Too low by less than 0.01 CPU-hours.');
    const run: MissView = { ...miss, to: END + 6 * DAY, days: 7, side: 'high' };
    expect(missDays(run)).toBe('12–18 Nov');
    expect(missSentence(run)).toBe('7 in a row too high, by up to 3.9 MB.');
  });

  it('is told with what happened as it began', () => {
    const run: MissView = { ...miss, days: 3 };
    expect(missSentence({ ...run, cause: { kind: 'deployment', name: 'api', t: END } })).toMatch(
      / api was deployed as it began\.$/,
    );
    expect(missSentence({ ...run, cause: { kind: 'plan', name: 'Pro', t: END } })).toMatch(
      / The plan changed to Pro as it began\.$/,
    );
  });
});

it('a day of the chart says what came, how it ended and what was expected', () => {
  const step = { t: END, q025: 8, q10: 9, q25: 9.5, q50: 10, q75: 10.5, q90: 11, q975: 12 };
  const told = (actual: number) => backtestWords({ step, actual } satisfies BacktestDayView, 'MB', 'UTC');
  expect(told(10)).toEqual({ when: 'Thu 12 Nov', came: '10 MB', expected: '9 to 11 MB expected', verdict: 'held' });
  expect([8.9, 11.1].map((actual) => told(actual).verdict)).toEqual(['missed, too high', 'missed, too low']);
});
