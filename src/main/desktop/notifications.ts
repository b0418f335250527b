import { Notification } from 'electron';
import type { Clock } from '#main/clock';
import type { NoticeOutcome, Notifier } from '#main/ports';
import type { DesktopRefusal } from '#shared/domain/delivery';

/** The desktop's service answers at once or not at all. */
const ANSWER_LIMIT_SECONDS = 5;

/** Shows notices through the desktop's own service; a click calls `open` with the notice's path. */
export function desktopNotifier(clock: Clock, open: (path: string) => void): Notifier {
  /** Kept until closed: a notification that is collected as garbage loses its click. */
  const alive = new Set<Notification>();
  return {
    show(notice) {
      if (!Notification.isSupported()) return Promise.resolve({ code: 'no-service' });
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
      return outcomeOf(notification, clock);
    },
  };
}

function outcomeOf(notification: Notification, clock: Clock): Promise<NoticeOutcome> {
  return new Promise((resolve) => {
    const limit = clock.after(ANSWER_LIMIT_SECONDS * 1000, () =>
      resolve({ code: 'no-answer', seconds: ANSWER_LIMIT_SECONDS }),
    );
    const settle = (outcome: NoticeOutcome) => {
      limit.cancel();
      resolve(outcome);
    };
    notification.on('show', () => settle(null));
    notification.on('failed', (_event, error) => settle(refusalOf(error)));
    notification.show();
  });
}

function refusalOf(error: string): DesktopRefusal {
  const detail = error.split('\n')[0]?.trim();
  return detail ? { code: 'refused', detail } : { code: 'not-shown' };
}
