import {
  addReportSchedule,
  putBackReportSchedule,
  removeReportSchedule,
  setReportSchedule,
} from '#main/actions/report-schedules';
import { readReportSchedules } from '#main/queries/report/report-schedule';
import type { WindowSession } from '#main/session/window-session';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import type { ReportSchedulesView } from '#shared/ipc/report-schedule';
import { CHANNEL_TITLES } from '#shared/words/channel';
import { SCHEDULE_GONE, scheduleWords } from '#shared/words/report-schedule';
import type { HandlersOf } from './handlers-of';

/** Always about the user's own accounts, whatever the window looks at. */
export function reportScheduleHandlers(session: WindowSession): HandlersOf<'report-schedule'> {
  const { own, reports, channels } = session;
  const { folderDialog } = session.options.ports;
  /** Of this run, for whoever takes a removal back. */
  const removed = new Map<string, ReportSchedule>();

  const view = async (): Promise<ReportSchedulesView> => {
    const mail = (await channels.list()).own.filter(({ kind, enabled }) => kind === 'email' && enabled);
    return {
      schedules: await Promise.all(
        (await own.ask(readReportSchedules)).map(async (schedule) => ({
          schedule,
          ...(await reports.state(schedule)),
        })),
      ),
      channels: mail.map(({ id, title, target }) => ({ id, title: title || `${CHANNEL_TITLES.email}: ${target}` })),
      hasAccount: (await session.connections()).length > 0,
    };
  };
  const told = async (saved: Result<ReportSchedule>): Promise<Result<ReportSchedulesView>> => {
    if (!saved.ok) return saved;
    reports.changed(saved.value.id);
    session.changes.emit('changed', { topics: ['reports'] });
    return succeed(await view());
  };

  return {
    'report-schedule:get': async () => succeed(await view()),
    'report-schedule:add': async () => told(await own.act(addReportSchedule)),
    'report-schedule:set': async ({ id, change }) => told(await own.act(setReportSchedule, id, change)),
    'report-schedule:choose-folder': async ({ id }) => {
      const folder = await folderDialog.choose({ title: scheduleWords.folderDialog });
      return folder === null ? succeed(null) : told(await own.act(setReportSchedule, id, { folder }));
    },
    'report-schedule:remove': async ({ id }) => {
      const gone = await own.act(removeReportSchedule, id);
      if (gone.ok) removed.set(id, gone.value);
      return told(gone);
    },
    'report-schedule:put-back': async ({ id }) => {
      const schedule = removed.get(id);
      removed.delete(id);
      return schedule === undefined ? fail(SCHEDULE_GONE) : told(await own.act(putBackReportSchedule, schedule));
    },
    'report-schedule:run': async ({ id }) => {
      const to = await reports.runNow(id);
      return to.ok ? succeed({ to: to.value }) : to;
    },
  };
}
