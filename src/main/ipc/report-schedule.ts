import { setReportSchedule } from '#main/actions/set-report-schedule';
import { readReportSchedule } from '#main/queries/report/report-schedule';
import type { WindowSession } from '#main/session/window-session';
import { type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import type { ReportScheduleView } from '#shared/ipc/report-schedule';
import { CHANNEL_TITLES } from '#shared/words/channel';
import { scheduleWords } from '#shared/words/report-schedule';
import type { HandlersOf } from './handlers-of';

/** Always about the user's own accounts, whatever the window looks at. */
export function reportScheduleHandlers(session: WindowSession): HandlersOf<'report-schedule'> {
  const { own, reports, channels } = session;
  const { folderDialog } = session.options.ports;

  const view = async (): Promise<ReportScheduleView> => {
    const schedule = await own.ask(readReportSchedule);
    const mail = (await channels.list()).own.filter(({ kind, enabled }) => kind === 'email' && enabled);
    return {
      schedule,
      channels: mail.map(({ id, title, target }) => ({ id, title: title || `${CHANNEL_TITLES.email}: ${target}` })),
      hasAccount: (await session.connections()).length > 0,
      ...(await reports.state()),
    };
  };
  const save = async (changes: Partial<ReportSchedule>): Promise<Result<ReportScheduleView>> => {
    const saved = await own.act(setReportSchedule, changes);
    if (!saved.ok) return saved;
    reports.changed();
    session.changes.emit('changed', { topics: ['reports'] });
    return succeed(await view());
  };

  return {
    'report-schedule:get': async () => succeed(await view()),
    'report-schedule:set': (changes) => save(changes),
    'report-schedule:choose-folder': async () => {
      const folder = await folderDialog.choose({ title: scheduleWords.folderDialog });
      return folder === null ? succeed(null) : save({ folder });
    },
    'report-schedule:run': async () => {
      const to = await reports.runNow();
      return to.ok ? succeed({ to: to.value }) : to;
    },
  };
}
