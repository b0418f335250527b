import { Notification } from 'electron';
import type { Clock } from '#main/clock';
import type { DesktopNotice, NoticeOutcome, Notifier } from '#main/ports';

/** The desktop's service answers at once or not at all. */
const ANSWER_LIMIT_MS = 5000;

const NO_SERVICE = 'This desktop has no notification service, or libnotify is missing.';

/** Shows notices through the desktop's own service; a click calls `open` with the notice's path. */
export function desktopNotifier(clock: Clock, open: (path: string) => void): Notifier {
  /** Kept until closed: a notification that is collected as garbage loses its click. */
  const alive = new Set<Notification>();
  return {
    show(notice) {
      if (!Notification.isSupported()) return Promise.resolve({ outcome: 'failed', reason: NO_SERVICE });
      const notification = new Notification({
        title: notice.title,
        body: notice.body,
        urgency: notice.urgency,
        timeoutType: notice.urgency === 'critical' ? 'never' : 'default',
      });
      alive.add(notification);
      notification.on('close', () => alive.delete(notification));
      notification.on('click', () => {
        alive.delete(notification);
        open(notice.path);
      });
      return outcomeOf(notification, notice, clock);
    },
  };
}

function outcomeOf(notification: Notification, notice: DesktopNotice, clock: Clock): Promise<NoticeOutcome> {
  return new Promise((resolve) => {
    const limit = clock.after(ANSWER_LIMIT_MS, () =>
      resolve({ outcome: 'failed', reason: 'The notification service did not answer within 5 seconds.' }),
    );
    const settle = (outcome: NoticeOutcome) => {
      limit.cancel();
      resolve(outcome);
    };
    notification.on('show', () => settle({ outcome: 'shown', reason: '' }));
    notification.on('failed', (_event, error) => settle({ outcome: 'failed', reason: reasonOf(error, notice) }));
    notification.show();
  });
}

function reasonOf(error: string, notice: DesktopNotice): string {
  const detail = error.split('\n')[0]?.trim();
  return detail ? `The desktop refused it: ${detail}` : `The desktop did not show "${notice.title}".`;
}
