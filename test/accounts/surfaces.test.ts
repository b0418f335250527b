import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { billText } from '#main/cli/commands/bill';
import { costsText } from '#main/cli/commands/costs';
import { runCycle } from '#main/collection/run-cycle';
import { trayMenu } from '#main/desktop/tray-menu';
import { readBill } from '#main/queries/bill/read-bill';
import { readOverview } from '#main/queries/home/overview';
import { readTrayState } from '#main/queries/home/tray-state';
import { readReport } from '#main/queries/report/report';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import { readStandings } from '#main/queries/standings/read-standings';
import { parseInstant } from '#shared/core/calendar/calendar';
import { daysTogether } from '#shared/core/costs/days-together';
import { reportAsCsv } from '#shared/core/reports/csv';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { CostCard } from '../../src/renderer/screens/overview/cost-card';
import {
  figuresOfCsv,
  figuresOfHtml,
  figuresOfJson,
  figuresOfMarkdown,
  type ReadFigure,
} from '../fixtures/report-figures';
import { account, cents } from './accountant';
import { accountFile, runAccount } from './an-account';

const NOON = '2026-11-20T12:00:00Z';
const SCHEDULER = { intervalMinutes: 15, running: false, nextCycleAt: null, startedAt: null } as never;

/** The first amount of a text, with whether it is said to be a lower bound. */
function firstAmount(text: string): { readonly cents: number; readonly atLeast: boolean } {
  const found = /(at least )?\$([\d,]+\.\d\d)/.exec(text.replace(/<[^>]*>/g, ' '));
  return {
    cents: Math.round(Number(found?.[2]?.replaceAll(',', '') ?? Number.NaN) * 100),
    atLeast: found?.[1] !== undefined,
  };
}

it.each(['ai', 'neon', 'upstash', 'idle-pro'])(
  '%s: every surface says the same total in the same words, and the accountant agrees',
  async (name) => {
    const running = await runAccount(accountFile(name), parseInstant(NOON) ?? 0);
    try {
      const opened = running.session.account;
      await opened.act(runCycle, { trigger: 'user', evaluate: 'none' });
      const told = await account(running.environment, NOON);
      const expected = {
        cents: cents(told.reduce((sum, { amount }) => sum + (amount ?? 0), 0)),
        atLeast: told.some(({ amount }) => amount === null),
      };
      const bill = await opened.ask(readBill);
      const overview = await opened.ask(readOverview, SCHEDULER);
      const report = await opened.ask(readReport, { account: 'acme', sample: false, scheduler: SCHEDULER });
      const tray = trayMenu(await opened.ask(readTrayState, SCHEDULER, null), null, {} as never);
      // The page of costs has each account's own total, and its parts and days add up to it.
      const views = await opened.ask(readAccountCosts);
      // No account of the bill is left out there: accounts and days of all of them come to the one total.
      for (const amounts of [
        views.map(({ soFar }) => soFar.atLeast),
        daysTogether(views, 'USD').map(({ amount }) => amount),
      ]) {
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(bill.soFar.amount, 4);
      }
      for (const view of views) {
        const own = bill.accounts.find((one) => one.connection === view.connectionId);
        expect([view.title, view.soFar.atLeast, view.projected?.atLeast]).toEqual([
          view.title,
          own?.soFar.amount,
          own?.projected?.q50,
        ]);
        for (const parts of [view.byDay, view.byProject, view.byService]) {
          expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(own?.soFar.amount ?? Number.NaN, 4);
        }
        // A database that ran every day did not cost all of it on the first one.
        if (name === 'neon' && view.title.startsWith('Postgres')) {
          expect(Math.max(...view.byDay.map(({ amount }) => amount))).toBeLessThan(2);
          expect(costsText(view)).toContain('Neon compute');
        }
      }
      const soFar = (figures: readonly ReadFigure[]) =>
        figures.find(({ of, label }) => of === '' && label === 'So far')?.text ?? '';
      const surfaces: Record<string, string> = {
        terminal: billText(bill),
        json: `${bill.soFar.complete ? '' : 'at least '}$${bill.soFar.amount.toFixed(2)}`,
        overview: overview.bill === null ? '' : renderToStaticMarkup(createElement(CostCard, { bill: overview.bill })),
        tray: tray.map(({ label }) => label ?? '').find((label) => label.includes('so far over everything')) ?? '',
        markdown: soFar(figuresOfMarkdown(reportAsMarkdown(report))),
        html: soFar(figuresOfHtml(reportAsHtml(report))),
        csv: soFar(figuresOfCsv(reportAsCsv(report))),
        'report as JSON': soFar(figuresOfJson(reportAsJson(report))),
      };
      for (const [surface, text] of Object.entries(surfaces)) {
        expect(firstAmount(text), surface).toEqual(expected);
      }
    } finally {
      await running.stop();
    }
  },
  60_000,
);

it('cdn: what the plan gives is used up on the days of its standings, wherever costs are told', async () => {
  const running = await runAccount(accountFile('cdn'), parseInstant(NOON) ?? 0);
  try {
    const opened = running.session.account;
    await opened.act(runCycle, { trigger: 'user', evaluate: 'none' });
    const { list } = await opened.ask(readStandings);
    const dayOfStanding = (metric: string) => {
      const expected = list.find((one) => one.metric === metric)?.expected?.q50;
      return new Date((expected ?? Number.NaN) * 1000).toISOString().slice(0, 10);
    };
    const vercel = (await opened.ask(readAccountCosts)).find(({ runOut }) => runOut.allowances.length > 0);
    // 8.81 of 20.00 are used; 129 GB are left of the included 1,000, and beyond it a day costs some six dollars more.
    expect(vercel?.runOut.credit).toBe(dayOfStanding('INCLUDED_CREDIT_USD'));
    expect(vercel?.runOut.allowances).toEqual([{ title: 'Bandwidth', day: dayOfStanding('BANDWIDTH_GB') }]);
    expect(vercel === undefined ? '' : costsText(vercel)).toContain(dayOfStanding('INCLUDED_CREDIT_USD'));
  } finally {
    await running.stop();
  }
}, 60_000);
