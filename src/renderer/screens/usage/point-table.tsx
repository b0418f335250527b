import { formatDateTime, formatWeekday } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { type LimitStretch, limitAt } from '../../charts/limit-stretches';
import type { PicturePoint, UsagePicture } from '../../charts/usage-picture';
import { type Column, DataTable } from '../../components/data-table';

interface PointTableProps {
  readonly chart: UsageChart;
  readonly picture: UsagePicture;
}

/** The same range and the same figures as the chart, newest first. */
export function PointTable({ chart, picture }: PointTableProps) {
  const { unit, title } = chart.metric;
  const { limit } = picture.scene;
  const when = (t: number) =>
    chart.resolution === 'day' || picture.shape === 'days'
      ? formatWeekday(t, chart.zone)
      : formatDateTime(t, chart.zone);
  const columns: Column<PicturePoint>[] = [
    { id: 'time', head: `Time (${chart.zone})`, cell: (point) => when(point.t), sortBy: (point) => point.t },
    {
      id: 'value',
      head: 'Value',
      align: 'end',
      cell: (point) => formatQuantity(point.value, unit),
      sortBy: (point) => point.value,
    },
    ...(limit === null ? [] : [shareColumn(limit.stretches)]),
    { id: 'state', head: 'State', cell: (point) => (point.provisional ? 'not final' : 'measured') },
  ];
  return (
    <div className="usage-table">
      <DataTable
        label={`${title}, ${picture.points.length} points`}
        columns={columns}
        rows={[...picture.points].reverse()}
        rowKey={(point) => point.t}
      />
    </div>
  );
}

function shareColumn(stretches: readonly LimitStretch[]): Column<PicturePoint> {
  const share = (point: PicturePoint) => {
    const limit = limitAt(stretches, point.t);
    return limit === null ? null : (point.value / limit) * 100;
  };
  return {
    id: 'share',
    head: 'Of the limit',
    align: 'end',
    cell: (point) => {
      const percent = share(point);
      return percent === null ? '–' : formatPercent(percent);
    },
    sortBy: (point) => share(point) ?? -1,
  };
}
