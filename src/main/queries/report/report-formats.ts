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
