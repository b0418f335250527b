import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { mayWrite } from '#main/files/own-file';
import type { PdfPrinter } from '#main/ports';
import { readMainAccount } from '#main/queries/home/app-state';
import { type ReportWish, readReport } from '#main/queries/report/report';
import type { TerminalSession } from '#main/session/terminal-session';
import { dayOf } from '#shared/core/calendar/calendar';
import { reportAsCsv } from '#shared/core/reports/csv';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { shortAsText } from '#shared/core/reports/short';
import { REPORT_SECTIONS, type Report, type ReportSectionId } from '#shared/domain/report';
import {
  monthAhead,
  NO_MONTH,
  noSection,
  notWritten,
  REPORT_PDF_NEEDS_FILE,
  REPORT_SHORT_IS_TEXT,
} from '#shared/words/terminal';
import { type DataOptions, dataDirOf, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printFile, tell, tellFailure } from '../output';

const FORMATS = ['html', 'pdf', 'markdown', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

interface ReportOptions extends DataOptions {
  readonly format: Format;
  readonly out?: string;
  readonly force?: boolean;
  readonly month?: string;
  readonly sections?: readonly ReportSectionId[];
  readonly short?: boolean;
}

/** `printPdf` makes a PDF of the page; null: this terminal has no engine to do it with. */
export function addReport(program: Command, finish: Finish, printPdf: PdfPrinter | null = null): void {
  dataCommand(program, 'report', 'a report to forward: verdict, what to do, costs, limits, charts, advice, alerts', [
    'headroom report --format html --out report.html',
    'headroom report --format markdown --month 2026-10',
    'headroom report --sections costs,limits --format csv --out limits.csv',
    'headroom report --short',
  ])
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).default('markdown'))
    .option('--out <file>', 'the file to write (default: standard output; a PDF needs a file)')
    .option('--force', 'replace a file that is there already')
    .addOption(new Option('--month <month>', 'the month, YYYY-MM (default: the running one)').argParser(monthOf))
    .addOption(
      new Option('--sections <names>', `only these, with commas between: ${REPORT_SECTIONS.join(', ')}`).argParser(
        sectionsOf,
      ),
    )
    .option('--short', 'one paragraph and three figures, for a chat message or a board update')
    .action(async (options: ReportOptions) => finish(await report(options, printPdf)));
}

function monthOf(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    throw new InvalidArgumentError(NO_MONTH);
  }
  return text;
}

function sectionsOf(text: string): readonly ReportSectionId[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const found = REPORT_SECTIONS.find((id) => id === name);
    if (found === undefined) {
      throw new InvalidArgumentError(noSection(name, REPORT_SECTIONS));
    }
    return found;
  });
}

async function report(options: ReportOptions, printPdf: PdfPrinter | null): Promise<ExitCode> {
  const format = options.json === true ? 'json' : options.format;
  const out = options.out === undefined ? null : resolve(options.out);
  if (options.short === true && format !== 'markdown') {
    tell(REPORT_SHORT_IS_TEXT);
    return EXIT.wrongUse;
  }
  if (format === 'pdf' && out === null) {
    tell(REPORT_PDF_NEEDS_FILE);
    return EXIT.wrongUse;
  }
  // Before anything is worked out: whoever named a wrong file reads it at once.
  const allowed = out === null ? null : mayWrite(out, { dataDir: dataDirOf(options), replace: options.force === true });
  if (allowed?.ok === false) {
    tellFailure(allowed.failure);
    return EXIT.failure;
  }
  return withSession(options, async (session) => {
    const { code } = await readGround(session.account, ({ used }) => used !== null);
    if (code !== EXIT.fine) {
      return code;
    }
    const { month, sections } = options;
    if (month !== undefined && month > dayOf(session.account.clock.now(), 'UTC').slice(0, 7)) {
      tell(monthAhead(month));
      return EXIT.wrongUse;
    }
    const made = await madeReport(session, {
      ...(month === undefined ? {} : { month }),
      ...(sections === undefined ? {} : { sections }),
    });
    const content = options.short === true ? shortAsText(made) : await rendered(made, format, printPdf);
    return out === null ? printed(content) : written(content, out);
  });
}

async function madeReport({ account, sample }: TerminalSession, wish: ReportWish): Promise<Report> {
  const main = await account.ask(readMainAccount);
  const context = { account: main?.title ?? 'No account', sample, scheduler: account.schedulerState() };
  return account.ask(readReport, context, wish);
}

async function rendered(made: Report, format: Format, printPdf: PdfPrinter | null): Promise<string | Uint8Array> {
  switch (format) {
    case 'html':
      return reportAsHtml(made);
    case 'markdown':
      return reportAsMarkdown(made);
    case 'csv':
      return reportAsCsv(made);
    case 'json':
      return reportAsJson(made);
    case 'pdf':
      if (printPdf === null) throw new Error('No engine prints a PDF.');
      return printPdf(reportAsHtml(made), { title: `${made.title}, ${made.account}`, language: made.language });
  }
}

function printed(content: string | Uint8Array): ExitCode {
  if (typeof content === 'string') {
    printFile(content);
  }
  return EXIT.fine;
}

async function written(content: string | Uint8Array, out: string): Promise<ExitCode> {
  try {
    await writeFile(out, content);
  } catch {
    tell(notWritten(out));
    return EXIT.failure;
  }
  print(`Report: ${out}`);
  return EXIT.fine;
}
