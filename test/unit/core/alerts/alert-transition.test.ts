import { describe, expect, test } from 'vitest';
import { type AlertPatience, closeAlert, type Observation, stepAlert } from '#shared/core/alerts/alert-transition';
import { observeLimit } from '#shared/core/alerts/limit-condition';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import type { Alert, AlertReason } from '#shared/domain/alert';

const T0 = 1_795_000_000;

/** What is read: a percentage alone, or with the days to the limit (10th percentile, median) that a forecast gives. */
type Read = number | null | { readonly percent: number; readonly days: readonly [number | null, number | null] | null };

interface Around {
  readonly enforcing?: { readonly since: number | null };
  readonly patience?: Partial<AlertPatience>;
  /** Of the window that resets; absent for a level. */
  readonly isWindowed?: boolean;
}

function seen(read: Read, at: number, { patience, isWindowed = false, enforcing }: Around = {}): Observation {
  const percent = typeof read === 'object' ? (read?.percent ?? null) : read;
  const days = typeof read === 'object' ? (read?.days ?? null) : null;
  const observation = observeLimit(
    {
      key: 'redis-1/VERCEL_KV/STORAGE_MB',
      connectionId: 'redis-1',
      projectId: '',
      service: 'VERCEL_KV',
      metric: 'STORAGE_MB',
      limitId: 'plan',
      at,
      isWindowed,
      percent,
      judgedPercent: null,
      value: percent === null ? null : percent * 0.3,
      limit: 30,
      unit: 'MB',
      warningPercent: 75,
      criticalPercent: 90,
      daysToLimit: days === null ? null : { q10: days[0], q50: days[1], q90: null },
      enforcing: enforcing ?? null,
    },
    DEFAULT_RULES,
  );
  return { ...observation, patience: { ...observation.patience, ...patience } };
}

/** Walks through readings, one a minute, and answers the kinds of the events; `told` are those that are news. */
function walk(reads: readonly Read[], around: Around = {}) {
  let alert: Omit<Alert, 'id'> | null = null;
  let past: Omit<Alert, 'id'> | null = null;
  const kinds: string[] = [];
  const told: string[] = [];
  const reasons: AlertReason[] = [];
  reads.forEach((read, minute) => {
    if (alert?.state === 'resolved') {
      past = alert;
      alert = null;
    }
    const now = T0 + minute * 60;
    const step = stepAlert(alert, seen(read, now, around), now, past);
    alert = step.next;
    kinds.push(...step.events.map((event) => `${event.kind}:${event.severity}`));
    told.push(...step.events.filter(({ tells }) => tells).map((event) => `${event.kind}:${event.severity}`));
    reasons.push(...step.events.map(({ reason }) => reason));
  });
  return { alert: alert as Omit<Alert, 'id'> | null, kinds, told, reasons };
}

describe('the life of an alert', () => {
  test('below every threshold there is none', () => {
    expect(walk([10, 74.9])).toEqual({ alert: null, kinds: [], told: [], reasons: [] });
  });

  test('one event a crossing, however long it lasts', () => {
    expect(walk([74, 75, 80, 85, 89]).kinds).toEqual(['firing:warning']);
  });

  test('it gets worse once and better once', () => {
    expect(walk([80, 91, 95, 92, 87, 86, 85]).kinds).toEqual(['firing:warning', 'worse:critical', 'better:warning']);
  });

  test('each step keeps the threshold that it crossed', () => {
    expect(walk([80, 91, 87, 87, 87, 60, 60, 60]).reasons).toEqual([
      { code: 'over-threshold', threshold: 75, held: false },
      { code: 'over-threshold', threshold: 90, held: false },
      { code: 'below-threshold', severity: 'critical', threshold: 90, still: 75 },
      { code: 'below-threshold', severity: 'warning', threshold: 75, still: null },
    ]);
  });

  test('straight to critical is one event', () => {
    expect(walk([50, 97]).kinds).toEqual(['firing:critical']);
  });

  test('a value that trembles on the threshold does not flap', () => {
    expect(walk([75, 74.5, 75.2, 74.1, 75]).kinds).toEqual(['firing:warning']);
    expect(walk([90, 89.5, 90.1, 88.5]).kinds).toEqual(['firing:critical']);
  });

  test('it is over after three readings two points below the threshold, and may come again', () => {
    expect(walk([76, 72.9, 72.9, 76]).kinds).toEqual(['firing:warning']);
    expect(walk([76, 72.9, 73, 72.9, 72.9, 76]).kinds).toEqual(['firing:warning']);
    expect(walk([76, 72.9, 72.9, 72.9, 76]).kinds).toEqual(['firing:warning', 'resolved:warning', 'firing:warning']);
  });

  test('the same reading looked at again is no further good one', () => {
    let alert: Omit<Alert, 'id'> | null = stepAlert(null, seen(80, T0), T0).next;
    for (let minute = 1; minute < 10; minute += 1) {
      alert = stepAlert(alert, seen(60, T0 + 60), T0 + minute * 60).next;
    }
    expect(alert).toMatchObject({ state: 'firing', streak: 1 });
  });

  test('what comes back within a day, or in its window, is no news', () => {
    const back = [76, 60, 60, 60, 76] as const;
    expect(walk(back).told).toEqual(['firing:warning', 'resolved:warning']);
    expect(walk([...back, 91], { isWindowed: true }).told).toEqual([
      'firing:warning',
      'resolved:warning',
      'worse:critical',
    ]);
  });

  test('what got better and is as bad again is told again after a week, where no window ends it', () => {
    const week = 7 * 24 * 60 * 60;
    const again = (after: number, isWindowed: boolean) => {
      const reads: readonly (readonly [number, number])[] = [
        [91, 0],
        [80, 60],
        [80, 120],
        [80, 180],
        [91, after],
      ];
      let alert: Omit<Alert, 'id'> | null = null;
      let told: readonly string[] = [];
      for (const [percent, later] of reads) {
        const step = stepAlert(alert, seen(percent, T0 + later, { isWindowed }), T0 + later);
        alert = step.next;
        told = step.events.map(({ kind, tells }) => `${kind} ${tells}`);
      }
      return told;
    };
    expect(again(week - 1, false)).toEqual(['worse false']);
    expect(again(week, false)).toEqual(['worse true']);
    expect(again(week, true)).toEqual(['worse false']);
  });

  test('missing data in between is no good reading', () => {
    expect(walk([80, 60, null, null, 60]).kinds).toEqual(['firing:warning']);
  });

  test('missing data is not recovery and moves no clock', () => {
    const { alert, kinds } = walk([80, null, null, 80]);
    expect(kinds).toEqual(['firing:warning']);
    expect(alert?.activeAt).toBe(T0);
  });

  test('a held crossing is pending first, and fires only when it lasts', () => {
    const policy = { patience: { holdFor: 120 } };
    expect(walk([80, 60], policy).kinds).toEqual(['pending:warning', 'resolved:warning']);
    const { alert, kinds, reasons } = walk([80, 81, 82], policy);
    expect(reasons.at(-1)).toEqual({ code: 'over-threshold', threshold: 75, held: true });
    expect(kinds).toEqual(['pending:warning', 'firing:warning']);
    expect(alert).toMatchObject({ state: 'firing', activeAt: T0, firedAt: T0 + 120 });
  });

  test('a new window closes it with its reason', () => {
    const { alert } = walk([80]);
    if (alert === null) {
      throw new Error('There should be an alert.');
    }
    expect(closeAlert(alert, { code: 'new-period' }, T0 + 60)).toMatchObject({
      next: { state: 'resolved', resolvedAt: T0 + 60 },
      events: [{ kind: 'resolved', reason: { code: 'new-period' } }],
    });
  });

  test('what comes back at once against another limit is news, and against the same one is not', () => {
    const fired = stepAlert(null, seen(76, T0), T0).next;
    const past = fired === null ? null : closeAlert(fired, { code: 'new-period' }, T0 + 60).next;
    const tells = (limit: number) => {
      const before = past === null ? null : { ...past, limit };
      return stepAlert(null, seen(76, T0 + 120), T0 + 120, before).events.map((event) => event.tells);
    };
    expect(tells(30)).toEqual([false]);
    expect(tells(60)).toEqual([true]);
  });

  test('what never fired, or was never news, ends without a word', () => {
    const pending = stepAlert(null, seen(80, T0, { patience: { holdFor: 600 } }), T0).next;
    const fired = stepAlert(null, seen(80, T0), T0).next;
    const tells = (alert: Omit<Alert, 'id'> | null, change: Partial<Alert> = {}) =>
      alert === null
        ? []
        : closeAlert({ ...alert, ...change }, { code: 'new-period' }, T0 + 60).events.map((event) => event.tells);
    expect(pending?.state).toBe('pending');
    expect(tells(pending)).toEqual([false]);
    expect(tells(pending, { announced: 1 })).toEqual([false]);
    expect(tells(fired, { announced: 0 })).toEqual([false]);
    expect(tells(fired)).toEqual([true]);
  });

  describe('by the forecast', () => {
    const soon = { percent: 40, days: [4, 6] } as const;
    const far = { percent: 40, days: [20, 40] } as const;
    const never = { percent: 40, days: [null, null] } as const;

    test('the early edge of the days to the limit warns below every threshold', () => {
      const { alert, kinds } = walk([far, soon]);
      expect(kinds).toEqual(['firing:warning']);
      expect(alert).toMatchObject({ severity: 'warning', basis: 'forecast', percent: 40 });
      const [event] = stepAlert(null, seen(soon, T0), T0).events;
      expect(event?.reason).toEqual({ code: 'expected', q10: 4, q50: 6, held: false });
    });

    test.each([
      ['the edge is beyond a week', [7.5, 12]],
      ['the median is beyond a month', [5, 31]],
      ['the limit is less likely to be reached than not', [5, null]],
    ] as const)('none where %s', (_why, days) => {
      expect(walk([{ percent: 40, days }]).kinds).toEqual([]);
    });

    test('a forecast that trembles on its threshold does not flap', () => {
      const trembling = [6.9, 7.3, 6.8, 9, 10.4, 7].map((q10) => ({ percent: 40, days: [q10, 14] as const }));
      expect(walk(trembling).kinds).toEqual(['firing:warning']);
    });

    test('it is over when the limit has moved away, and while nothing is known it stays', () => {
      expect(walk([soon, { percent: 40, days: null }, soon]).kinds).toEqual(['firing:warning']);
      expect(walk([soon, never, never]).kinds).toEqual(['firing:warning']);
      const { kinds, reasons } = walk([soon, never, far, never]);
      expect(kinds).toEqual(['firing:warning', 'resolved:warning']);
      expect(reasons.at(-1)).toEqual({ code: 'no-longer-expected' });
    });

    test('one problem: what was foreseen is worse once the level is over its threshold', () => {
      const { alert, kinds } = walk([soon, { percent: 76, days: [2, 3] }, { percent: 91, days: [0.5, 1] }]);
      expect(kinds).toEqual(['firing:warning', 'worse:warning', 'worse:critical']);
      expect(alert).toMatchObject({ severity: 'critical', basis: 'level', activeAt: T0 });
    });

    test('a level that falls below its threshold while the limit stays near gets better and is not over', () => {
      const { alert, kinds } = walk([{ percent: 76, days: [2, 3] }, soon, soon, soon]);
      expect(kinds).toEqual(['firing:warning', 'better:warning']);
      expect(alert?.basis).toBe('forecast');
    });
  });
});

describe('what must be confirmed', () => {
  const twice = { patience: { confirm: 2 } };

  test('fires with as many further readings, and not before', () => {
    expect(walk([80], twice).kinds).toEqual(['pending:warning']);
    expect(walk([80, 80], twice).kinds).toEqual(['pending:warning']);
    expect(walk([80, 80, 80], twice).kinds).toEqual(['pending:warning', 'firing:warning']);
  });

  test('is not confirmed by looking at one reading again', () => {
    const first = stepAlert(null, seen(80, T0, twice), T0).next;
    const again = stepAlert(first, seen(80, T0, twice), T0 + 60);
    expect(stepAlert(again.next, seen(80, T0, twice), T0 + 120).next?.state).toBe('pending');
  });
});

test('what the provider enforces is critical at any level, since it began', () => {
  const step = stepAlert(null, seen(40, T0, { enforcing: { since: T0 - 3_600 } }), T0);
  expect(step.next).toMatchObject({
    state: 'firing',
    severity: 'critical',
    reason: { code: 'enforced', since: T0 - 3_600 },
  });
  expect(stepAlert(null, seen(40, T0), T0).next).toBeNull();
});
