import { expect, it } from 'vitest';
import type { AlertEvent } from '#shared/domain/alert';
import { alertTitle, eventSentence, eventTitle } from '#shared/words/alert';

const step: Omit<AlertEvent, 'kind' | 'reason'> = {
  id: 1,
  alertId: 1,
  at: 1_795_514_400,
  severity: 'critical',
  basis: 'level',
  rung: 3,
  tells: true,
  percent: 96.09,
  value: 9_609,
  limit: 10_000,
};

it('says of a step how much it was and why', () => {
  const firing: AlertEvent = {
    ...step,
    kind: 'firing',
    reason: { code: 'over-threshold', threshold: 90, held: false },
  };
  expect(eventSentence(firing, { name: 'Commands', unit: 'commands' }, null)).toBe(
    '9,609 of 10,000 commands, 96 %. Over the critical threshold of 90 %.',
  );
});

it('says of an end why first, since the last level is not the one of now', () => {
  const over: AlertEvent = { ...step, kind: 'resolved', reason: { code: 'new-period' } };
  expect(eventSentence(over, { name: 'Commands', unit: 'commands' }, 6 * 3_600)).toBe(
    'A new period began. Last at 9,609 of 10,000 commands, 96 %. Over after 6 h.',
  );
});

it('says of what is foreseen when it may come at the earliest', () => {
  const words = { basis: 'forecast', earliestDays: 4, percent: 40, threshold: 75 } as const;
  expect(alertTitle({ ...words, metricTitle: 'Redis storage' })).toBe(
    'Redis storage may reach its limit in about 4 days',
  );
  expect(alertTitle({ ...words, metricTitle: 'Edge requests', earliestDays: null })).toBe(
    'Edge requests may reach their limit soon',
  );
});

it('titles each step of what is foreseen', () => {
  const kinds = ['pending', 'firing', 'better', 'resolved'] as const;
  expect(
    kinds.map((kind) => eventTitle({ ...step, kind, basis: 'forecast', severity: 'warning' }, 'Redis storage', 75)),
  ).toEqual([
    'Redis storage may reach its limit soon, waiting',
    'Redis storage may reach its limit soon',
    'Redis storage back below 75 %',
    'Redis storage: the limit is no longer near',
  ]);
});

it('names no threshold of today for a step that was over an earlier one', () => {
  const crossed = { ...step, severity: 'warning', percent: 75, kind: 'firing' } as const;
  expect(eventTitle(crossed, 'Redis storage', 75)).toBe('Redis storage above 75 %');
  expect(eventTitle(crossed, 'Redis storage', 96)).toBe('Redis storage above its warning threshold');
  expect(eventTitle({ ...step, kind: 'worse' }, 'Edge requests', 98)).toBe(
    'Edge requests above their critical threshold, worse than before',
  );
});
