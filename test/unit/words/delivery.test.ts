import { expect, test } from 'vitest';
import type { DeliveryReason } from '#shared/domain/alert';
import { deliveryReason } from '#shared/words/delivery';
import { failureInBrief } from '#shared/words/outcome';

const UNTIL = 1_795_608_000;

test.each<readonly [DeliveryReason | null, string]>([
  [null, ''],
  [{ code: 'turned-off' }, 'Notifications are turned off in the settings.'],
  [{ code: 'paused', until: UNTIL }, 'Notifications are paused until 25 Nov 2026, 12:00.'],
  [{ code: 'snoozed', until: UNTIL }, 'Snoozed until 25 Nov 2026, 12:00.'],
  [{ code: 'seen' }, 'You have marked this alert as seen.'],
  [{ code: 'told-already', severity: 'critical' }, 'Told already that it is critical.'],
  [{ code: 'over-untold' }, 'It was over before anyone was told.'],
  [{ code: 'over-without-window' }, 'It was over before the window ran.'],
  [{ code: 'over-long-ago' }, 'It was over for more than a day when the window ran.'],
  [{ code: 'waits-for-window' }, 'Waits for the Headroom window.'],
  [{ code: 'no-service' }, 'This desktop has no notification service, or libnotify is missing.'],
  [{ code: 'no-answer', seconds: 5 }, 'The notification service did not answer within 5 seconds.'],
  [{ code: 'not-shown' }, 'The desktop did not show it.'],
  [{ code: 'refused', detail: 'no room' }, 'The desktop refused it: no room'],
  [{ code: 'told', text: 'As an earlier version said it.' }, 'As an earlier version said it.'],
])('why someone was not told: %j', (reason, sentence) => {
  expect(deliveryReason(reason)).toBe(sentence);
});

test('an outcome of which nothing more is known is a sentence of its own', () => {
  expect(failureInBrief('provider-error')).toBe('Trouble at the provider.');
});
