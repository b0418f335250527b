import { describe, expect, test } from 'vitest';
import { type AlertReading, closeAlert, DEFAULT_ALERT_POLICY, stepAlert } from '#shared/core/alerts/alert-transition';
import type { Alert } from '#shared/domain/alert';

const T0 = 1_795_000_000;

function reading(percent: number | null): AlertReading {
  return {
    key: 'redis-1/VERCEL_KV/STORAGE_MB',
    connectionId: 'redis-1',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    percent,
    value: percent === null ? null : percent * 0.3,
    limit: 30,
    unit: 'MB',
    warningPercent: 75,
    criticalPercent: 90,
  };
}

/** Walks through readings, one a minute, and answers the kinds of the events. */
function walk(percents: readonly (number | null)[], policy = DEFAULT_ALERT_POLICY) {
  let alert: Omit<Alert, 'id'> | null = null;
  const kinds: string[] = [];
  percents.forEach((percent, minute) => {
    if (alert?.state === 'resolved') {
      alert = null;
    }
    const step = stepAlert(alert, reading(percent), policy, T0 + minute * 60);
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
});
