import { cardPage, readNameMask } from '#main/queries/report/card';
import { readReportAccount } from '#main/queries/report/report-account';
import { monthWish, readReportChoices, runningMonth } from '#main/queries/report/report-choices';
import { REPORT_FILES } from '#main/queries/report/report-formats';
import { localPaper } from '#main/session/local-paper';
import type { WindowSession } from '#main/session/window-session';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { REPORT_SECTIONS, type Report } from '#shared/domain/report';
import { reportFileName } from '#shared/format/file-name';
import type { EventPayload } from '#shared/ipc/events';
import type { ReportWish } from '#shared/ipc/report';
import { PRESS_CANCELLED } from '#shared/words/press';
import { NO_ACCOUNT_TO_REPORT, reportDialogs } from '#shared/words/report-schedule';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

type Step = EventPayload<'report-progress'>['step'];

/** What makes a report is loaded when one is asked for: the window waits for none of it. */
export function reportHandlers(session: WindowSession, files: ExportedFiles): HandlersOf<'report'> {
  const { press, preview, clipboard } = session.options.ports;
  let running: AbortController | null = null;

  const tell = (step: Step) => session.changes.emit('report-progress', { step });
  /** What a person waits for, and may give up: one at a time, the newest. */
  const cancellable = async <T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    const stop = new AbortController();
    running?.abort();
    running = stop;
    try {
      return await work(stop.signal);
    } finally {
      if (running === stop) {
        running = null;
        tell(null);
      }
    }
  };

  const make = async ({ month, sections }: ReportWish): Promise<Result<Report>> => {
    const shown = session.current;
    const account = await shown.ask(readReportAccount);
    if (account === null) return fail(NO_ACCOUNT_TO_REPORT);
    const context = { account, sample: session.inSample, scheduler: shown.schedulerState() };
    const wanted = REPORT_SECTIONS.filter((id) => sections.includes(id));
    const { readReport } = await import('#main/queries/report/report');
    return succeed(await shown.ask(readReport, context, { ...monthWish(month, shown.clock.now()), sections: wanted }));
  };

  const paint = async (masked: boolean, signal: AbortSignal): Promise<Result<Uint8Array>> => {
    const report = await make({ month: null, sections: [] });
    if (!report.ok) return report;
    const { html, size } = cardPage(report.value, masked ? await session.current.ask(readNameMask) : null);
    return press.paint(html, size, signal);
  };
  const never = new AbortController().signal;

  return {
    'report:choices': async () => succeed(await session.current.ask(readReportChoices)),
    'report:preview': async (wish) => {
      const report = await make(wish);
      if (!report.ok) return report;
      const { reportAsHtml } = await import('#shared/core/reports/html');
      const { shortAsText } = await import('#shared/core/reports/short');
      return succeed({ address: preview.hold(reportAsHtml(report.value)), short: shortAsText(report.value) });
    },
    'report:save': async ({ format, ...wish }) => {
      const { name, extension } = REPORT_FILES[format];
      const account = await session.current.ask(readReportAccount);
      const when = wish.month ?? runningMonth(session.current.clock.now());
      const request = {
        title: reportDialogs.saveReport,
        defaultName: reportFileName(account ?? '', when, extension),
        filters: [{ name, extensions: [extension] }],
      };
      return files.saveResult(request, () =>
        cancellable(async (signal) => {
          tell('reading');
          const report = await make(wish);
          if (!report.ok) return report;
          if (signal.aborted) return fail(PRESS_CANCELLED);
          tell(format === 'pdf' ? 'printing' : 'writing');
          const { reportContent } = await import('#main/queries/report/report-file');
          return reportContent(report.value, format, { printer: press, paper: localPaper(), signal });
        }),
      );
    },
    'report:cancel': async () => {
      running?.abort();
      return succeed(null);
    },
    'report:copy-text': async ({ text }) => {
      await clipboard.copyText(text);
      return succeed(null);
    },
    'report:card': async ({ masked }) => {
      const painted = await paint(masked, never);
      return painted.ok
        ? succeed({ picture: `data:image/png;base64,${Buffer.from(painted.value).toString('base64')}` })
        : painted;
    },
    'report:copy-card': async ({ masked }) => {
      const painted = await paint(masked, never);
      if (!painted.ok) return painted;
      await clipboard.copyPicture(painted.value);
      return succeed(null);
    },
    'report:save-card': async ({ masked }) => {
      const account = masked ? null : await session.current.ask(readReportAccount);
      const when = runningMonth(session.current.clock.now());
      const request = {
        title: reportDialogs.saveCard,
        defaultName: reportFileName(account ?? '', when, 'png'),
        filters: [{ name: 'PNG', extensions: ['png'] }],
      };
      return files.saveResult(request, () => paint(masked, never));
    },
  };
}
