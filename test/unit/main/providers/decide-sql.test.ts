import { describe, expect, it } from 'vitest';
import { decideSql } from '#main/providers/postgres/neon/decide-sql';
import { wakingCost, wakingSentence } from '#main/providers/postgres/neon/waking';
import { HOUR, MINUTE } from '#shared/domain/instant';

/** 2026-11-24T10:00:00Z. */
const NOW = 1_795_514_400;

describe('decideSql', () => {
  const now = NOW;
  it.each([
    ['awake, first time', { current_state: 'active', started_at: undefined }, null, 'visit'],
    [
      'awake, just visited',
      { current_state: 'active', started_at: '2026-11-24T08:00:00Z' },
      now - 15 * MINUTE,
      'not-due',
    ],
    ['awake, an hour ago', { current_state: 'active', started_at: '2026-11-24T08:00:00Z' }, now - HOUR, 'visit'],
    ['awake again since', { current_state: 'active', started_at: '2026-11-24T09:50:00Z' }, now - 15 * MINUTE, 'visit'],
    ['asleep', { current_state: 'idle', started_at: undefined }, null, 'asleep'],
    ['starting', { current_state: 'init', started_at: undefined }, null, 'asleep'],
    ['a state that is not told', { current_state: undefined, started_at: undefined }, null, 'changed'],
    ['nobody knows, never', null, null, 'visit'],
    ['nobody knows, an hour ago', null, now - HOUR, 'not-due'],
    ['nobody knows, six hours ago', null, now - 6 * HOUR, 'visit'],
  ])('%s', (_, state, lastSql, expected) => {
    const decision = decideSql({ state, lastSql, now, settings: {} });
    expect(typeof decision === 'string' ? decision : decision.code).toBe(expected);
  });

  it('follows the person’s own choice', () => {
    const settings = { sqlEveryMinutes: '30' };
    expect(decideSql({ state: null, lastSql: now - 29 * MINUTE, now, settings })).toBe('visit');
    expect(decideSql({ state: null, lastSql: now - 20 * MINUTE, now, settings })).toBe('not-due');
  });

  it('tells the cost before, as the table of the facts has it', () => {
    expect(wakingCost(5).cuHours).toBe(180);
    expect(wakingCost(15).cuHours).toBe(60);
    expect(wakingCost(15).launchDollars).toBeCloseTo(6.36, 2);
    expect(wakingCost(60).launchDollars).toBeCloseTo(1.59, 2);
    expect(wakingSentence(15)).toBe(
      'SQL every 15 minutes can cost up to 60.0 CU-hours a month: 60.0 % of what Free includes, or $6.36 on Launch.',
    );
  });
});
