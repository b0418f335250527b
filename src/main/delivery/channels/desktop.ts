import type { Notifier } from '#main/ports';
import { oneLine, plainText } from '#shared/format/plain-text';
import type { DeliveryChannel } from '../channel';

const DESKTOP_CHANNEL = 'desktop';

/** Tells through the desktop's notification service. */
export function desktopChannel(notifier: Notifier): DeliveryChannel {
  return {
    id: DESKTOP_CHANNEL,
    send: (message) => notifier.show({ ...message, title: oneLine(message.title), body: plainText(message.body) }),
  };
}

/** The desktop seen from the terminal, which has none: the notice waits for the window. */
export const deferredDesktopChannel: DeliveryChannel = {
  id: DESKTOP_CHANNEL,
  send: () => Promise.resolve({ outcome: 'waiting', reason: { code: 'waits-for-window' } }),
};
