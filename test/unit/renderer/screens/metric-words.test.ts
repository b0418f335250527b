import { describe, expect, it } from 'vitest';
import type { MetricView } from '#shared/ipc/metric-view';
import { levelTone } from '../../../../src/renderer/components/level-tone';
import { NOW, november } from '../../../../src/renderer/gallery/fixtures/clock';
import { LIMITED, OTHERS, REDIS_STORAGE } from '../../../../src/renderer/gallery/fixtures/metrics';
import { usageChart } from '../../../../src/renderer/gallery/fixtures/series';
import { withStanding } from '../../../../src/renderer/gallery/fixtures/standing';
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
import { detailSentence, detailStats, standingBadge } from '../../../../src/renderer/screens/usage/detail-words';
import { groupMetrics } from '../../../../src/renderer/screens/usage/group-metrics';

const [, , commands, bandwidth] = LIMITED;
const [functions, , postgres] = OTHERS;
const days = (q50: number | null): MetricView['daysToLimit'] => ({ q10: q50, q50, q90: q50 });

describe('the words of a card', () => {
  it('say the case of the brief', () => {
    expect(timeToLimit(REDIS_STORAGE, NOW)).toBe('about 5 days');
    expect(amountOf(REDIS_STORAGE)).toEqual({ figure: '25.5', of: 'of 30 MB' });
    expect(levelWords(REDIS_STORAGE)).toEqual({ percent: '85 %', growth: '+0.9 MB a day' });
    expect(outlookWords(REDIS_STORAGE, NOW)).toBe('22–25 Nov');
    expect(meterWords(REDIS_STORAGE)).toBe('25.5 of 30 MB, 85 percent, warning from 75, critical from 90');
    expect([levelTone(REDIS_STORAGE), statusTone(REDIS_STORAGE)]).toEqual(['warning', 'warning']);
  });

  it('say where a period will end, and how likely it reaches the limit', () => {
    expect(timeToLimit(bandwidth!, NOW)).toBe('2 % within 30 days');
    expect(outlookWords(bandwidth!, NOW)).toBe('69 % by 30 Nov');
    // A period that ends at midnight UTC ends on the 30th for a reader in Tokyo too.
    const windowEnd = Date.parse('2026-12-01T00:00:00Z') / 1000;
    expect(outlookWords({ ...bandwidth!, windowEnd, zone: 'UTC' }, NOW)).toBe('69 % by 30 Nov');
    expect(outlookWords({ ...bandwidth!, windowEnd, zone: 'Asia/Tokyo' }, NOW)).toBe('69 % by 1 Dec');
    expect(projectedPercent(bandwidth!)).toBe(69);
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
    [{ percent: 112, status: 'over' }, 'over since 16 Nov'],
    [{ percent: 100, status: 'over' }, 'at the limit since 16 Nov'],
    [{ daysToLimit: days(0.4), status: 'critical' }, 'about 10 hours'],
    [{ daysToLimit: days(49) }, 'about 7 weeks'],
    [{ daysToLimit: days(null), within30: 0.004 }, 'not in 30 days'],
    [{ daysToLimit: null, forecastState: 'too-early' }, 'too early to tell'],
    [{ daysToLimit: null, forecastState: 'refused' }, 'no forecast'],
    [{ limit: null, percent: null, status: 'no-limit' }, 'no limit'],
    [{ current: null, status: 'unknown', noteCode: 'not-on-plan' }, 'not on this plan'],
    [{ current: null, status: 'unknown', noteCode: 'timeout' }, 'not reached'],
    [{ current: null, status: 'unknown', noteCode: 'bad-response' }, 'not available'],
    [{ stale: true, asOf: NOW - 3 * 3600 }, 'last read 3 h ago'],
  ] as const)('%j is "%s"', (change, words) =>
    expect(timeToLimit(withStanding({ ...REDIS_STORAGE, ...change }), NOW)).toBe(words),
  );

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
    expect(detailSentence(REDIS_STORAGE, chart, NOW)).toBe(
      'Growing 0.9 MB a day since 6 Nov, 0.35 before; storefront was deployed then. ' +
        '25.5 of 30 MB are used on the Free plan, 85 %, growing 0.9 MB a day. ' +
        'Full between 22 and 25 Nov, 90 % likely within 7 days; Redis then refuses writes.',
    );
    expect(detailSentence(bandwidth!, undefined, NOW)).toBe(
      '412 of 1,000 GB are used in this period on the Pro plan, 41 %, growing 22.9 GB a day. ' +
        '2 % likely within 30 days. At the limit Vercel charges for what is used beyond it.',
    );
    expect(detailSentence(postgres!, undefined, NOW)).toBe('The token of acme may not read it. The limit is 512 MB.');
  });

  it('give figure and date for now, growth, the critical threshold and the limit', () => {
    expect(detailStats(REDIS_STORAGE, chart, NOW).map(({ caption, figure }) => [caption, figure])).toEqual([
      ['Now', '25.5 MB'],
      ['Growth', '+0.9 MB a day'],
      ['Critical threshold, 27 MB', expect.stringMatching(/^(Thu 19|Fri 20) Nov$/)],
      ['Limit, 30 MB', 'About 5 days'],
    ]);
  });

  it('say when the critical threshold is passed', () => {
    const stats = detailStats(withStanding({ ...REDIS_STORAGE, percent: 94, status: 'critical' }), chart, NOW);
    expect(stats[2]).toMatchObject({ figure: 'Passed', tone: 'critical' });
  });

  it('say the unit of a growth, and no limit as a sentence with a day that people write', () => {
    const metric = { ...functions!, unit: 'GB-hours', growthPerDay: 9.92, growthInterval: null };
    const limitReason = 'Pro plan of the price list, no limit: every unit is charged, as of 2026-09-14';
    expect(detailSentence({ ...metric, limitReason }, undefined, NOW)).toBe(
      'Growing 9.92 GB-hours a day. Pro plan of the price list, no limit: every unit is charged, as of 14 Sept 2026.',
    );
    const [now] = detailStats({ ...metric, window: 'billing-cycle' }, chart, NOW);
    expect(now?.meaning).toBe('in this billing period');
  });

  it('name the standing', () => {
    expect(standingBadge(REDIS_STORAGE, NOW)).toBe('85 %, warning');
    expect(standingBadge(functions!, NOW)).toBe('no limit');
    expect(standingBadge(postgres!, NOW)).toBe('no permission');
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
