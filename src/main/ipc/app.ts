import { saveSettings } from '#main/actions/save-settings';
import type { AppSession } from '#main/app-session';
import { readAppState } from '#main/queries/app-state';
import { readSettings } from '#main/queries/settings';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function appHandlers(session: AppSession): HandlersOf<'app' | 'settings' | 'sample'> {
  let noticesSeen = false;
  return {
    'app:state': async () =>
      succeed(
        await readAppState(session.current.parts, {
          version: session.options.version,
          platform: session.options.platform,
          inSample: session.inSample,
          preparing: session.preparing,
          openReport: noticesSeen ? null : session.own.parts.store.openReport,
          secretTroubles: await session.options.ports.secrets.troubles(),
          windowNotices: session.options.ports.windowNotices.list(),
        }),
      ),
    'app:dismiss-notices': async () => {
      noticesSeen = true;
      session.options.ports.windowNotices.clear();
      return succeed(null);
    },
    'settings:get': async () => succeed(await readSettings(session.own.parts.store)),
    'settings:set': async (changes) => {
      const settings = await saveSettings(session.own.parts.store, changes);
      if (changes.intervalMinutes !== undefined) {
        await session.setInterval(changes.intervalMinutes);
      }
      session.changes.emit('changed', { topics: ['settings'] });
      return succeed(settings);
    },
    'sample:start': async () => session.enterSample(),
    'sample:leave': async () => session.leaveSample(),
  };
}
