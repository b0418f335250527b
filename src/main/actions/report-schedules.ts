import { randomUUID } from 'node:crypto';
import type { Clock } from '#main/clock';
import {
  FIRST_SCHEDULE,
  NEW_SCHEDULE,
  REPORT_SCHEDULE_KEY,
  readReportSchedules,
  reportScheduleKey,
} from '#main/queries/report/report-schedule';
import type { Store } from '#main/store/store';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { ENOUGH_SCHEDULES, NO_FOLDER, NO_MAIL_CHANNEL, SCHEDULE_GONE } from '#shared/words/report-schedule';

interface Parts {
  readonly store: Pick<Store, 'settings'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** More than anybody reads. */
const MOST = 10;

/** Keeps another one, which is off. Fails with `invalid-input` where there are ten. */
export async function addReportSchedule({ store, clock }: Parts): Promise<Result<ReportSchedule>> {
  if ((await readReportSchedules({ store })).length >= MOST) return fail(ENOUGH_SCHEDULES);
  // Ids have the order in which they were made.
  const id = `${clock.now()}-${randomUUID().slice(0, 8)}`;
  return keep(store, { ...NEW_SCHEDULE, id, since: clock.now() });
}

/**
 * Keeps what a person changed. From then on it counts: nothing that was due before is made up for. Fails with
 * `invalid-input` where it is on and nobody knows where reports go, and with `not-found` for one that is gone.
 */
export async function setReportSchedule(
  { store, clock }: Parts,
  id: string,
  changes: Partial<Omit<ReportSchedule, 'id' | 'since'>>,
): Promise<Result<ReportSchedule>> {
  const known = (await readReportSchedules({ store })).find((one) => one.id === id);
  if (known === undefined) return fail(SCHEDULE_GONE);
  const next = { ...known, ...changes, since: clock.now() };
  if (next.isOn && next.into === 'folder' && next.folder === null) return fail(NO_FOLDER);
  if (next.isOn && next.into === 'mail' && next.channel === null) return fail(NO_MAIL_CHANNEL);
  return keep(store, next);
}

/** Takes one away, and answers what it was, so that it can be kept again as it was. */
export async function removeReportSchedule({ store }: Parts, id: string): Promise<Result<ReportSchedule>> {
  const known = (await readReportSchedules({ store })).find((one) => one.id === id);
  if (known === undefined) return fail(SCHEDULE_GONE);
  await write(store, id, undefined);
  return succeed(known);
}

/** Keeps one that was removed, as it was. */
export function putBackReportSchedule({ store }: Parts, schedule: ReportSchedule): Promise<Result<ReportSchedule>> {
  return keep(store, schedule);
}

async function keep(store: Parts['store'], schedule: ReportSchedule): Promise<Result<ReportSchedule>> {
  const { id, ...kept } = schedule;
  await write(store, id, kept);
  return succeed(schedule);
}

async function write(store: Parts['store'], id: string, kept: Omit<ReportSchedule, 'id'> | undefined): Promise<void> {
  if (id === FIRST_SCHEDULE) await store.settings.set(REPORT_SCHEDULE_KEY, kept);
  else await store.settings.set(reportScheduleKey(id), kept);
}
