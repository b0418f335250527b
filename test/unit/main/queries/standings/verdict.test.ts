import { describe, expect, it } from 'vitest';
import { type VerdictInput, verdictOf } from '#main/queries/standings/verdict';
import { queueVerdict } from '#shared/core/forecasting/decide-verdict';
import { DAY } from '#shared/domain/instant';
import type { MetricView } from '#shared/ipc/metric-view';

const NOW = 1_795_514_400;

function metric(title: string, change: Partial<MetricView> = {}): MetricView {
  return {
    key: title,
    summaryKey: title,
    connectionId: 'c',
    connectionTitle: 'c',
    title,
    shortTitle: title,
    group: 'g',
    icon: 'database',
    unit: 'MB',
    kind: 'gauge',
    current: 20,
    limit: 40,
    percent: 50,
    warningPercent: 75,
    criticalPercent: 90,
    window: 'point-in-time',
    windowEnd: null,
    zone: 'UTC',
    atLimit: 'refuse',
    consequence: '',
    planName: null,
    limitReason: '',
    status: 'calm',
    asOf: NOW,
    stale: false,
    note: '',
    noteCode: null,
    growthPerDay: null,
    growthInterval: null,
    daysToLimit: { q10: null, q50: null, q90: null },
    within7: 0,
    within14: 0,
    within30: 0,
    percentAtReset: null,
    forecastState: 'ready',
    forecastReason: '',
    sparkline: [],
    ...change,
  } as MetricView;
}

/** Reaches its limit in `days`, by the median. */
const reaching = (title: string, days: number, change: Partial<MetricView> = {}) =>
  metric(title, {
    status: days <= 7 ? 'warning' : 'watch',
    daysToLimit: { q10: days * 0.8, q50: days, q90: days * 1.4 },
    within7: days <= 7 ? 0.7 : 0.1,
    within14: days <= 14 ? 0.8 : 0.2,
    within30: 0.9,
    ...change,
  });

function verdict(metrics: readonly MetricView[], change: Partial<VerdictInput> = {}) {
  return verdictOf({ metrics, recommendations: [], lastCycleAt: NOW, now: NOW, before: null, ...change });
}

describe('the headline', () => {
  it('is the limit that the median reaches first, with the queue behind it as proof', () => {
    const answer = verdict([reaching('Redis storage', 5), reaching('Function invocations', 12)]);
    expect(answer).toMatchObject({
      tone: 'warning',
      headline: 'Redis storage reaches its limit in about 5 days',
      metricKey: 'Redis storage',
      others: 1,
    });
    expect(answer.sentence).toMatch(/Redis storage first, \d+ % within 14 days; function invocations next, \d+ %\.$/);
  });

  it('does not repeat itself when nothing is behind it', () => {
    expect(verdict([reaching('Redis storage', 5)]).sentence).not.toContain('first,');
  });

  it('is the limit that is over or critical before one that is days away', () => {
    const over = metric('Bandwidth', { percent: 112, status: 'over', daysToLimit: { q10: 0, q50: 0, q90: 0 } });
    expect(verdict([over, reaching('Redis storage', 5)]).headline).toBe('Bandwidth is over its limit by 12 %');
    const critical = metric('Builds', { percent: 95, status: 'critical' });
    expect(verdict([critical, reaching('Redis storage', 5)])).toMatchObject({
      tone: 'critical',
      headline: 'Builds are at 95 % of their limit',
    });
  });

  it('tells a chance where the median is not in sight but the early edge is', () => {
    const possible = metric('Redis storage', {
      status: 'watch',
      daysToLimit: { q10: 22, q50: null, q90: null },
      within30: 0.18,
    });
    expect(verdict([possible])).toMatchObject({
      tone: 'watch',
      headline: 'Redis storage may reach its limit: 18 % within 30 days',
    });
  });

  it.each(['inform', 'none'] as const)('leaves out of the queue a limit that only tells: %s', (atLimit) => {
    const told = reaching('Spend notice', 2, { atLimit, status: 'calm' });
    expect(verdict([told, reaching('Redis storage', 5)]).metricKey).toBe('Redis storage');
    expect(queueVerdict([told], null).id).toBeNull();
  });
});

describe('without anything pressing', () => {
  it('all is clear, and limits that are too new are told', () => {
    const young = metric('Commands', {
      forecastState: 'too-early',
      daysToLimit: null,
      within7: null,
      within14: null,
      within30: null,
    });
    const answer = verdict([metric('Redis storage'), young]);
    expect(answer).toMatchObject({ tone: 'clear', metricKey: null });
    expect(answer.sentence).toBe(
      'The fullest is Redis storage: 20 of 40 MB, 50 %. 1 of 2 limits are too new to forecast.',
    );
  });

  it('is not called clear where no limit is known', () => {
    const unlimited = metric('Redis storage', { limit: null, percent: null, status: 'no-limit' });
    expect(verdict([unlimited])).toMatchObject({ tone: 'empty', headline: 'No limit is known' });
    expect(verdict([metric('Spend notice', { atLimit: 'inform' })])).toMatchObject({
      tone: 'clear',
      sentence: 'The limits that are known only tell: nothing stops there, and nothing costs more.',
    });
  });

  it('says from when on it will know while everything is too new', () => {
    const young = (reason: string) =>
      metric(reason, { forecastState: 'too-early', forecastReason: `Too early to tell: known from ${reason} on.` });
    expect(verdict([young('2026-11-29'), young('2026-11-27')])).toMatchObject({
      tone: 'learning',
      headline: 'Too early to tell',
      sentence: 'Known from 2026-11-27 on.',
    });
  });

  it('is empty before the first cycle, and old a day after the last one', () => {
    expect(verdict([metric('Redis storage')], { lastCycleAt: null }).tone).toBe('empty');
    expect(verdict([metric('Redis storage')], { lastCycleAt: NOW - 2 * DAY }).tone).toBe('stale');
  });
});

describe('from one cycle to the next', () => {
  it('days at a rounding edge do not flip, and a real move shows', () => {
    const first = queueVerdict([reaching('Redis storage', 5.45)], null);
    const headline = (days: number) => verdict([reaching('Redis storage', days)], { before: first }).headline;
    expect(headline(5.45)).toBe('Redis storage reaches its limit in about 5 days');
    expect(headline(5.55)).toBe('Redis storage reaches its limit in about 5 days');
    expect(headline(7.2)).toBe('Redis storage reaches its limit in about 7 days');
  });

  it('of two limits side by side the one named before stays', () => {
    const before = queueVerdict([reaching('A', 5), reaching('B', 5.2)], null);
    const swapped = [reaching('B', 5), reaching('A', 5.2)];
    expect(verdict(swapped, { before }).metricKey).toBe('A');
    expect(verdict(swapped).metricKey).toBe('B');
    expect(verdict([reaching('B', 3), reaching('A', 5)], { before }).metricKey).toBe('B');
  });
});
