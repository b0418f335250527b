import { describe, expect, it } from 'vitest';
import type { MetricView } from '#shared/ipc/metric-view';
import { levelTone } from '../../../../src/renderer/components/level-tone';
import { NOW, november } from '../../../../src/renderer/gallery/fixtures/clock';
import { LIMITED, OTHERS, REDIS_STORAGE } from '../../../../src/renderer/gallery/fixtures/metrics';
import { usageChart } from '../../../../src/renderer/gallery/fixtures/series';
import {
  amountOf,
  growthWords,
  levelWords,
  listQuantity,
  meterWords,
  outlookWords,
  projectedPercent,
  statusTone,
  timeToLimit,
} from '../../../../src/renderer/screens/shared/metric-words';
import { detailSentence, detailStats, standing } from '../../../../src/renderer/screens/usage/detail-words';
import { groupMetrics } from '../../../../src/renderer/screens/usage/group-metrics';

const [, , commands, bandwidth] = LIMITED;
const [functions, , postgres] = OTHERS;
const days = (q50: number | null): MetricView['daysToLimit'] => ({ q10: q50, q50, q90: q50 });

describe('the words of a card', () => {
  it('say the case of the brief', () => {
    expect(timeToLimit(REDIS_STORAGE)).toBe('about 5 days');
    expect(amountOf(REDIS_STORAGE)).toEqual({ figure: '25.5', of: 'of 30 MB' });
    expect(levelWords(REDIS_STORAGE)).toEqual({ percent: '85 %', growth: '+0.9 MB a day' });
    expect(outlookWords(REDIS_STORAGE)).toBe('4–7 days');
    expect(meterWords(REDIS_STORAGE)).toBe('25.5 of 30 MB, 85 percent, warning from 75, critical from 90');
    expect([levelTone(REDIS_STORAGE), statusTone(REDIS_STORAGE)]).toEqual(['warning', 'warning']);
  });

  it('say where a period will end, and that it does not reach the limit', () => {
    expect(timeToLimit(bandwidth!)).toBe('not this period');
    expect(outlookWords(bandwidth!)).toBe('69 % by 30 Nov');
    // A period that ends at midnight UTC ends on the 30th for a reader in Tokyo too.
    const windowEnd = Date.parse('2026-12-01T00:00:00Z') / 1000;
    expect(outlookWords({ ...bandwidth!, windowEnd, zone: 'UTC' })).toBe('69 % by 30 Nov');
    expect(outlookWords({ ...bandwidth!, windowEnd, zone: 'Asia/Tokyo' })).toBe('69 % by 1 Dec');
    expect(projectedPercent(bandwidth!)).toBe(69);
  });

  it('look at a day’s limit day after day, not at this day', () => {
    expect(timeToLimit({ ...commands!, daysToLimit: days(null) })).toBe('not in sight');
  });

  it('say what is counted once', () => {
    expect(amountOf(commands!)).toEqual({ figure: '6,240', of: 'of 10,000 a day' });
    expect(amountOf(functions!)).toEqual({ figure: '1.84 M', of: 'invocations' });
    expect(amountOf({ ...REDIS_STORAGE, unit: 'USD', current: 96.4, limit: 150 }).of).toBe('of $150.00');
    expect(listQuantity(1914, 'CPU-minutes')).toBe('1,914 min');
    expect(listQuantity(1914, 'commands')).toBe('1,914');
    expect(listQuantity(14, 'ms')).toBe('14 ms');
  });

  it.each([
    [{ percent: 112, status: 'over' }, 'over by 12 %'],
    [{ percent: 100, status: 'over' }, 'full'],
    [{ daysToLimit: days(0.4), status: 'critical' }, '10 hours left'],
    [{ daysToLimit: days(49) }, 'about 7 weeks'],
    [{ daysToLimit: days(null) }, 'not in sight'],
    [{ daysToLimit: null, forecastState: 'too-early' }, 'too early to tell'],
    [{ daysToLimit: null, forecastState: 'no-data' }, 'learning'],
    [{ daysToLimit: null, forecastState: 'refused' }, 'no forecast'],
    [{ limit: null, percent: null }, 'no limit'],
    [{ status: 'unknown', noteCode: 'not-on-plan' }, 'not on this plan'],
    [{ status: 'unknown', noteCode: 'timeout' }, 'not reached'],
    [{ status: 'unknown', noteCode: 'bad-response' }, 'not available'],
  ] as const)('%j is "%s"', (change, words) => expect(timeToLimit({ ...REDIS_STORAGE, ...change })).toBe(words));

  it('never show an unknown value as zero', () => {
    expect(amountOf(postgres!)).toEqual({ figure: '–', of: 'of 512 MB' });
    expect(statusTone(postgres!)).toBe('locked');
    expect(projectedPercent({ ...REDIS_STORAGE, growthPerDay: null })).toBeNull();
  });

  it('project seven days ahead where there is no window', () => {
    expect(projectedPercent(REDIS_STORAGE)).toBeCloseTo(85 + (0.9 * 7 * 100) / 30);
  });

  it('call steady what rounds to nothing', () => {
    expect(growthWords(0.0001, 'MB')).toBe('steady');
    expect(growthWords(-0.4, 'MB')).toBe('−0.4 MB a day');
    expect(growthWords(null, 'MB')).toBe('');
  });
});

describe('the words of a metric’s page', () => {
  const chart = usageChart(REDIS_STORAGE, '30d');

  it('explain the change, then where it leads', () => {
    expect(detailSentence(REDIS_STORAGE, chart)).toBe(
      'Growing 0.9 MB a day since 6 Nov, 0.35 before; storefront was deployed then. ' +
        'Full on about 23 Nov at this rate. Redis then refuses writes.',
    );
    expect(detailSentence(bandwidth!, undefined)).toBe('Growing 22.9 GB a day. About 69 % of the limit by 30 Nov.');
    expect(detailSentence(postgres!, undefined)).toBe('The user may not read statistics. Grant it pg_monitor.');
  });

  it('give figure and date for now, growth, the critical threshold and the limit', () => {
    expect(detailStats(REDIS_STORAGE, chart).map(({ caption, figure }) => [caption, figure])).toEqual([
      ['Now', '25.5 MB'],
      ['Growth', '+0.9 MB a day'],
      ['Critical threshold, 27 MB', expect.stringMatching(/^(Thu 19|Fri 20) Nov$/)],
      ['Limit, 30 MB', 'Mon 23 Nov'],
    ]);
  });

  it('say when the critical threshold is passed', () => {
    const stats = detailStats({ ...REDIS_STORAGE, percent: 94, status: 'critical' }, chart);
    expect(stats[2]).toMatchObject({ figure: 'Passed', tone: 'critical' });
  });

  it('say the unit of a growth, and no limit as a sentence with a day that people write', () => {
    const metric = { ...functions!, unit: 'GB-hours', growthPerDay: 9.92, growthInterval: null };
    const limitReason = 'Pro plan of the price list, no limit: every unit is charged, as of 2026-09-14';
    expect(detailSentence({ ...metric, limitReason }, undefined)).toBe(
      'Growing 9.92 GB-hours a day. Pro plan of the price list, no limit: every unit is charged, as of 14 Sept 2026.',
    );
    const [now] = detailStats({ ...metric, window: 'billing-cycle' }, undefined);
    expect(now?.meaning).toBe('in this billing period');
  });

  it('name the standing', () => {
    expect(standing(REDIS_STORAGE)).toBe('85 %, warning');
    expect(standing(functions!)).toBe('no limit');
    expect(standing(postgres!)).toBe('no permission');
  });
});

describe('groupMetrics', () => {
  it('gives two connections of one group a heading each', () => {
    const other = {
      ...REDIS_STORAGE,
      key: 'redis-2/VERCEL_KV/STORAGE_MB',
      connectionId: 'redis-2',
      connectionTitle: 'queue',
    };
    expect(groupMetrics([REDIS_STORAGE, other, bandwidth!]).map(({ title }) => title)).toEqual([
      'Redis · cache',
      'Redis · queue',
      'Vercel',
    ]);
  });
});

it('the fixtures stand at the moment of the drawings', () => {
  expect(NOW).toBe(november(18, 10, 46));
});
