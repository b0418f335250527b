import type { Clock } from '#main/clock';
import { REPORT_SCHEDULE_KEY, readReportSchedule } from '#main/queries/report/report-schedule';
import type { Store } from '#main/store/store';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { NO_FOLDER, NO_MAIL_CHANNEL } from '#shared/words/report-schedule';

/**
 * Keeps what a person changed. From then on it counts: nothing that was due before is made up for. Fails with
 * `invalid-input` where it is on and nobody knows where reports go.
 */
export async function setReportSchedule(
  { store, clock }: { readonly store: Pick<Store, 'settings'>; readonly clock: Pick<Clock, 'now'> },
  changes: Partial<Omit<ReportSchedule, 'since'>>,
): Promise<Result<ReportSchedule>> {
  const next = { ...(await readReportSchedule({ store })), ...changes, since: clock.now() };
  if (next.isOn && next.into === 'folder' && next.folder === null) return fail(NO_FOLDER);
  if (next.isOn && next.into === 'mail' && next.channel === null) return fail(NO_MAIL_CHANNEL);
  await store.settings.set(REPORT_SCHEDULE_KEY, next);
  return succeed(next);
}
