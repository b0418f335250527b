import type { ReportFormat } from '#shared/ipc/report';

/** What each format is good for. */
export const FORMAT_WORDS: Readonly<Record<ReportFormat, { readonly title: string; readonly help: string }>> = {
  pdf: { title: 'PDF', help: 'To forward and to print.' },
  html: { title: 'Web page', help: 'One file that any browser shows.' },
  markdown: { title: 'Markdown', help: 'For an issue, a wiki or a chat.' },
  csv: { title: 'CSV', help: 'Every figure in a row, for a spreadsheet.' },
  json: { title: 'JSON', help: 'Every figure with its bounds, for a program.' },
};

export const reportDialog = {
  title: 'Report',
  same: 'Every format holds the same figures.',
  holds: 'A report holds names of accounts and projects, and what they cost. It holds no credential.',
  running: 'still running',
  preview: 'Preview of the report',
  reading: 'Reading the figures …',
  printing: 'Printing the pages …',
  writing: 'Writing the file …',
  cancelled: 'Cancelled: nothing was written.',
  short: 'One paragraph and three figures, for a chat message or a board update.',
  shortCopied: 'The short form is in the clipboard.',
  picture: 'The verdict as a picture, to share.',
  pictureAlt: 'The verdict with its three figures, as it would be shared',
  pictureCopied: 'The picture is in the clipboard.',
  mask: 'Hide names',
  maskHelp: 'Accounts and projects are called by numbers: “Project 1”.',
  painting: 'Drawing the picture …',
} as const;

/** `Saved headroom-acme-2026-11.pdf.` */
export function savedWords(name: string): string {
  return `Saved ${name}.`;
}
