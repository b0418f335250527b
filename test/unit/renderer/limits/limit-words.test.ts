import { describe, expect, it } from 'vitest';
import {
  consequenceWords,
  expectedWords,
  hasRow,
  limitKey,
  queueWords,
  resetWords,
  toneOf,
} from '../../../../src/renderer/screens/limits/limit-words';
import { outlookWords } from '../../../../src/renderer/screens/shared/metric-words';
import { limitView, metricView, NOW } from './limit-view';

const QUIET = {
  status: 'calm',
  percent: 40,
  daysToLimit: { q10: null, q50: null, q90: null },
  title: 'Bandwidth',
} as const;

describe('what happens at the limit', () => {
  it('is the clause without its subject', () => {
    expect(consequenceWords(metricView())).toBe('Refuses writes');
    expect(consequenceWords({ atLimit: 'overage', consequence: 'charged on demand, first against the credit' })).toBe(
      'Charged on demand',
    );
  });

  it('is only told where nothing stops', () => {
    expect(consequenceWords({ atLimit: 'inform', consequence: 'Vercel then tells the team' })).toBe('Only told');
    expect(consequenceWords({ atLimit: 'none', consequence: 'Further use is then charged' })).toBe('Nothing stops');
  });
});

describe('what is expected', () => {
  it('is a day with its range', () => {
    expect(expectedWords(metricView(), NOW)).toEqual({ main: '23 Nov', range: '22–25 Nov', tone: 'warning' });
  });

  it('has an open end where the late quantile is not reached', () => {
    const metric = metricView({ daysToLimit: { q10: 4, q50: 5, q90: null } });
    expect(expectedWords(metric, NOW).range).toBe('from 22 Nov');
  });

  it('is the level at the end of the window where the limit is not reached in it', () => {
    const metric = metricView({ ...QUIET, percentAtReset: 69, windowEnd: Date.parse('2026-12-01T00:00:00Z') / 1000 });
    expect(expectedWords(metric, NOW)).toEqual({ main: 'not this period', range: '69 % by 30 Nov', tone: 'quiet' });
  });

  it('is too early to tell with few days, and says when it will be known', () => {
    const metric = metricView({
      ...QUIET,
      daysToLimit: null,
      forecastState: 'too-early',
      forecastReason: 'Too early to tell: known from 2026-11-20 on.',
    });
    expect(expectedWords(metric, NOW)).toMatchObject({ main: 'too early to tell', range: 'known from 20 Nov' });
    expect(outlookWords(metric)).toBe('known from 20 Nov');
  });

  it('is over when it is over, whatever the forecast', () => {
    expect(expectedWords(metricView({ percent: 112, status: 'over' }), NOW)).toEqual({
      main: 'over by 12 %',
      range: '',
      tone: 'critical',
    });
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

it('keeps amber and red for what stops or costs', () => {
  expect(toneOf(metricView({ status: 'critical' }))).toBe('critical');
  expect(toneOf(metricView({ status: 'critical', atLimit: 'inform' }))).toBe('watch');
});

it('gives a row to what has a limit, and to what is not watched', () => {
  expect(hasRow(limitView())).toBe(true);
  expect(hasRow(limitView({ limit: null }))).toBe(false);
  expect(hasRow(limitView({ limit: null }, { enabled: false }))).toBe(true);
});

describe('the sentence', () => {
  it('names the binding limit and what comes after it', () => {
    const next = limitView({ title: 'AI spend', status: 'watch', daysToLimit: { q10: 8, q50: 10, q90: 12 } });
    expect(queueWords([limitView(), next], NOW)).toEqual({
      title: 'Redis storage binds first: refuses writes on about 23 Nov',
      text: 'The next one is AI spend, about 10 days.',
    });
  });

  it('says so when nothing is near', () => {
    expect(queueWords([limitView(QUIET)], NOW)).toEqual({
      title: 'No limit is likely to be reached in the next 30 days',
      text: 'The tightest is Bandwidth, at 40 %.',
    });
  });

  it('takes nothing for safe that cannot be forecast', () => {
    const early = limitView({ ...QUIET, forecastState: 'too-early' });
    expect(queueWords([early], NOW)).toEqual({
      title: 'No limit can be forecast yet',
      text: 'The tightest is Bandwidth, at 40 %.',
    });
    expect(queueWords([limitView(QUIET), early], NOW).text).toBe(
      'The tightest is Bandwidth, at 40 %. 1 limit cannot be forecast yet.',
    );
    expect(queueWords([limitView(), early, early], NOW).text).toBe(
      'No other limit is likely within 30 days. 2 limits cannot be forecast yet.',
    );
  });

  it('leads with a limit that is reached already', () => {
    const full = limitView({ title: 'Redis commands', percent: 100, status: 'over' });
    expect(queueWords([limitView(), full], NOW).title).toBe('Redis commands is at its limit');
  });

  it('passes over what is not watched', () => {
    expect(queueWords([limitView({}, { enabled: false })], NOW).title).toContain('No limit');
  });
});

it('finds service and metric in the key, also behind an id with slashes', () => {
  expect(limitKey({ key: 'a/b/VERCEL_KV/STORAGE_MB', connectionId: 'a/b' })).toEqual({
    connectionId: 'a/b',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
  });
});
