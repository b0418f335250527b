import { expect, it } from 'vitest';
import { backTest } from '#shared/core/alerts/back-test';
import { meterOf } from '#shared/core/alerts/meter';
import type { MeterHistory } from '#shared/core/alerts/replay';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { HOUR } from '#shared/domain/instant';
import { howEarly } from '#shared/words/back-test';

/** 2026-11-19T00:00:00Z. */
const NOW = 1_795_046_400;

/** One unit an hour until now, against limits of windows that began at these hours before it. */
function history(limit: number, windowHours: readonly number[]): MeterHistory {
  const hours = 10 * 24;
  const readings = Array.from({ length: hours + 1 }, (_, hour) => ({ time: NOW - (hours - hour) * HOUR, value: hour }));
  return {
    ...{ meterKey: 'acme/S/M', connectionId: 'acme', projectId: '', service: 'S', metric: 'M', unit: 'requests' },
    ...{ isSpend: false, lag: 0, title: 'Requests', kind: 'counter', unitPrice: null },
    meter: meterOf('counter', readings),
    limit: {
      ...{ key: 'acme/S/M', limitId: 'plan', value: limit, hours: 120, warningPercent: 75, criticalPercent: 90 },
      windows: windowHours.map((before) => ({ start: NOW - before * HOUR, total: hours - before })),
    },
  } as const;
}

const told = (one: MeterHistory) =>
  backTest([one], DEFAULT_RULES, NOW).alerts.map((row) => [row.percent, howEarly(row), row.resolvedAt] as const);

it('a limit that still fires was not for nothing: it is not over yet', () => {
  // 100 hours into a window of 125 units: 80 %.
  expect(told(history(125, [100]))).toEqual([[75.2, 'not over yet', null]]);
});

it('a window that ended below its limit was for nothing, and its alert ended with it', () => {
  // The first window ends at 80 of 100 units, the second goes on at 40.
  expect(told(history(100, [120, 40]))).toEqual([[75, 'for nothing', NOW - 40 * HOUR]]);
});

it('a limit that was reached was told the hours before that lay between', () => {
  // 75 % at the 75th hour, 90 % at the 90th, the limit at the 100th of 110.
  const [warning, critical] = backTest([history(100, [110])], DEFAULT_RULES, NOW).alerts;
  expect([warning?.daysAhead, critical?.daysAhead]).toEqual([25 / 24, 10 / 24]);
  expect([warning?.forNothing, critical?.forNothing]).toEqual([false, false]);
  expect(warning?.firedAt).toBe(NOW - 35 * HOUR);
});

it('a rule that is off gives nothing', () => {
  expect(backTest([history(125, [100])], { ...DEFAULT_RULES, off: ['limit'] }, NOW).alerts).toEqual([]);
});
