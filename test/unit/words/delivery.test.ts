import { expect, test } from 'vitest';
import type { DeliveryReason } from '#shared/domain/delivery';
import { testWords } from '#shared/words/channel';
import { deliveryReason } from '#shared/words/delivery';
import { failureInBrief } from '#shared/words/outcome';

const UNTIL = 1_795_608_000;

test.each<readonly [DeliveryReason | null, string]>([
  [null, ''],
  [{ code: 'off' }, 'This channel is turned off in the settings.'],
  [{ code: 'paused', until: UNTIL }, 'Notifications are paused until 25 Nov 2026, 12:00.'],
  [{ code: 'snoozed', until: UNTIL }, 'Snoozed until 25 Nov 2026, 12:00.'],
  [{ code: 'seen' }, 'You have marked this alert as seen.'],
  [{ code: 'over-before-told' }, 'It was over before anyone was told.'],
  [{ code: 'over-before-window' }, 'It was over before the window ran.'],
  [{ code: 'over-long-ago' }, 'It was over for more than a day when the window ran.'],
  [{ code: 'needs-window' }, 'Waits for the Headroom window.'],
  [{ code: 'no-service' }, 'This desktop has no notification service, or libnotify is missing.'],
  [{ code: 'no-answer', seconds: 5 }, 'The notification service did not answer within 5 seconds.'],
  [{ code: 'not-shown' }, 'The desktop did not show it.'],
  [{ code: 'refused', detail: 'no room' }, 'The desktop refused it: no room'],
])('why someone was not told: %j', (reason, sentence) => {
  expect(deliveryReason({ why: reason, reason: '' })).toBe(sentence);
});

test('an earlier version kept the sentence itself', () => {
  expect(deliveryReason({ why: null, reason: 'As it was said.' })).toBe('As it was said.');
});

test('an outcome of which nothing more is known is a sentence of its own', () => {
  expect(failureInBrief('provider-error')).toBe('Trouble at the provider.');
});

test('a test that only some of the addresses took says for which it did not arrive', () => {
  const reason = deliveryReason({ why: { code: 'in-part', refused: ['gone@example.com'] }, reason: '' });
  expect(testWords({ outcome: 'shown', reason })).toBe(
    'The test arrived. Not taken for gone@example.com: check the address.',
  );
  expect(testWords({ outcome: 'shown', reason: '' })).toBe('The test arrived.');
});
