import type { ReadStore } from '#main/store/read-store';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { keptScheduleSchema } from '#shared/ipc/report-schedule';

/** The key in `setting` of the first schedule: there was one alone once. */
export const REPORT_SCHEDULE_KEY = 'report-schedule';
/** The id of the one under that key. */
export const FIRST_SCHEDULE = 'first';

/** The key of any other. */
export function reportScheduleKey(id: string): string {
  return `report-schedule:${id}`;
}

/** On the first of the month, about the month that has just ended. */
export const NEW_SCHEDULE: Omit<ReportSchedule, 'id'> = {
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

/** The schedules as they are kept, in the order in which they were made; one that is unreadable is left out. */
export async function readReportSchedules({
  store,
}: {
  readonly store: Pick<ReadStore, 'settings'>;
}): Promise<readonly ReportSchedule[]> {
  const all = await store.settings.all();
  return Object.keys(all)
    .sort()
    .flatMap((key): readonly ReportSchedule[] => {
      const id = key === REPORT_SCHEDULE_KEY ? FIRST_SCHEDULE : idIn(key);
      const kept = keptScheduleSchema.safeParse(all[key]);
      return id === null || !kept.success ? [] : [{ ...kept.data, id }];
    });
}

function idIn(key: string): string | null {
  const before = reportScheduleKey('');
  return key.startsWith(before) ? key.slice(before.length) : null;
}
