import { describe, expect, it } from 'vitest';
import {
  atLimitWords,
  expectedWords,
  hasRow,
  isEditable,
  limitKey,
  resetWords,
  restWords,
  toneOf,
} from '../../../../src/renderer/screens/limits/limit-words';
import { limitView, metricView, NOW } from './limit-view';

const QUIET = {
  status: 'calm',
  percent: 40,
  daysToLimit: { q10: null, q50: null, q90: null },
  title: 'Bandwidth',
} as const;

describe('a row says what every other surface says', () => {
  it('of what happens there, and over what it is counted', () => {
    expect(atLimitWords(metricView())).toEqual({ what: 'Refuses writes', window: 'point in time' });
    expect(atLimitWords(metricView({}, { atLimit: 'bill' })).what).toBe('Charged by use');
    expect(atLimitWords(metricView({ limit: null }))).toEqual({ what: '', window: '' });
  });

  it('of when, with the days below it', () => {
    expect(expectedWords(metricView(), NOW)).toEqual({ main: 'about 5 days', range: '22–25 Nov', tone: 'warning' });
    const open = metricView({ daysToLimit: { q10: 4, q50: 5, q90: null } });
    expect(expectedWords(open, NOW).range).toBe('from 22 Nov');
  });

  it('where the limit is not expected: how likely it is, and where the window ends', () => {
    const windowEnd = Date.parse('2026-12-01T00:00:00Z') / 1000;
    const metric = metricView({ ...QUIET, within30: 0.03, percentAtReset: 69, windowEnd });
    expect(expectedWords(metric, NOW)).toEqual({ main: '3 % within 30 days', range: '69 % by 30 Nov', tone: 'quiet' });
  });

  it('from when on it is known, since when it is over', () => {
    const early = metricView({
      ...QUIET,
      daysToLimit: null,
      forecastState: 'too-early',
      forecastReason: 'Too early to tell: known from 2026-11-20 on.',
    });
    expect(expectedWords(early, NOW)).toMatchObject({ main: 'known from 20 Nov', range: '' });
    const over = metricView({ percent: 112, status: 'over' }, { reachedAt: NOW - 12 * 86_400 });
    expect(expectedWords(over, NOW)).toEqual({ main: 'over since 6 Nov', range: '', tone: 'critical' });
  });

  it('in the colour of its severity, whatever happens there', () => {
    expect(toneOf(metricView({ status: 'critical' }))).toBe('critical');
    expect(toneOf(metricView({ status: 'over' }, { atLimit: 'inform' }))).toBe('critical');
    expect(toneOf(metricView(QUIET))).toBe('quiet');
  });
});

it('says the chance before the window resets, where it does', () => {
  const windowEnd = Date.parse('2026-12-01T00:00:00Z') / 1000;
  const inCycle = { window: 'billing-cycle', windowEnd } as const;
  expect(resetWords(limitView(inCycle, { beforeReset: 0.074 }))).toBe('Chance before the reset on 1 Dec: 7 %.');
  expect(resetWords(limitView({ window: 'day', windowEnd }, { beforeReset: 0 }))).toBe(
    'Chance before the day is over: <1 %.',
  );
  expect(resetWords(limitView({}, { beforeReset: null }))).toBe('');
});

it('gives a row to what a provider has stopped, of which nobody tells a figure', () => {
  const stopped = metricView({}, { limit: null, atLimit: 'offline', enforcing: { since: null } });
  const metric = { ...stopped, limit: null };
  expect(hasRow({ ...limitView(), metric })).toBe(true);
  expect(atLimitWords(metric)).toEqual({ what: 'Goes offline', window: '' });
});

it('gives a row to what has a limit, and to what is not watched', () => {
  expect(hasRow(limitView())).toBe(true);
  expect(hasRow(limitView({ limit: null }))).toBe(false);
  expect(hasRow(limitView({ limit: null }, { enabled: false }))).toBe(true);
});

it('tells what has no row in a sentence: without a limit, and what this account does not have', () => {
  const plain = (title: string) => limitView({ title, limit: null });
  const absent = limitView({ title: 'Sandbox CPU', limit: null, current: null });
  expect(restWords([limitView(), plain('Redis keys'), plain('Redis latency'), absent])).toBe(
    'Without a limit: Redis keys, Redis latency. 1 limit of what this account does not use or its plan does not offer.',
  );
  expect(restWords(['a', 'b', 'c', 'd', 'e', 'f'].map(plain))).toBe('Without a limit: a, b, c, d, e and 1 more.');
  expect(restWords([limitView()])).toBe('');
});

it('only the plan limit of a metric is changed in its row', () => {
  expect(isEditable(limitView())).toBe(true);
  expect(isEditable({ ...limitView(), metric: metricView({ key: '*#own', usageKey: null }) })).toBe(false);
  const own = metricView({}, { limitId: 'own' });
  expect(isEditable({ ...limitView(), metric: own })).toBe(false);
});

it('finds service and metric in the key, also behind an id with slashes', () => {
  expect(limitKey({ key: 'a/b/VERCEL_KV/STORAGE_MB', connectionId: 'a/b' })).toEqual({
    connectionId: 'a/b',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
  });
});
