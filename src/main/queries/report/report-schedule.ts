import type { ReadStore } from '#main/store/read-store';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { reportScheduleSchema } from '#shared/ipc/report-schedule';

/** The key in `setting` under which it is kept when reports come by themselves. */
export const REPORT_SCHEDULE_KEY = 'report-schedule';

/** On the first of the month, about the month that has just ended. */
const DEFAULT_SCHEDULE: ReportSchedule = {
  isOn: false,
  every: 'month',
  weekday: 1,
  monthDay: 1,
  time: '09:00',
  format: 'pdf',
  about: 'before',
  into: 'folder',
  folder: null,
  channel: null,
  since: 0,
};

/** The schedule as it is kept; one that is missing or unreadable is the default, which is off. */
export async function readReportSchedule({
  store,
}: {
  readonly store: Pick<ReadStore, 'settings'>;
}): Promise<ReportSchedule> {
  const kept = reportScheduleSchema.safeParse(await store.settings.get(REPORT_SCHEDULE_KEY));
  return kept.success ? kept.data : DEFAULT_SCHEDULE;
}
