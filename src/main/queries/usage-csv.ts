import { stringify } from 'csv-stringify/sync';
import { formatInstant } from '#shared/core/calendar/calendar';
import { csvText } from '#shared/format/csv-cell';
import type { UsageChart } from '#shared/ipc/usage';

/** The points of a chart as CSV with a header: time (ISO 8601, UTC), value, min, max, unit, provisional. */
export function usageCsv(chart: UsageChart): string {
  const rows = chart.points.map((point) => [
    formatInstant(point.t),
    point.value,
    point.min,
    point.max,
    point.cumulative ?? '',
    chart.metric.unit,
    point.provisional ? 'yes' : 'no',
  ]);
  return stringify([['time', 'value', 'min', 'max', 'total in window', 'unit', 'provisional'], ...rows], {
    cast: { string: csvText },
  });
}
