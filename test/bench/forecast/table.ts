import type { Accuracy } from './accuracy';
import type { Comparison } from './compare';
import { LEADS, type LimitScore } from './limits';
import type { ForecastBench } from './run';

/** The benchmark as Markdown, line by line. */
export function printed(bench: ForecastBench): string[] {
  return [
    ...accuracyTable('Daily series, 30 days ahead', bench.daily),
    ...accuracyTable('Hourly series, 72 hours ahead', bench.hourly),
    ...accuracyTable('Daily series made up', bench.madeUp.daily),
    ...accuracyTable('Hourly series made up', bench.madeUp.hourly),
    ...comparisonTable(bench),
    ...limitTable('Limits of all daily series', bench.limits),
    ...limitTable('Limits of the series of levels alone', bench.levels),
    ...reliabilityTable(bench.limits[0]),
    ...warningTable(bench),
    ...monthEndTable(bench),
    `Verdicts that changed on the same data within an hour: ${bench.stability.flips} of ${bench.stability.verdicts}.`,
    `200 series of 400 days: ${Math.round(bench.speed)} ms of one core.`,
    '',
    bench.missed.length === 0 ? 'Every goal is reached.' : `Missed: ${bench.missed.join(' ')}`,
  ];
}

function accuracyTable(title: string, rows: readonly Accuracy[]): string[] {
  return table(
    title,
    ['method', 'MASE', 'geometric', 'pinball', 'geometric', 'in 50 %', 'in 80 %', 'in 95 %'],
    rows.map((row) => [
      row.method,
      row.mase.toFixed(3),
      row.geometric.mase.toFixed(3),
      row.pinball.toFixed(3),
      row.geometric.pinball.toFixed(3),
      percent(row.inside50),
      percent(row.inside80),
      percent(row.inside95),
    ]),
  );
}

function comparisonTable({ againstEnsemble }: ForecastBench): string[] {
  const cell = ({ ratio, from, to }: Comparison) => `${ratio.toFixed(3)} (${from.toFixed(3)} to ${to.toFixed(3)})`;
  return table(
    'Headroom over the statistical ensemble (geometric mean of the ratios, paired bootstrap of series)',
    ['series', 'number', 'MASE', 'pinball'],
    againstEnsemble.map(({ name, mase, pinball }) => [name, String(mase.series), cell(mase), cell(pinball)]),
  );
}

function limitTable(title: string, rows: readonly LimitScore[]): string[] {
  const cases = rows[0]?.cases.join(' / ') ?? '';
  return table(
    `${title} (${cases} reached after ${LEADS.join(' / ')} days)`,
    ['method', ...LEADS.flatMap((lead) => [`days off at ${lead}`, 'mean']), 'Brier 7', 'Brier 30'],
    rows.map((row) => [
      row.method,
      ...row.error.flatMap((e, i) => [e.toFixed(2), (row.meanError[i] as number).toFixed(2)]),
      row.brier7.toFixed(4),
      row.brier30.toFixed(4),
    ]),
  );
}

function reliabilityTable(score: LimitScore | undefined): string[] {
  if (score === undefined) {
    return [];
  }
  const { unchosen } = score;
  const rows = score.reliability.filter((row) => row.count > 0);
  return [
    ...table(
      'Reliability of the probabilities',
      ['said', 'times', 'mean said', 'came true'],
      rows.map((row) => [
        `${Math.round(row.from * 100)} to ${Math.round(row.from * 100) + 10} %`,
        String(row.count),
        percent(row.stated),
        percent(row.cameTrue),
      ]),
    ),
    `Said with more than 80 %: ${score.sure.count}, wrong ${score.sure.wrong}, allowed ${score.sure.allowed.toFixed(1)}.`,
    `Of limits not chosen because they were reached: ${unchosen.said.toFixed(0)} of ${unchosen.asked} said, ${unchosen.came} came.`,
    '',
  ];
}

function warningTable({ warnings }: ForecastBench): string[] {
  const { cases = 0, soon = 0 } = warnings[0] ?? {};
  return table(
    `What may warn within 7 days (${cases} limits of levels, ${soon} reached within 7 days)`,
    ['rule', 'warned', 'reached within 7', 'within 14', 'within 30', 'found of those within 7'],
    warnings.map((row) => [row.rule, String(row.warned), ...row.cameTrue.map(percent), percent(row.found)]),
  );
}

function monthEndTable(bench: ForecastBench): string[] {
  return table(
    'Total at the end of the month',
    [
      'day',
      'months',
      'mean error',
      'pace so far',
      'ratio',
      'median error',
      'pace so far',
      'ratio',
      'middle series',
      'in 80 %',
    ],
    bench.monthEnd.map((row) => [
      String(row.day),
      String(row.months),
      percent(row.error),
      percent(row.pace),
      (row.error / row.pace).toFixed(2),
      percent(row.medianError),
      percent(row.medianPace),
      (row.medianError / row.medianPace).toFixed(2),
      row.middleSeries.toFixed(2),
      percent(row.inside80),
    ]),
  );
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
