import { pauseNotifications } from '#main/actions/handle-alert';
import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { readTrayState } from '#main/queries/home/tray-state';
import type { Compose } from '#main/session/running-app';
import { WindowSession } from '#main/session/window-session';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { succeed } from '#shared/domain/failure';
import { HOUR } from '#shared/domain/instant';
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
      return session.current.ask(readTrayState, session.current.schedulerState(), pausedUntil);
    },
    async collectNow() {
      await session.current.collect('user');
    },
    onWake: () => session.current.scheduler.wake(),
    async pauseNotifications(pause) {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const now = clock.now();
      const until = { hour: now + HOUR, 'until-tomorrow': dayStart(addDays(dayOf(now, zone), 1), zone) };
      await session.own.act(pauseNotifications, pause === null ? null : until[pause]);
      session.changes.emit('changed', { topics: ['settings'] });
    },
  });
};
