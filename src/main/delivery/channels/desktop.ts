import type { Notifier } from '#main/ports';
import { oneLine, plainText } from '#shared/format/plain-text';
import { type DeliveryChannel, failed, isUrgent, SHOWN } from '../channel';

const DESKTOP_CHANNEL = 'desktop';

/**
 * Tells through the desktop's notification service, unless the window has the focus: whoever looks at it is told there.
 */
export function desktopChannel(notifier: Notifier, hasFocus: () => boolean = () => false): DeliveryChannel {
  return {
    id: DESKTOP_CHANNEL,
    async send(message) {
      // A test is asked for in the window, which then has the focus.
      if (hasFocus() && message.kind !== 'test') return { outcome: 'held-back', why: { code: 'in-focus' } };
      const refusal = await notifier.show({
        title: oneLine(message.title),
        body: plainText(message.body),
        urgency: isUrgent(message) ? 'critical' : 'normal',
        path: message.path,
      });
      return refusal === null ? SHOWN : failed(refusal, true);
    },
  };
}

/** The desktop seen from the terminal, which has none: the notice waits for the window. */
export const deferredDesktopChannel: DeliveryChannel = {
  id: DESKTOP_CHANNEL,
  defers: true,
  send: async () => ({ outcome: 'waiting', why: { code: 'needs-window' } }),
};
