import { readMainAccount } from '#main/queries/home/app-state';
import { readReport } from '#main/queries/home/report';
import { REPORT_FILES, reportContent } from '#main/queries/reports/report-file';
import { localPaper } from '#main/session/reports-by-schedule';
import type { WindowSession } from '#main/session/window-session';
import { dayOf } from '#shared/core/calendar/calendar';
import { CARD_SIZE } from '#shared/core/reports/verdict-card';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { reportFileName } from '#shared/format/file-name';
import type { EventPayload } from '#shared/ipc/events';
import type { ReportWish } from '#shared/ipc/report';
import { PRESS_CANCELLED } from '#shared/words/press';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

type Step = EventPayload<'report-progress'>['step'];

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
      const result = await work(stop.signal);
      return stop.signal.aborted ? fail(PRESS_CANCELLED) : result;
    } finally {
      if (running === stop) {
        running = null;
        tell(null);
      }
    }
  };
  void preview;
  void clipboard;
  void press;
  void CARD_SIZE;
  void cancellable;
  void reportFileName;
  void dayOf;
  void localPaper;
  void REPORT_FILES;
  void reportContent;
  void readMainAccount;
  void readReport;
  void files;
  throw new Error('to be joined');
}
export type W = ReportWish;
