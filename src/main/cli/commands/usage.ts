import { type Command, Option } from 'commander';
import { readMetricList } from '#main/queries/home/limit-views';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { usageCsv } from '#main/queries/usage/usage-csv';
import { metricJson, usageJson } from '#main/queries/usage/usage-json';
import type { AccountSession } from '#main/session/account-session';
import { formatDateTime } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart, UsageRange } from '#shared/ipc/usage';
import { dataCommand, withRiskOptions } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { findMetric, limitsOf } from '../find-metric';
import { readGround } from '../no-data';
import { print, printJson, table, tellFailure } from '../output';
import type { RiskOptions } from '../place';
import { answerRisk, type RiskAnswer, toldNothing } from '../risk-answer';

interface UsageOptions extends RiskOptions {
  readonly range: Extract<UsageRange, string>;
  readonly csv?: boolean;
}

/** As many points as a quarter of days or a month of hours has. */
const POINTS = 2_000;

export function addUsage(program: Command, finish: Finish): void {
  withRiskOptions(
    dataCommand(program, 'usage', 'every metric by account; with a metric what was read of it over time', [
      'headroom usage',
      'headroom usage VERCEL_KV_STORAGE_MB --range 7d',
      'headroom usage VERCEL_KV_STORAGE_MB --range 90d --csv > storage.csv',
      'headroom usage VERCEL_KV_STORAGE_MB --exit-code || echo "look at it"',
    ]),
  )
    .argument('[metric]', 'as "summary" names it, such as VERCEL_KV_STORAGE_MB, or its key')
    .addOption(new Option('--range <range>', 'how far back').choices(['24h', '7d', '30d', '90d']).default('30d'))
    .addOption(new Option('--csv', 'the readings as CSV').conflicts('json'))
    .action(async (name: string | undefined, options: UsageOptions) =>
      finish(
        await answerRisk(options, ({ account }) =>
          name === undefined ? list(account, options) : history(account, name, options),
        ),
      ),
    );
}

async function list(account: AccountSession, options: UsageOptions): Promise<RiskAnswer> {
  const { code, standings } = await readGround(account, ({ used }) => used !== null);
  const views = await account.ask(readMetricList, account.scheduler.intervalMinutes);
  if (options.json) {
    printJson(views.map(metricJson));
  } else if (views.length > 0) {
    const rows = views.map(({ summaryKey, title, connectionTitle, current, unit, percent, note }) => [
      connectionTitle,
      title,
      current === null ? 'not available' : formatQuantity(current, unit),
      percent === null ? '–' : formatPercent(percent),
      summaryKey,
      note,
    ]);
    print(table(['Account', 'What', 'Used', 'Percent', 'Metric', ''], rows, [2, 3]));
  }
  return { code, told: standings.list };
}

async function history(account: AccountSession, name: string, options: UsageOptions): Promise<RiskAnswer> {
  const found = await findMetric(account, name);
  if (found === null) {
    return toldNothing(EXIT.wrongUse);
  }
  const question = { key: found.view.usageKey ?? '', range: options.range, points: POINTS };
  const chart = await account.ask(readUsageChart, question, account.scheduler.intervalMinutes);
  if (!chart.ok) {
    tellFailure(chart.failure);
    return toldNothing(EXIT.failure);
  }
  if (options.csv) {
    process.stdout.write(usageCsv(chart.value));
  } else if (options.json) {
    printJson(usageJson(chart.value));
  } else {
    print(historyTable(chart.value));
  }
  const { code } = await readGround(account, ({ used }) => used !== null);
  return { code: chart.value.points.length === 0 ? EXIT.nothingCollected : code, told: await limitsOf(account, found) };
}

/** Newest first, so that what is asked for stands where the eye is. */
function historyTable({ metric, points }: UsageChart): string {
  const figure = (value: number | null) => (value === null ? '–' : formatQuantity(value, metric.unit));
  const rows = points
    .toReversed()
    .map(({ t, value, min, max, cumulative }) => [
      formatDateTime(t),
      figure(value),
      figure(min),
      figure(max),
      figure(cumulative),
    ]);
  return [
    `${metric.title}, ${metric.connectionTitle}`,
    table(['When', 'Read', 'Least', 'Most', 'In the window'], rows, [1, 2, 3, 4]),
  ].join('\n');
}
