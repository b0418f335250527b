import type { ReportBlock, ReportRow, ReportSection } from '#shared/domain/report';
import { formatPercent } from '../../format/percent';
import { counted } from '../../format/plural';
import { formatQuantity } from '../../format/quantity';
import { headsOf } from './costs';
import { count, figure } from './figure';
import type { ReportGround, ReportRecord } from './ground';

/** Metrics that are told one by one. */
const MOST_METRICS = 8;
/** Under so many judged forecasts a share says nothing. */
const FEW = 20;

/** How past forecasts came true. */
export function recordSection({ record }: ReportGround): ReportSection {
  const overall: ReportBlock = {
    kind: 'facts',
    title: '',
    figures: [count('record.count', 'Forecasts that came due', record.count), shareFigure('record.inside-80', record)],
  };
  const blocks: readonly ReportBlock[] = record.count === 0 ? [] : [overall, ...bySeries(record.series)];
  return {
    id: 'record',
    title: 'Track record of the forecasts',
    blocks: [{ kind: 'text', text: record.sentence }, ...blocks],
  };
}

/** Those that can be judged, the worst first; the others are counted. */
function bySeries(series: ReportRecord['series']): readonly ReportBlock[] {
  const judged = series.filter((one) => one.count >= FEW).sort((a, b) => shareOf(a) - shareOf(b));
  const rows = judged.slice(0, MOST_METRICS).map((one): ReportRow => {
    const id = (name: string) => `record.${one.key}.${name}`;
    return {
      title: one.title,
      cells: [
        count(id('count'), 'Forecasts', one.count),
        shareFigure(id('inside-80'), one),
        figure(id('error'), 'Mean error', {
          value: one.meanError,
          unit: one.unit,
          text: one.meanError === null ? '–' : formatQuantity(one.meanError, one.unit),
        }),
      ],
    };
  });
  const better = judged.length - rows.length;
  const few = series.length - judged.length;
  const rest = [
    better === 0 ? '' : `${counted(better, 'more metric')} did better.`,
    few === 0 ? '' : `${counted(few, 'metric')} had too few forecasts to judge.`,
  ].filter((words) => words !== '');
  return [
    ...(rows.length === 0
      ? []
      : [{ kind: 'table' as const, title: 'By metric, the worst first', heads: headsOf('Metric', rows), rows }]),
    ...(rest.length === 0 ? [] : [{ kind: 'text' as const, text: rest.join(' ') }]),
  ];
}

interface Judged {
  readonly count: number;
  readonly inside80: number;
}

function shareOf({ count: all, inside80 }: Judged): number {
  return inside80 / Math.max(1, all);
}

function shareFigure(id: string, one: Judged) {
  const share = one.count === 0 ? null : shareOf(one) * 100;
  const text = share === null || one.count < FEW ? `${one.inside80} of ${one.count}` : formatPercent(share);
  return figure(
    id,
    'Inside their 80 % range',
    { value: share === null ? null : Number(share.toFixed(2)), unit: 'percent', text },
    { note: one.count < FEW ? 'too few to judge' : '' },
  );
}
