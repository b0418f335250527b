import type { Delivery, DeliveryReason } from '#shared/domain/delivery';
import { formatDateTime } from '#shared/format/date';

/** Why a try to tell somebody came to what it came to, and what to do where something can be done; empty for nothing. */
export function deliveryReason({ why, reason }: Pick<Delivery, 'why' | 'reason'>): string {
  return why === null ? reason : whyWords(why);
}

export function whyWords(why: DeliveryReason): string {
  switch (why.code) {
    case 'off':
      return 'This channel is turned off in the settings.';
    case 'paused':
      return `Notifications are paused until ${formatDateTime(why.until)}.`;
    case 'snoozed':
      return `Snoozed until ${formatDateTime(why.until)}.`;
    case 'quiet-hours':
      return `Quiet hours until ${formatDateTime(why.until)}.`;
    case 'maintenance':
      return `Maintenance until ${formatDateTime(why.until)}${why.title === '' ? '' : `: ${why.title}`}.`;
    case 'seen':
      return 'You have marked this alert as seen.';
    case 'told-since':
      return 'You were told meanwhile that it is worse.';
    case 'over-before-told':
      return 'It was over before anyone was told.';
    case 'over-before-window':
      return 'It was over before the window ran.';
    case 'over-long-ago':
      return 'It was over for more than a day when the window ran.';
    case 'in-focus':
      return 'You had the window in front of you, and were told there.';
    case 'needs-window':
      return 'Waits for the Headroom window.';
    case 'no-tray':
      return 'This desktop shows no tray.';
    case 'channel-gone':
      return 'The channel was removed or turned off before it was sent.';
    case 'in-part':
      return `Not taken for ${why.refused.join(', ')}: check the address.`;
    default:
      return failureWords(why);
  }
}

type Failed = Extract<
  DeliveryReason,
  {
    readonly code:
      | 'unreachable'
      | 'timeout'
      | 'tls'
      | 'web-page'
      | 'redirected'
      | 'in-clear'
      | 'status'
      | 'mail-refused'
      | 'mail-later'
      | 'mail-sign-in'
      | 'exit'
      | 'no-program'
      | 'locked'
      | 'not-set-up'
      | 'no-service'
      | 'no-answer'
      | 'not-shown'
      | 'refused';
  }
>;

function failureWords(why: Failed): string {
  switch (why.code) {
    case 'unreachable':
      return `${why.place} cannot be reached. Check its address and the internet connection.`;
    case 'timeout':
      return `${why.place} did not answer in time.`;
    case 'tls':
      return `There is no safe connection to ${why.place}: check its certificate and the encryption that is set.`;
    case 'web-page':
      return `A web page came instead of an answer of ${why.place}: is there a sign-in page on this network?`;
    case 'redirected':
      return `${why.place} sends on to another address, which is not followed. Enter the last address itself.`;
    case 'in-clear':
      return `Nothing was sent to ${why.place}: its address is not encrypted.`;
    case 'status':
      return statusWords(why);
    case 'mail-refused':
      return `${why.place} refused the mail (${why.status})${said(why.detail)}`;
    case 'mail-later':
      return `${why.place} asks to try again later (${why.status})${said(why.detail)}`;
    case 'mail-sign-in':
      return `${why.place} does not accept the user or the password. Enter them again in Settings.`;
    case 'exit':
      return `${why.place} ended with ${why.status ?? 'no code'}${said(why.detail)}`;
    case 'no-program':
      return `${why.place} cannot be started: check its path and whether it may be run.`;
    case 'locked':
      return 'The keychain with what this channel needs does not answer. Unlock it.';
    case 'not-set-up':
      return 'The keychain holds nothing for this channel. Set it up again in Settings.';
    case 'no-service':
      return 'This desktop has no notification service, or libnotify is missing.';
    case 'no-answer':
      return `The notification service did not answer within ${why.seconds} seconds.`;
    case 'not-shown':
      return 'The desktop did not show it.';
    case 'refused':
      return `The desktop refused it: ${why.detail}`;
  }
}

function statusWords({ place, status, detail }: Extract<DeliveryReason, { readonly code: 'status' }>): string {
  if (status === 429) return `${place} takes no more messages for now (429)${said(detail)}`;
  if (status === 404 || status === 410) {
    return `${place} does not know this address (${status})${said(detail)} Make a new one and enter it in Settings.`;
  }
  if (status === 401 || status === 403) return `${place} does not let Headroom in (${status})${said(detail)}`;
  return `${place} answered ${status}${said(detail)}`;
}

/** `: "invalid_token".`, or the end of the sentence. */
function said(detail: string): string {
  return detail === '' ? '.' : `: "${detail}".`;
}

/** Several notices as one message: `Redis storage above 75 % and 2 more`, and what each says. */
export function severalWords(all: readonly { readonly title: string; readonly body: string }[]): {
  readonly title: string;
  readonly body: string;
} {
  const [first = { title: '', body: '' }, ...others] = all;
  if (others.length === 0) return first;
  return {
    title: `${first.title} and ${others.length} more`,
    body: all.map(({ title, body }) => `${title}: ${body}`).join('\n'),
  };
}
