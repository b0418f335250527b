import type { DeliveryReason } from '#shared/domain/alert';
import { formatDateTime } from '../format/date';
import { counted } from '../format/plural';

/** Why someone was not told, or not yet: `Snoozed until 25 Nov 2026, 12:00.` Empty where they were. */
export function deliveryReason(reason: DeliveryReason | null): string {
  switch (reason?.code) {
    case undefined:
      return '';
    case 'turned-off':
      return 'Notifications are turned off in the settings.';
    case 'paused':
      return `Notifications are paused until ${formatDateTime(reason.until)}.`;
    case 'snoozed':
      return `Snoozed until ${formatDateTime(reason.until)}.`;
    case 'seen':
      return 'You have marked this alert as seen.';
    case 'told-already':
      return `Told already that it is ${reason.severity}.`;
    case 'over-untold':
      return 'It was over before anyone was told.';
    case 'over-without-window':
      return 'It was over before the window ran.';
    case 'over-long-ago':
      return 'It was over for more than a day when the window ran.';
    case 'waits-for-window':
      return 'Waits for the Headroom window.';
    case 'no-service':
      return 'This desktop has no notification service, or libnotify is missing.';
    case 'no-answer':
      return `The notification service did not answer within ${counted(reason.seconds, 'second')}.`;
    case 'not-shown':
      return 'The desktop did not show it.';
    case 'refused':
      return `The desktop refused it: ${reason.detail}`;
    case 'told':
      return reason.text;
  }
}
