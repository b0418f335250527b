import type { Command } from 'commander';
import { type ForecastRecordView, readForecastRecord } from '#main/queries/record/forecast-record';
import { formatPercent } from '#shared/format/percent';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { print, printJson, table } from '../output';
import type { DataOptions } from '../place';

export function addRecord(program: Command, finish: Finish): void {
  dataCommand(program, 'record', 'how past forecasts came true, by metric and overall', [
    'headroom record',
    'headroom record --json',
  ])
    .alias('forecast-record')
    .action(async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          const record = await account.ask(readForecastRecord);
          if (options.json) {
            printJson(record);
          } else {
            print(recordText(record));
          }
          return EXIT.fine;
        }),
      ),
    );
}

/** The record as a table: what was promised in the head, what came true below. */
function recordText({ overall, series }: ForecastRecordView): string {
  if (overall.count === 0) {
    return overall.sentence;
  }
  const share = (value: number | null) => (value === null ? '–' : formatPercent(value * 100));
  const rows = series.map((line) => [
    line.title,
    String(line.count),
    share(line.share50),
    share(line.share80),
    share(line.share95),
    line.meanError === null ? '–' : formatQuantity(line.meanError, line.unit),
    `× ${formatNumber(line.scale)}`,
  ]);
  const contests = series.flatMap(({ title, model }) => (model === null ? [] : [`${title}: ${model.sentence}`]));
  const replayed =
    overall.replayed === 0
      ? ''
      : ` ${formatNumber(overall.replayed)} of them were made afterwards, each from nothing but what was known before its day.`;
  return [
    `${overall.sentence}${replayed}`,
    table(
      ['Metric', 'Days', 'Inside 50 %', 'Inside 80 %', 'Inside 95 %', 'Mean error', 'Width'],
      rows,
      [1, 2, 3, 4, 5, 6],
    ),
    ...(contests.length === 0 ? [] : [contests.join('\n')]),
  ].join('\n\n');
}
