import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { readTrayState } from '#main/queries/home/tray-state';
import type { Compose } from '#main/session/running-app';
import { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import { createHandlers } from './ipc/handlers';

/** The composition root: opens the store, builds the parts, answers a running app. */
export const compose: Compose = async (options) => {
  const opened = await WindowSession.open(options);
  if (!opened.ok) {
    return opened;
  }
  const session = opened.value;
  const { clock } = options;

  return succeed({
    handlers: createHandlers(session),
    events: session.changes,
    start: () => session.start(),
    stop: () => session.stop(),
    async trayState() {
      const until = await session.own.ask(readPausedUntil);
      const pausedUntil = until !== null && until > clock.now() ? until : null;
      const { trayMessages: withMessages } = await session.settings();
      return session.current.ask(readTrayState, session.current.schedulerState(), pausedUntil, withMessages);
    },
    async collectNow() {
      await session.current.collect('user');
    },
    onWake: () => session.wake(),
    pauseNotifications: (pause) => session.pause(pause),
  });
};
