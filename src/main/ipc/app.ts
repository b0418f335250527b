import { readAppState } from '#main/queries/home/app-state';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function appHandlers(session: WindowSession): HandlersOf<'app' | 'settings' | 'sample'> {
  let noticesSeen = false;
  return {
    'app:state': async () =>
      succeed(
        await session.current.ask(readAppState, {
          version: session.options.version,
          platform: session.options.platform,
          inSample: session.inSample,
          clockStart: session.options.clockStart,
          preparing: session.preparing,
          openReport: noticesSeen ? null : session.openReport,
          secretTroubles: await session.options.ports.secrets.troubles(),
          windowNotices: session.options.ports.windowNotices.list(),
        }),
      ),
    'app:dismiss-notices': async () => {
      noticesSeen = true;
      session.options.ports.windowNotices.clear();
      return succeed(null);
    },
    'settings:get': async () => succeed(await session.settings()),
    'settings:set': async (changes) => succeed(await session.changeSettings(changes)),
    'sample:start': async () => session.enterSample(),
    'sample:leave': async () => session.leaveSample(),
  };
}
