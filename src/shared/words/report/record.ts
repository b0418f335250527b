import type { ReportRow, ReportSection } from '#shared/domain/report';
import { formatPercent } from '../../format/percent';
import { formatQuantity } from '../../format/quantity';
import { headsOf } from './costs';
import { count, figure } from './figure';
import type { ReportGround } from './ground';

/** Under so many judged forecasts a share says nothing. */
const FEW = 20;

/** How past forecasts came true. */
export function recordSection({ record }: ReportGround): ReportSection {
  const rows = record.series.map((one): ReportRow => {
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
  return {
    id: 'record',
    title: 'Track record of the forecasts',
    blocks: [
      { kind: 'text', text: record.sentence },
      ...(record.count === 0
        ? []
        : [
            {
              kind: 'facts' as const,
              title: '',
              figures: [
                count('record.count', 'Forecasts that came due', record.count),
                shareFigure('record.inside-80', record),
              ],
            },
          ]),
      ...(rows.length === 0
        ? []
        : [{ kind: 'table' as const, title: 'By metric', heads: headsOf('Metric', rows), rows }]),
    ],
  };
}

function shareFigure(id: string, { count: all, inside80 }: { readonly count: number; readonly inside80: number }) {
  const share = all === 0 ? null : (inside80 / all) * 100;
  const text = share === null || all < FEW ? `${inside80} of ${all}` : formatPercent(share);
  return figure(
    id,
    'Inside their 80 % range',
    { value: share === null ? null : Number(share.toFixed(2)), unit: 'percent', text },
    { note: all < FEW ? 'too few to judge' : '' },
  );
}
