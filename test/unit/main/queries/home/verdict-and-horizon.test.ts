import { describe, expect, it } from 'vitest';
import { horizonOf } from '#main/queries/home/horizon';
import { verdictView } from '#main/queries/home/verdict';
import { UPGRADE } from '../../../../../src/renderer/gallery/fixtures/recommendations';
import { aStanding, bandwidth, MOMENT, november } from '../../../../fixtures/a-standing';

const reader = { now: MOMENT, zone: 'UTC' };
const catalog = { descriptor: () => null } as never;
const horizon = (list: Parameters<typeof horizonOf>[1]['list']) => horizonOf({ catalog }, { list }, [], MOMENT);

describe('the verdict of the overview', () => {
  it('has the button of the recommendation for its limit, and of no other', () => {
    expect(verdictView({ list: [aStanding()], connections: 1, reader }, [UPGRADE])).toMatchObject({
      headline: 'Redis storage reaches its limit in about 5 days',
      badge: 'High · act this week',
      recommendationId: 7,
      action: 'Upgrade to Pro for $1 a month',
    });
    const other = aStanding({ key: 'redis-2/VERCEL_KV/STORAGE_MB' });
    expect(verdictView({ list: [other], connections: 1, reader }, [UPGRADE])).toMatchObject({
      badge: 'Warning · act this week',
      recommendationId: null,
      action: null,
    });
  });

  it('leads to where it is mended, where nothing can be said', () => {
    expect(verdictView({ list: [], connections: 0, reader }, []).action).toBe('Connect an account');
    expect(verdictView({ list: [], connections: 1, reader }, []).action).toBeNull();
  });
});

describe('the next thirty days', () => {
  it('have what is expected, budgets too, in the order of the days, and the end of the period', () => {
    const budget = bandwidth({
      key: '*/BUDGET/SPEND#own',
      scope: { kind: 'everything' },
      limitId: 'own',
      title: 'Budget',
      atLimit: 'inform',
      expected: { q10: november(20), q50: november(21), q90: november(22) },
    });
    const late = bandwidth({ key: 'late', expected: { q10: null, q50: MOMENT + 31 * 86_400, q90: null } });
    expect(horizon([aStanding(), budget, late]).map(({ kind, title, detail }) => [kind, title, detail])).toEqual([
      ['budget', 'Budget at its limit', '20–22 Nov'],
      ['limit', 'Redis storage full', '22–25 Nov'],
      ['period-end', 'Billing period ends', '1 Dec'],
    ]);
  });

  it('have nothing of what is reached already', () => {
    const over = aStanding({
      percent: 112,
      reachedAt: november(6),
      expected: { q10: MOMENT, q50: MOMENT, q90: MOMENT },
    });
    expect(horizon([over])).toEqual([]);
  });
});
