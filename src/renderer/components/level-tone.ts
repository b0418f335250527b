import type { MetricView } from '#shared/ipc/metric-view';

/** How alarming a level looks: the color of meters, sparklines, fans and reached limits. */
export type LevelTone = 'calm' | 'warning' | 'critical';

/** The tone of a metric against its thresholds; what is unknown or has no limit is calm. */
export function levelTone(metric: Pick<MetricView, 'status'>): LevelTone {
  switch (metric.status) {
    case 'warning':
      return 'warning';
    case 'critical':
    case 'over':
      return 'critical';
    default:
      return 'calm';
  }
}
