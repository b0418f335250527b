import { describe, expect, test } from 'vitest';
import { type LimitCandidate, limitQueue } from '#shared/core/forecasting/queue';
import { verdictOf } from '#shared/core/forecasting/verdict';
import type { LimitForecast } from '#shared/domain/forecast';

function limit(
  id: string,
  title: string,
  days: LimitForecast['daysToLimit'],
  within7 = 0,
  within14 = 0,
  within30 = 0,
): LimitCandidate {
  const forecast = { daysToLimit: days, probability: days === null ? null : { within7, within14, within30 } };
  return { id, title, forecast };
}

const redis = limit('redis', 'Redis storage', { q10: 4, q50: 5, q90: 7 }, 0.9, 0.99, 1);
const functions = limit('functions', 'Function invocations', { q10: 11, q50: 25, q90: null }, 0.02, 0.19, 0.6);
const quiet = limit('quiet', 'ISR reads', { q10: null, q50: null, q90: null }, 0, 0.005, 0.01);
const unknown = limit('unknown', 'Postgres storage', null);

describe('the queue', () => {
  test('puts the binding limit first, whatever the order it came in', () => {
    const queue = limitQueue([unknown, quiet, functions, redis]);
    expect(queue.map(({ id }) => id)).toEqual(['redis', 'functions', 'quiet']);
    expect(limitQueue([redis, functions, quiet])).toEqual(queue);
  });
});

describe('the verdict', () => {
  test('names the binding limit in words', () => {
    const verdict = verdictOf(limitQueue([functions, redis, quiet]));
    expect(verdict.sentence).toBe('Redis storage reaches its limit in about 5 days');
    expect(verdict.detail).toBe('Redis storage first, 99 % within 14 days; function invocations next, 19 %');
    expect([verdict.state, verdict.id]).toEqual(['ahead', 'redis']);
  });

  test('leaves names their capital within the sentence', () => {
    const credit = limit('openai', 'OpenAI cost', { q10: 3, q50: 4, q90: 6 }, 0.95, 1, 1);
    expect(verdictOf(limitQueue([credit, redis])).detail).toMatch(/^OpenAI cost first, .*; Redis storage next, /);
    const other = limit('openai', 'OpenAI cost', { q10: 5, q50: 6, q90: 9 }, 0.7, 1, 1);
    expect(verdictOf(limitQueue([other, redis])).detail).toMatch(/; OpenAI cost next, /);
  });

  test('is clear, unknown, reached or only possible', () => {
    expect(verdictOf(limitQueue([quiet])).sentence).toBe('All clear: nothing reaches a limit in the next 30 days');
    expect(verdictOf([], 2).sentence).toBe('Too early to tell which limit comes next');
    expect(verdictOf([]).sentence).toBe('No limit is watched yet');
    const reached = limit('r', 'Bandwidth', { q10: 0, q50: 0, q90: 0 }, 1, 1, 1);
    expect(verdictOf(limitQueue([redis, reached])).sentence).toBe('Bandwidth has reached its limit');
    const maybe = limit('m', 'Bandwidth', { q10: 12, q50: null, q90: null }, 0, 0.12, 0.3);
    expect(verdictOf(limitQueue([maybe])).sentence).toBe('Bandwidth may reach its limit: 30 % within 30 days');
  });

  test('counts small days in words', () => {
    const at = (days: number) =>
      verdictOf(limitQueue([limit('a', 'A', { q10: days, q50: days, q90: days }, 1, 1, 1)])).sentence;
    expect(at(0.5)).toBe('A reaches its limit in less than a day');
    expect(at(1.2)).toBe('A reaches its limit in about a day');
  });

  test('does not flip at a rounding edge, between two limits side by side, or at 30 days', () => {
    const days = (id: string, d: number | null) =>
      limit(id, id, { q10: 3, q50: d, q90: null }, 0.5, 0.5, d === null ? 0.49 : 0.51);
    const first = verdictOf(limitQueue([days('a', 4.51), days('b', 4.6)]));
    const next = verdictOf(limitQueue([days('a', 4.5), days('b', 4.49)]), 2, first);
    expect(next.sentence).toBe(first.sentence);
    const far = verdictOf(limitQueue([days('a', 29.99)]));
    expect(verdictOf(limitQueue([days('a', null)]), 1, far).sentence).toBe(far.sentence);
    const reached = verdictOf(limitQueue([days('a', 0.3), days('b', 0)]), 2, first);
    expect([reached.state, reached.id]).toEqual(['reached', 'b']);
    const moved = verdictOf(limitQueue([days('a', 8), days('b', 2)]), 2, first);
    expect(moved.id).toBe('b');
  });
});
