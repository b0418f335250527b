import type { Standing } from '#shared/domain/standing';
import type { LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { withStanding } from '../../../../src/renderer/gallery/fixtures/standing';

/** Wednesday 18 November 2026, 10:46 UTC. */
export const NOW = Date.parse('2026-11-18T10:46:00Z') / 1000;

/** Redis storage at 85 %, reached in five days; parts of it can be told otherwise. */
export function metricView(parts: Partial<MetricView> = {}, otherwise: Partial<Standing> = {}): MetricView {
  const view: MetricView = {
    standing: null,
    usageKey: 'cache/VERCEL_KV/STORAGE_MB',
    key: 'cache/VERCEL_KV/STORAGE_MB',
    summaryKey: 'VERCEL_KV_STORAGE_MB',
    connectionId: 'cache',
    connectionTitle: 'cache',
    title: 'Redis storage',
    shortTitle: 'Storage',
    group: 'Redis',
    icon: 'database',
    unit: 'MB',
    kind: 'gauge',
    current: 25.5,
    limit: 30,
    percent: 85,
    warningPercent: 75,
    criticalPercent: 90,
    window: 'point-in-time',
    windowEnd: null,
    zone: 'UTC',
    planName: 'Free',
    limitReason: '',
    status: 'warning',
    asOf: NOW - 240,
    stale: false,
    note: '',
    noteCode: null,
    growthPerDay: 0.9,
    growthInterval: null,
    daysToLimit: { q10: 4, q50: 5, q90: 7 },
    within7: 0.9,
    within14: 0.95,
    within30: 0.995,
    percentAtReset: null,
    forecastState: 'ready',
    forecastReason: '',
    sparkline: [],
    ...parts,
  };
  return withStanding(view, otherwise);
}

export function limitView(metric: Partial<MetricView> = {}, parts: Partial<LimitView> = {}): LimitView {
  return {
    metric: metricView(metric),
    source: 'price-list',
    reason: 'Free plan of the price list, no date',
    asOf: null,
    sourceOld: true,
    enabled: true,
    defaultValue: 30,
    mark: null,
    beforeReset: null,
    ...parts,
  };
}
