import { billText } from '#main/cli/commands/bill';
import { limitsTable } from '#main/cli/commands/limits';
import { usageTable } from '#main/cli/usage-table';
import type { Message } from '#main/delivery/channel';
import { trayMenu } from '#main/desktop/tray-menu';
import { readBill } from '#main/queries/bill/read-bill';
import { readLimitList } from '#main/queries/home/limit-list';
import { limitsJson } from '#main/queries/home/limits-json';
import { readOverview } from '#main/queries/home/overview';
import { readTrayState } from '#main/queries/home/tray-state';
import { readReport } from '#main/queries/report/report';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import { reportAsCsv } from '#shared/core/reports/csv';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { figuresOfModel, type ReadFigure } from '../fixtures/report-figures';
import type { RunningAccount } from './an-account';
import { limitsPage, overviewPage } from './standing-page';

const INTERVAL_MINUTES = 15;
const SCHEDULER = { intervalMinutes: INTERVAL_MINUTES, running: false, nextCycleAt: null, startedAt: null } as never;

/** What each surface shows of an account at one moment, as it is rendered. */
export interface SurfaceTexts {
  readonly terminal: string;
  readonly json: string;
  readonly summary: string;
  /** Labels of the tray's menu, one a line. */
  readonly tray: string;
  readonly markdown: string;
  readonly html: string;
  readonly csv: string;
  readonly reportJson: string;
  /** What every form of the report has to show. */
  readonly reportFigures: readonly ReadFigure[];
  readonly overview: string;
  readonly limits: string;
  readonly bill: string;
  /** What a person was told at this moment. */
  readonly notices: readonly Pick<Message, 'title' | 'body'>[];
}

/** Reads every surface; `told`: how many notices there were before this moment. */
export async function surfaceTexts(
  { session: { account }, told }: RunningAccount,
  now: number,
  before: number,
): Promise<SurfaceTexts> {
  const standings = await account.ask(readStandings);
  const report = await account.ask(readReport, { account: 'acme', sample: false, scheduler: SCHEDULER });
  const menu = trayMenu(await account.ask(readTrayState, SCHEDULER, null), null, {} as never);
  return {
    terminal: limitsTable(standings, { now }, null),
    json: JSON.stringify(limitsJson(standings, { now })),
    summary: usageTable(await account.ask(readUsageSummary), standings.list, now),
    tray: menu.map(({ label, type }) => (type === 'separator' ? '---' : (label ?? ''))).join('\n'),
    markdown: reportAsMarkdown(report),
    html: reportAsHtml(report),
    csv: reportAsCsv(report),
    reportJson: reportAsJson(report),
    reportFigures: figuresOfModel(report),
    overview: overviewPage(await account.ask(readOverview, SCHEDULER), now),
    limits: limitsPage(await account.ask(readLimitList, INTERVAL_MINUTES), now),
    bill: billText(await account.ask(readBill)),
    notices: told.slice(before).map(({ title, body }) => ({ title, body })),
  };
}
