import { describe, expect, it } from 'vitest';
import { observeLimit } from '#shared/core/alerts/limit-condition';
import { observeBack, observeResets } from '#shared/core/alerts/notice-conditions';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { observeStanding } from '#shared/core/alerts/standing-observation';
import { DAY, HOUR } from '#shared/domain/instant';
import { aStanding } from '../../../fixtures/a-standing';

/** 2026-11-19T00:00:00Z, a Thursday. */
const T0 = 1_795_046_400;

/** A limit of 100 at so many percent. */
const used = (percent: number) =>
  ({
    ...{ key: '*/#b', connectionId: null, projectId: '', service: '', metric: '', limitId: 'b', unit: 'USD', at: T0 },
    ...{ isWindowed: true, percent, judgedPercent: null, value: percent, limit: 100, warningPercent: 75 },
    ...{ criticalPercent: 100, daysToLimit: null, enforcing: null },
  }) as const;

describe('a limit', () => {
  it('rings at its mark and not where rounding would lift it there', () => {
    const at = (mb: number) =>
      observeStanding(aStanding({ used: mb, percent: (100 * mb) / 30, expected: null }), DEFAULT_RULES, T0);
    // 74.97 % of 30 MB, then 75 %; 99.97 % is not full.
    expect(at(22.49).degree).toBeNull();
    expect(at(22.5).degree).toMatchObject({ severity: 'warning', basis: 'level' });
    expect(at(29.99).known?.percent).toBeLessThan(100);
  });

  it("by a forecast rule of one's own rings at its days, and is over half as far again", () => {
    const forecast = { withinDays: 10, probability: 0.5 };
    const seen = (q50: number) => observeLimit({ ...used(20), daysToLimit: { q10: 1, q50, q90: null } }, { forecast });
    expect([10, 11].map((days) => seen(days).degree?.basis ?? null)).toEqual(['forecast', null]);
    const stands = { rung: 1, severity: 'warning', basis: 'forecast' } as const;
    expect([15, 16].map((days) => seen(days).held(stands)?.basis ?? null)).toEqual(['forecast', null]);
  });

  it('that a forecast expected stands while there is no forecast, and what rang by its level does not', () => {
    const seen = observeLimit(used(20), DEFAULT_RULES);
    expect(seen.held({ basis: 'forecast' } as never)?.reason.code).toBe('expected');
    expect(seen.held({ basis: 'level' } as never)).toBeNull();
  });
});

describe('a notice', () => {
  const notices = { reset: ['redis-1/VERCEL_KV/STORAGE_MB'], back: ['redis-1/VERCEL_KV/STORAGE_MB'] };

  it('that a window began anew is news for a day', () => {
    const began = (ago: number) => {
      const window = {
        kind: 'fixed',
        length: { count: 1, unit: 'month' },
        zone: 'UTC',
        start: T0 - ago,
        resetsAt: T0 + DAY,
      };
      return observeResets([aStanding({ window } as never)], { notices }, T0).length;
    };
    expect([began(HOUR), began(DAY + 1)]).toEqual([1, 0]);
  });

  it('that it works again comes where it was full, and where what was enforced is no longer', () => {
    const back = (percent: number, reason: object, isOver: boolean) => {
      const before = { key: notices.back[0], condition: 'limit', percent, reason };
      return observeBack(before as never, { known: { percent: 60, value: 60, limit: 100 }, isOver }, { notices }, T0)
        .length;
    };
    const over = { code: 'over-threshold', threshold: 90, held: false };
    const enforced = { code: 'enforced', since: null };
    expect([back(100, over, true), back(95, over, true)]).toEqual([1, 0]);
    expect([back(80, enforced, true), back(80, enforced, false)]).toEqual([1, 0]);
  });
});
