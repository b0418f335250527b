import type { Paper, PdfPrinter } from '#main/ports';
import { reportAsCsv } from '#shared/core/reports/csv';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { type Result, succeed } from '#shared/domain/failure';
import type { Report } from '#shared/domain/report';
import type { ReportFormat } from '#shared/ipc/report';

/** How each format is called, and what its files are. */
export const REPORT_FILES: Readonly<
  Record<ReportFormat, { readonly name: string; readonly extension: string; readonly mediaType: string }>
> = {
  pdf: { name: 'PDF', extension: 'pdf', mediaType: 'application/pdf' },
  html: { name: 'Web page', extension: 'html', mediaType: 'text/html; charset=utf-8' },
  markdown: { name: 'Markdown', extension: 'md', mediaType: 'text/markdown; charset=utf-8' },
  csv: { name: 'CSV', extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  json: { name: 'JSON', extension: 'json', mediaType: 'application/json' },
};

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
