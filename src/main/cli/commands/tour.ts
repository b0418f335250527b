import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnections } from '#main/queries/connections/connection-views';
import { readOverview } from '#main/queries/home/overview';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import { readReport } from '#main/queries/report/report';
import { readReportAccount } from '#main/queries/report/report-account';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import type { TerminalSession } from '#main/session/terminal-session';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { oneLine } from '#shared/format/plain-text';
import { NO_ACCOUNT_NAME } from '#shared/words/report/accounts';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, tell, tellFailure, terminalWidth } from '../output';
import type { DataOptions } from '../place';
import { usageTable } from '../usage-table';
import { firingTable } from './alerts';
import { billText } from './bill';
import { limitsTable } from './limits';
import { recommendationTable } from './recommendations';

interface TourOptions extends DataOptions {
  readonly output: string;
}

export function addTour(program: Command, finish: Finish): void {
  dataCommand(
    program,
    'tour',
    'collect once, then print verdict, limits, usage, bill, recommendations and alerts, and write the report',
    ['headroom tour', 'headroom tour --sample --output tour'],
  )
    .option('--output <dir>', 'folder for the report', 'headroom-tour')
    .action(async (options: TourOptions) => finish(await tourOfAccounts(options)));
}

/** The configured accounts, or the sample account where there are none. */
async function tourOfAccounts(options: TourOptions): Promise<ExitCode> {
  if (options.sample) {
    return withSession(options, (session) => tour(session, options.output));
  }
  let empty = false;
  const code = await withSession(options, async (session) => {
    empty = (await session.account.ask(readConnections)).length === 0;
    return empty ? EXIT.fine : tour(session, options.output);
  });
  if (!empty) {
    return code;
  }
  tell('No account is connected: this is the sample account.');
  return withSession({ ...options, sample: true }, (session) => tour(session, options.output));
}

async function tour({ account, sample }: TerminalSession, output: string): Promise<ExitCode> {
  const folder = resolve(output);
  const collected = await account.collect('user');
  if (!collected.ok) {
    tellFailure(collected.failure);
  }
  const scheduler = account.schedulerState();
  const name = await account.ask(readReportAccount);
  const overview = await account.ask(readOverview, scheduler);
  print(`${oneLine(overview.verdict.headline)}\n${oneLine(overview.verdict.sentence)}\n`);
  const { list } = await account.ask(readStandings);
  print(`Limits\n${limitsTable({ list }, { now: account.clock.now() }, terminalWidth())}\n`);
  print(`Usage\n${usageTable(await account.ask(readUsageSummary), list, account.clock.now())}\n`);
  print(`Bill\n${billText(await account.ask(readBill, null))}\n`);
  print(`Recommendations\n${recommendationTable(await account.ask(readRecommendations), list, account.clock.now())}\n`);
  print(`Alerts\n${firingTable(await account.ask(readAlerts))}\n`);

  const report = await account.ask(readReport, { account: name ?? NO_ACCOUNT_NAME, sample, scheduler });
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'report.md'), reportAsMarkdown(report), 'utf8');
    await writeFile(join(folder, 'report.html'), reportAsHtml(report), 'utf8');
  } catch {
    tell(`The report could not be written into ${folder}. Choose another folder with --output.`);
    return EXIT.failure;
  }
  print(`Report: ${join(folder, 'report.html')} and report.md`);
  return collected.ok ? EXIT.fine : EXIT.failure;
}
