import { describe, expect, test } from 'vitest';
import { type AlertReading, closeAlert, DEFAULT_ALERT_POLICY, stepAlert } from '#shared/core/alerts/alert-transition';
import type { Alert } from '#shared/domain/alert';

const T0 = 1_795_000_000;

/** What is read: a percentage alone, or with the days to the limit (10th percentile, median) that a forecast gives. */
type Read = number | null | { readonly percent: number; readonly days: readonly [number | null, number | null] | null };

function reading(read: Read): AlertReading {
  const percent = typeof read === 'object' ? (read?.percent ?? null) : read;
  const days = typeof read === 'object' ? (read?.days ?? null) : null;
  return {
    key: 'redis-1/VERCEL_KV/STORAGE_MB',
    connectionId: 'redis-1',
    projectId: '',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    limitId: 'plan',
    percent,
    value: percent === null ? null : percent * 0.3,
    limit: 30,
    unit: 'MB',
    warningPercent: 75,
    criticalPercent: 90,
    daysToLimit: days === null ? null : { q10: days[0], q50: days[1] },
  };
}

/** Walks through readings, one a minute, and answers the kinds of the events. */
function walk(reads: readonly Read[], policy = DEFAULT_ALERT_POLICY) {
  let alert: Omit<Alert, 'id'> | null = null;
  const kinds: string[] = [];
  reads.forEach((read, minute) => {
    if (alert?.state === 'resolved') {
      alert = null;
    }
    const step = stepAlert(alert, reading(read), policy, T0 + minute * 60);
    alert = step.next;
    kinds.push(...step.events.map((event) => `${event.kind}:${event.severity}`));
  });
  return { alert: alert as Omit<Alert, 'id'> | null, kinds };
}

describe('the life of an alert', () => {
  test('below every mark there is none', () => {
    expect(walk([10, 74.9])).toEqual({ alert: null, kinds: [] });
  });

  test('one event a crossing, however long it lasts', () => {
    expect(walk([74, 75, 80, 85, 89]).kinds).toEqual(['firing:warning']);
  });

  test('it gets worse once and better once', () => {
    expect(walk([80, 91, 95, 92, 87]).kinds).toEqual(['firing:warning', 'worse:critical', 'better:warning']);
  });

  test('straight to critical is one event', () => {
    expect(walk([50, 97]).kinds).toEqual(['firing:critical']);
  });

  test('a value that trembles on the mark does not flap', () => {
    expect(walk([75, 74.5, 75.2, 74.1, 75]).kinds).toEqual(['firing:warning']);
    expect(walk([90, 89.5, 90.1, 88.5]).kinds).toEqual(['firing:critical']);
  });

  test('it is over two points below the mark, and may come again', () => {
    expect(walk([76, 72.9, 76]).kinds).toEqual(['firing:warning', 'resolved:warning', 'firing:warning']);
  });

  test('missing data is not recovery and moves no clock', () => {
    const { alert, kinds } = walk([80, null, null, 80]);
    expect(kinds).toEqual(['firing:warning']);
    expect(alert?.activeAt).toBe(T0);
  });

  test('a held crossing is pending first, and fires only when it lasts', () => {
    const policy = { ...DEFAULT_ALERT_POLICY, holdFor: 120 };
    expect(walk([80, 60], policy).kinds).toEqual(['pending:warning', 'resolved:warning']);
    const { alert, kinds } = walk([80, 81, 82], policy);
    expect(kinds).toEqual(['pending:warning', 'firing:warning']);
    expect(alert).toMatchObject({ state: 'firing', activeAt: T0, firedAt: T0 + 120 });
  });

  test('a new window closes it with its reason', () => {
    const { alert } = walk([80]);
    if (alert === null) {
      throw new Error('There should be an alert.');
    }
    expect(closeAlert(alert, 'A new period began.', T0 + 60)).toMatchObject({
      next: { state: 'resolved', resolvedAt: T0 + 60 },
      events: [{ kind: 'resolved', reason: 'A new period began.' }],
    });
  });

  describe('by the forecast', () => {
    const soon = { percent: 40, days: [4, 6] } as const;
    const far = { percent: 40, days: [20, 40] } as const;
    const never = { percent: 40, days: [null, null] } as const;

    test('the early edge of the days to the limit warns below every mark', () => {
      const { alert, kinds } = walk([far, soon]);
      expect(kinds).toEqual(['firing:warning']);
      expect(alert).toMatchObject({ severity: 'warning', basis: 'forecast', percent: 40 });
      const [event] = stepAlert(null, reading(soon), DEFAULT_ALERT_POLICY, T0).events;
      expect(event?.reason).toBe('The limit is expected in about 6 days, the earliest in about 4 days.');
    });

    test.each([
      ['the edge is beyond a week', [7.5, 12]],
      ['the median is beyond a month', [5, 31]],
      ['the limit is less likely to be reached than not', [5, null]],
    ] as const)('none where %s', (_why, days) => {
      expect(walk([{ percent: 40, days }]).kinds).toEqual([]);
    });

    test('a forecast that trembles on its mark does not flap', () => {
      const trembling = [6.9, 7.3, 6.8, 9, 10.4, 7].map((q10) => ({ percent: 40, days: [q10, 14] as const }));
      expect(walk(trembling).kinds).toEqual(['firing:warning']);
    });

    test('it is over when the limit has moved away, and while nothing is known it stays', () => {
      expect(walk([soon, { percent: 40, days: null }, soon]).kinds).toEqual(['firing:warning']);
      expect(walk([soon, never]).kinds).toEqual(['firing:warning', 'resolved:warning']);
      const { alert } = walk([soon]);
      if (alert === null) throw new Error('There should be an alert.');
      expect(stepAlert(alert, reading(far), DEFAULT_ALERT_POLICY, T0).reason).toBe(
        'The limit is no longer expected to be reached soon.',
      );
    });

    test('one problem: what was foreseen is worse once the level is over its mark', () => {
      const { alert, kinds } = walk([soon, { percent: 76, days: [2, 3] }, { percent: 91, days: [0.5, 1] }]);
      expect(kinds).toEqual(['firing:warning', 'worse:warning', 'worse:critical']);
      expect(alert).toMatchObject({ severity: 'critical', basis: 'level', activeAt: T0 });
    });

    test('a level that falls below its mark while the limit stays near gets better and is not over', () => {
      const { alert, kinds } = walk([{ percent: 76, days: [2, 3] }, soon]);
      expect(kinds).toEqual(['firing:warning', 'better:warning']);
      expect(alert?.basis).toBe('forecast');
    });
  });
});
