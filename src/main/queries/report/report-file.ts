import type { Paper, PdfPrinter } from '#main/ports';
import { reportAsCsv } from '#shared/core/reports/csv';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { type Result, succeed } from '#shared/domain/failure';
import type { Report } from '#shared/domain/report';
import type { ReportFormat } from '#shared/ipc/report';

/** What prints a PDF: the app's own engine, on the paper of this computer's country. */
export interface PrintWith {
  readonly printer: PdfPrinter;
  readonly paper: Paper;
  readonly signal: AbortSignal;
}

/** The whole content of a report's file. Only a PDF can fail: see `PdfPrinter`. */
export async function reportContent(
  report: Report,
  format: ReportFormat,
  { printer, paper, signal }: PrintWith,
): Promise<Result<string | Uint8Array>> {
  switch (format) {
    case 'pdf':
      return printer.print(reportAsHtml(report), paper, signal);
    case 'html':
      return succeed(reportAsHtml(report));
    case 'markdown':
      return succeed(reportAsMarkdown(report));
    case 'csv':
      return succeed(reportAsCsv(report));
    case 'json':
      return succeed(reportAsJson(report));
  }
}
