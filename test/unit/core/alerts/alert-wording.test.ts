import { expect, it } from 'vitest';
import { eventSentence } from '#shared/core/alerts/alert-wording';
import type { AlertEvent } from '#shared/domain/alert';

const step: Omit<AlertEvent, 'kind' | 'reason'> = {
  id: 1,
  alertId: 1,
  at: 1_795_514_400,
  severity: 'critical',
  percent: 96.09,
  value: 9_609,
  limit: 10_000,
};

it('says of a step how much it was and why', () => {
  const firing: AlertEvent = { ...step, kind: 'firing', reason: 'Over the critical mark of 90 %.' };
  expect(eventSentence(firing, 'commands', null)).toBe(
    '9,609 of 10,000 commands, 96 %. Over the critical mark of 90 %.',
  );
});

it('says of an end why first, since the last level is not the one of now', () => {
  const over: AlertEvent = { ...step, kind: 'resolved', reason: 'A new period began.' };
  expect(eventSentence(over, 'commands', 6 * 3_600)).toBe(
    'A new period began. Last at 9,609 of 10,000 commands, 96 %. Over after 6 h.',
  );
});
