import { reportDelivery } from '#main/delivery/report-places';
import { type ScheduledReports, scheduledReports } from '#main/delivery/scheduled-reports';
import type { ChannelsInUse } from '#main/delivery/channels-in-use';
import type { PdfPrinter } from '#main/ports';
import { readMainAccount } from '#main/queries/home/app-state';
import { readReport } from '#main/queries/home/report';
import { REPORT_FILES, reportContent } from '#main/queries/reports/report-file';
import { fail, succeed } from '#shared/domain/failure';
import { reportFileName } from '#shared/format/file-name';
import { paperOf } from '#shared/format/paper';
import { NO_ACCOUNT_TO_REPORT } from '#shared/words/report-schedule';
import type { OpenAccountSession } from './account-session';
import { localZone } from './own-account';

export interface ReportsByScheduleParts {
  readonly account: OpenAccountSession;
  readonly dataDir: string;
  readonly printer: PdfPrinter;
  readonly own: NonNullable<ChannelsInUse['own']>;
  readonly onChange: () => void;
}

/** Reports of the user's own accounts that come by themselves. */
export function reportsBySchedule({ account, dataDir, printer, own, onChange }: ReportsByScheduleParts): ScheduledReports {
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
      const main = await account.ask(readMainAccount);
      if (main === null) return fail(NO_ACCOUNT_TO_REPORT);
      const report = await account.ask(readReport, {
        account: main.title,
        sample: false,
        scheduler: account.schedulerState(),
      });
      const content = await reportContent(report, format, { printer, paper: localPaper(), signal });
      if (!content.ok) return content;
      const { extension, mediaType } = REPORT_FILES[format];
      return succeed({
        name: reportFileName(main.title, day ?? month, extension),
        bytes: Buffer.from(content.value),
        mediaType,
        title: report.title,
        short: report.verdictSentence,
      });
    },
  });
}

/** The paper of the country that this computer is set to. */
export function localPaper(): 'A4' | 'Letter' {
  return paperOf(Intl.DateTimeFormat().resolvedOptions().locale);
}
