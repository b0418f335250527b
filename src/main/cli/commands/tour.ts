import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnections } from '#main/queries/connections/connection-views';
import { limitsJson } from '#main/queries/home/limits-json';
import { readOverview } from '#main/queries/home/overview';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import { readReport } from '#main/queries/report/report';
import { readReportAccount } from '#main/queries/report/report-account';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import type { AccountSession } from '#main/session/account-session';
import type { TerminalSession } from '#main/session/terminal-session';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import type { Instant } from '#shared/domain/instant';
import { oneLine } from '#shared/format/plain-text';
import { NO_ACCOUNT_NAME } from '#shared/words/report/accounts';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell, tellFailure, terminalWidth } from '../output';
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
    return withSession(options, (session) => tour(session, options));
  }
  let empty = false;
  const code = await withSession(options, async (session) => {
    empty = (await session.account.ask(readConnections)).length === 0;
    return empty ? EXIT.fine : tour(session, options);
  });
  if (!empty) {
    return code;
  }
  tell('No account is connected: this is the sample account.');
  return withSession({ ...options, sample: true }, (session) => tour(session, options));
}

async function tour({ account, sample }: TerminalSession, { output, json = false }: TourOptions): Promise<ExitCode> {
  const folder = resolve(output);
  const collected = await account.collect('user');
  if (!collected.ok) {
    tellFailure(collected.failure);
  }
  const shown = await read(account);
  if (!json) {
    print(tourText(shown, account.clock.now()));
  }
  const name = (await account.ask(readReportAccount)) ?? NO_ACCOUNT_NAME;
  const report = await account.ask(readReport, { account: name, sample, scheduler: account.schedulerState() });
  const files = { html: join(folder, 'report.html'), markdown: join(folder, 'report.md') };
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(files.markdown, reportAsMarkdown(report), 'utf8');
    await writeFile(files.html, reportAsHtml(report), 'utf8');
  } catch {
    tell(`The report could not be written into ${folder}. Choose another folder with --output.`);
    return EXIT.failure;
  }
  if (json) {
    printJson({ ...tourJson(shown, account.clock.now()), report: files });
  } else {
    print(`Report: ${files.html} and report.md`);
  }
  return collected.ok ? EXIT.fine : EXIT.failure;
}

/** What is told after the collection, in this order. */
async function read(account: AccountSession) {
  return {
    verdict: (await account.ask(readOverview, account.schedulerState())).verdict,
    standings: await account.ask(readStandings),
    usage: await account.ask(readUsageSummary),
    bill: await account.ask(readBill, null),
    recommendations: await account.ask(readRecommendations),
    alerts: await account.ask(readAlerts),
  };
}

type Shown = Awaited<ReturnType<typeof read>>;

function tourText({ verdict, standings, usage, bill, recommendations, alerts }: Shown, now: Instant): string {
  const { list } = standings;
  return [
    `${oneLine(verdict.headline)}\n${oneLine(verdict.sentence)}\n`,
    `Limits\n${limitsTable({ list }, { now }, terminalWidth())}\n`,
    `Usage\n${usageTable(usage, list, now)}\n`,
    `Bill\n${billText(bill)}\n`,
    `Recommendations\n${recommendationTable(recommendations, list, now)}\n`,
    `Alerts\n${firingTable(alerts)}\n`,
  ].join('\n');
}

/** Each part as the command of its name answers it. */
function tourJson({ verdict, standings, usage, bill, recommendations, alerts }: Shown, now: Instant) {
  return {
    verdict,
    ...{ limits: limitsJson(standings, { now }), usage, bill },
    ...{ recommendations: recommendations.map(recommendationJson), alerts },
  };
}
