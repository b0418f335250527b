import { stringify } from 'csv-stringify/sync';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { csvText } from '#shared/format/csv-cell';
import type { UsageChart } from '#shared/ipc/usage';

const HEAD = [
  'time',
  'value',
  'min',
  'max',
  'held against the limit',
  'limit',
  'percent of the limit',
  'unit',
  'provisional',
] as const;

/**
 * The points of a chart as CSV with a header: time (ISO 8601, UTC), the value that was read, and what is held against
 * the limit then: the level, a day's total, or the total or sum of the window up to then, beside the limit in force.
 */
export function usageCsv(chart: UsageChart): string {
  const { kind, window } = chart.metric;
  const isAddedUp = kind === 'daily' && window !== 'day' && window !== 'point-in-time';
  const rows = chart.points.map((point) => {
    const held = isAddedUp ? point.cumulative : point.value;
    const limit = limitAt(chart, point.t);
    return [
      formatInstant(point.t),
      point.value,
      point.min,
      point.max,
      held ?? '',
      limit ?? '',
      limit === null || limit <= 0 || held === null ? '' : Number(((held / limit) * 100).toFixed(2)),
      chart.metric.unit,
      point.provisional ? 'yes' : 'no',
    ];
  });
  return stringify([[...HEAD], ...rows], { cast: { string: csvText } });
}

/** The limit in force then; null where there was none, or nobody knew it. */
function limitAt({ metric, limitSteps }: UsageChart, t: Instant): number | null {
  if (limitSteps.length === 0) {
    return metric.limit;
  }
  return limitSteps.findLast(({ from }) => from <= t)?.value ?? null;
}
