import { localZone } from '#main/clock';
import type { ChannelsInUse } from '#main/delivery/channels-in-use';
import { reportDelivery } from '#main/delivery/report-places';
import { type ScheduledReports, scheduledReports } from '#main/delivery/scheduled-reports';
import type { PdfPrinter } from '#main/ports';
import { readReportAccount } from '#main/queries/report/report-account';
import { monthWish } from '#main/queries/report/report-choices';
import { REPORT_FILES } from '#main/queries/report/report-formats';
import { fail, succeed } from '#shared/domain/failure';
import { reportFileName } from '#shared/format/file-name';
import { NO_ACCOUNT_TO_REPORT } from '#shared/words/report-schedule';
import type { OpenAccountSession } from './account-session';
import { localPaper } from './local-paper';

export interface ReportsByScheduleParts {
  readonly account: OpenAccountSession;
  readonly dataDir: string;
  readonly printer: PdfPrinter;
  readonly own: NonNullable<ChannelsInUse['own']>;
  readonly onChange: () => void;
}

/** Reports of the user's own accounts that come by themselves. */
export function reportsBySchedule({
  account,
  dataDir,
  printer,
  own,
  onChange,
}: ReportsByScheduleParts): ScheduledReports {
  const { store } = account.parts;
  const { clock } = account;
  return scheduledReports({
    store,
    clock,
    zone: localZone,
    onChange,
    deliver: reportDelivery({ store, clock, dataDir, own }),
    async make({ format, month, day }, signal) {
      // What was just read belongs in it.
      await account.scheduler.idle();
      const name = await account.ask(readReportAccount);
      if (name === null) return fail(NO_ACCOUNT_TO_REPORT);
      const context = { account: name, sample: false, scheduler: account.schedulerState() };
      const [{ readReport }, { reportContent }, { shortAsText }] = await Promise.all([
        import('#main/queries/report/report'),
        import('#main/queries/report/report-file'),
        import('#shared/core/reports/short'),
      ]);
      const report = await account.ask(readReport, context, monthWish(month, clock.now()));
      const content = await reportContent(report, format, { printer, paper: localPaper(), signal });
      if (!content.ok) return content;
      const { extension, mediaType } = REPORT_FILES[format];
      return succeed({
        name: reportFileName(name, day ?? month, extension),
        bytes: Buffer.from(content.value),
        mediaType,
        title: `${report.title}: ${report.account}, ${report.period.title}`,
        short: shortAsText(report),
      });
    },
  });
}
