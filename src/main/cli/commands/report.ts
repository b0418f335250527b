import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '#main/clock';
import { mayWriteNow } from '#main/files/own-file';
import { writeWhole } from '#main/files/whole-file';
import { cardPage, readNameMask } from '#main/queries/report/card';
import { type ReportWish, readReport } from '#main/queries/report/report';
import { readReportAccount } from '#main/queries/report/report-account';
import { reportContent } from '#main/queries/report/report-file';
import { localPaper } from '#main/session/local-paper';
import type { TerminalSession } from '#main/session/terminal-session';
import { dayOf } from '#shared/core/calendar/calendar';
import { shortAsText } from '#shared/core/reports/short';
import { type Result, succeed } from '#shared/domain/failure';
import { REPORT_SECTIONS, type Report, type ReportSectionId } from '#shared/domain/report';
import { NO_ACCOUNT_NAME } from '#shared/words/report/accounts';
import { MASKS_A_CARD } from '#shared/words/report-choices';
import {
  monthAhead,
  NO_MONTH,
  noSection,
  notWritten,
  REPORT_CARD_ALONE,
  REPORT_PDF_NEEDS_FILE,
  REPORT_SHORT_IS_TEXT,
} from '#shared/words/terminal';
import { dataDirOf, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printFile, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';
import { terminalPress } from '../press/terminal-press';
import { interrupted } from '../until-interrupted';

const FORMATS = ['html', 'pdf', 'markdown', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

interface ReportOptions extends DataOptions {
  readonly format: Format;
  readonly out?: string;
  readonly force?: boolean;
  readonly month?: string;
  readonly sections?: readonly ReportSectionId[];
  readonly short?: boolean;
  readonly card?: string;
  readonly maskNames?: boolean;
}

export function addReport(program: Command, finish: Finish): void {
  dataCommand(program, 'report', 'a report to forward: verdict, what to do, costs, limits, charts, advice, alerts', [
    'headroom report --format html --out report.html',
    'headroom report --format markdown --month 2026-10',
    'headroom report --sections costs,limits --format csv --out limits.csv',
    'headroom report --format pdf --out report.pdf',
    'headroom report --short',
    'headroom report --card verdict.png --mask-names',
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
    .option('--card <file>', 'write a picture of the verdict to share, as PNG')
    .option('--mask-names', 'call accounts and projects by numbers on that picture')
    .action(async (options: ReportOptions) => finish(await report(options)));
}

function monthOf(text: string): string {
  if (!/^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])$/.test(text)) {
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

async function report(options: ReportOptions): Promise<ExitCode> {
  if (options.card !== undefined) {
    if (isMoreThanCard(options)) {
      tell(REPORT_CARD_ALONE);
      return EXIT.wrongUse;
    }
    return card(options, resolve(options.card));
  }
  if (options.maskNames === true) {
    tell(MASKS_A_CARD);
    return EXIT.wrongUse;
  }
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
  const allowed =
    out === null ? null : mayWriteNow(out, { dataDir: dataDirOf(options), replace: options.force === true });
  if (allowed?.ok === false) {
    tellFailure(allowed.failure);
    return EXIT.failure;
  }
  return withKnown(options, async (session) => {
    const { month, sections } = options;
    if (month !== undefined && month > dayOf(session.account.clock.now(), 'UTC').slice(0, 7)) {
      tell(monthAhead(month));
      return EXIT.wrongUse;
    }
    const made = await madeReport(session, {
      ...(month === undefined ? {} : { month }),
      ...(sections === undefined ? {} : { sections }),
    });
    const content = options.short === true ? succeed(shortAsText(made)) : await rendered(made, format);
    return out === null ? printed(content) : written(content, out);
  });
}

/**
 * Runs `work` where anything is known. A report of old readings is written, since it says that they are; its exit code
 * says it too.
 */
function withKnown(options: ReportOptions, work: (session: TerminalSession) => Promise<ExitCode>): Promise<ExitCode> {
  return withSession(options, async (session) => {
    const { code, isShown } = await readGround(session.account, ({ used }) => used !== null);
    if (!isShown) {
      return code;
    }
    const done = await work(session);
    return done === EXIT.fine ? code : done;
  });
}

/** What is asked of a report beside the picture, and would be left out without a word. */
function isMoreThanCard({ json, short, format, out, month, sections }: ReportOptions): boolean {
  return (
    json === true || short === true || format !== 'markdown' || [out, month, sections].some((one) => one !== undefined)
  );
}

/** The verdict as a picture. */
async function card(options: ReportOptions, out: string): Promise<ExitCode> {
  const allowed = mayWriteNow(out, { dataDir: dataDirOf(options), replace: options.force === true });
  if (!allowed.ok) {
    tellFailure(allowed.failure);
    return EXIT.failure;
  }
  return withKnown(options, async (session) => {
    const made = await madeReport(session, { sections: [] });
    const mask = options.maskNames === true ? await session.account.ask(readNameMask) : null;
    const { html, size } = cardPage(made, mask);
    return written(await untilStopped((signal) => terminalPress(systemClock).paint(html, size, signal)), out);
  });
}

/** Lets what takes long be given up with the keyboard, and cleans up then. */
async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  void interrupted().then(() => stop.abort());
  return work(stop.signal);
}

async function madeReport({ account, sample }: TerminalSession, wish: ReportWish): Promise<Report> {
  const name = await account.ask(readReportAccount);
  const context = { account: name ?? NO_ACCOUNT_NAME, sample, scheduler: account.schedulerState() };
  return account.ask(readReport, context, wish);
}

function rendered(made: Report, format: Format): Promise<Result<string | Uint8Array>> {
  return untilStopped((signal) =>
    reportContent(made, format, { printer: terminalPress(systemClock), paper: localPaper(), signal }),
  );
}

function printed(content: Result<string | Uint8Array>): ExitCode {
  if (!content.ok) {
    tellFailure(content.failure);
    return EXIT.failure;
  }
  if (typeof content.value === 'string') {
    printFile(content.value);
  }
  return EXIT.fine;
}

async function written(content: Result<string | Uint8Array>, out: string): Promise<ExitCode> {
  if (!content.ok) {
    tellFailure(content.failure);
    return EXIT.failure;
  }
  try {
    await writeWhole(out, content.value);
  } catch {
    tell(notWritten(out));
    return EXIT.failure;
  }
  print(`Report: ${out}`);
  return EXIT.fine;
}
