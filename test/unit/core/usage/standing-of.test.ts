import { describe, expect, it } from 'vitest';
import { standingOf } from '#shared/core/usage/metric-status';

/** A limit of 200 with thresholds of 75 and 90 percent that stops when it is reached. */
const limit = { value: 200, enabled: true, atLimit: 'hard', warningPercent: 75, criticalPercent: 90 } as const;
const far = { q10: 60, q50: 90 };

describe('how a quantity stands against its limit', () => {
  it.each([
    [100, 50, 'calm'],
    [150, 75, 'warning'],
    [180, 90, 'critical'],
    [200, 100, 'over'],
    [301, 150.5, 'over'],
  ] as const)('%i of 200 is %f percent: %s', (used, percent, status) => {
    expect(standingOf(used, limit, far)).toEqual({ percent, status });
  });

  it('is a warning at any level when the limit is near', () => {
    expect(standingOf(2, limit, { q10: 5, q50: 20 })).toEqual({ percent: 1, status: 'warning' });
    expect(standingOf(2, limit, { q10: 29, q50: 80 })).toEqual({ percent: 1, status: 'watch' });
    expect(standingOf(2, limit, null)).toEqual({ percent: 1, status: 'calm' });
  });

  it('is unknown while nothing was read, whatever the limit', () => {
    expect(standingOf(null, limit, null)).toEqual({ percent: null, status: 'unknown' });
    expect(standingOf(null, null, null)).toEqual({ percent: null, status: 'unknown' });
  });

  it.each([
    ['no limit', null],
    ['a limit without a figure', { ...limit, value: null }],
    ['one that is switched off', { ...limit, enabled: false }],
  ])('has no percentage with %s', (_, given) => {
    expect(standingOf(190, given, { q10: 1, q50: 2 })).toEqual({ percent: null, status: 'no-limit' });
  });

  it.each(['inform', 'none'] as const)('stays calm beyond a limit at which everything goes on (%s)', (atLimit) => {
    expect(standingOf(400, { ...limit, atLimit }, { q10: 0, q50: 0 })).toEqual({ percent: 200, status: 'calm' });
  });

  it('goes by the thresholds of its own limit', () => {
    const early = { ...limit, warningPercent: 10, criticalPercent: 20 };
    expect(standingOf(20, early, far).status).toBe('warning');
    expect(standingOf(40, early, far).status).toBe('critical');
  });
});
