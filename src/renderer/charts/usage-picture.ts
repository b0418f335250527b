import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { dayIncreases } from '#shared/core/usage/day-increases';
import { DAY, type Instant } from '#shared/domain/instant';
import { formatDate, formatTime } from '#shared/format/date';
import { formatNumber, formatQuantity, formatShortQuantity } from '#shared/format/quantity';
import type { ChangeCause } from '#shared/ipc/forecast';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart } from '#shared/ipc/usage';
import { levelTone } from '../components/level-tone';
import type { ChartScene, SceneEvent } from './chart-scene';
import { type LimitStretch, limitInSight, limitStretches } from './limit-stretches';
import { midnightBefore } from './local-midnight';
import { type ValueScale, valueScale } from './value-scale';

/** `level`: the quantity held against the limit, as a line. `days`: what each day took, as bars. */
export type UsageShape = 'level' | 'days';

export interface PicturePoint {
  readonly t: Instant;
  readonly value: number;
  readonly provisional: boolean;
}

export interface UsagePicture {
  readonly shape: UsageShape;
  readonly points: readonly PicturePoint[];
  /** `points` with breaks (NaN) at gaps and at starts of windows, for the line. */
  readonly line: readonly { readonly x: Instant; readonly y: number }[];
  readonly scene: ChartScene;
  readonly scale: ValueScale;
}

/** More deployments than this become one mark a day with a count. */
const EVENTS_AT_MOST = 12;
/** Share of the plot that the forecast may take. */
const AHEAD_SHARE = 1 / 3;

/** Windows in which a total runs up and begins anew; what slides or stands for itself has no amounts by the day. */
const RUNNING: readonly MetricView['window'][] = ['week', 'billing-cycle', 'calendar-month', 'contract'];

/** The shapes that a metric can be shown in, the one that is held against the limit first. */
export function shapesOf(metric: Pick<MetricView, 'kind' | 'window'>): readonly UsageShape[] {
  if (metric.kind === 'gauge' || (metric.kind === 'period' && !RUNNING.includes(metric.window))) {
    return ['level'];
  }
  return metric.window === 'day' || metric.window === 'point-in-time' ? ['days'] : ['level', 'days'];
}

/** Turns the answer of `usage:chart` into what is drawn; `shape` must be one of `shapesOf`. */
export function usagePicture(chart: UsageChart, shape: UsageShape): UsagePicture {
  const { metric } = chart;
  const primary = shapesOf(metric)[0] === shape;
  const points = pointsOf(chart, shape);
  const path = primary ? shownPath(chart) : [];
  const limit = primary ? metric.limit : null;
  const values = points.map((point) => point.value);
  const forecast = path.map((step) => step.q90);
  const last = points.at(-1);
  const to = Math.max(chart.to, path.at(-1)?.t ?? 0, shape === 'days' ? (last?.t ?? 0) + DAY / 2 : 0);
  const from = shape === 'days' ? Math.min(chart.from, (points[0]?.t ?? chart.from) - DAY / 2) : chart.from;
  const change = changeMark(chart);
  const stretches = limitStretches(chart.limitSteps, limit, from, to);
  const scale = valueScale(values, forecast, limitInSight(stretches, values, limit));
  const scene: ChartScene = {
    from,
    to,
    now: chart.now,
    // The running day is not over: a fan of whole days does not open from it.
    nowValue: last && path.length > 0 && shape === 'level' ? valueNow(last, metric) : null,
    nowLabel: '',
    limit: sceneLimit(limit, stretches, metric.unit),
    thresholds: limit === null ? [] : thresholdsOf(metric, limit),
    path,
    // Where it was reached, or will be: also before now.
    reach: primary ? reachIn(chart, from, to) : null,
    gaps: chart.gaps.map((gap) => ({ ...gap, label: gapLabel(gap, chart.zone) })),
    windowStarts: windowLabels(chart),
    events: gatherEvents(chart),
    flags: chart.planChanges.map(({ t, name }) => {
      const isCause = change?.mark === 'flag' && change.t === t;
      return { t, label: isCause ? '' : name, isCause };
    }),
    change,
  };
  const line = brokenLine(points, chart);
  // A day's total stands at the day's start and holds until now.
  const reachesNow = last === undefined || metric.kind === 'gauge' || scene.nowValue === null || last.t >= chart.now;
  const upToNow = reachesNow ? line : [...line, { x: chart.now, y: scene.nowValue ?? last.value }];
  return { shape, points, line: upToNow, scene, scale };
}

/** The figure itself: a sliding sum has moved on before its day in progress is told. */
function valueNow(last: PicturePoint, { kind, window, current }: MetricView): number {
  return kind === 'daily' && window.startsWith('rolling') ? (current ?? last.value) : last.value;
}

function pointsOf(chart: UsageChart, shape: UsageShape): readonly PicturePoint[] {
  return chart.metric.kind === 'period' && shape === 'days' ? addedByDay(chart) : heldPoints(chart, shape);
}

function heldPoints({ points, metric }: UsageChart, shape: UsageShape): readonly PicturePoint[] {
  return points.flatMap((point) => {
    const value = heldIn(point, metric, shape);
    return value === null ? [] : [{ t: point.t, value, provisional: point.provisional }];
  });
}

/** What each day added to a running total; today's is not over. */
function addedByDay({ points, zone, now }: UsageChart): readonly PicturePoint[] {
  const today = dayStart(dayOf(now, zone), zone);
  return dayIncreases(points, zone).map((day) => ({ ...day, provisional: day.t === today }));
}

/** What a point shows: of day totals in the shape of a level what is held against the limit, null where that is not known. */
function heldIn({ value, cumulative }: UsageChart['points'][number], { kind }: MetricView, shape: UsageShape) {
  return shape === 'level' && kind === 'daily' ? cumulative : value;
}

function reachIn({ reach, metric }: UsageChart, from: Instant, to: Instant): ChartScene['reach'] {
  return reach === null || reach.at < from || reach.at > to ? null : { ...reach, tone: levelTone(metric) };
}

function shownPath(chart: UsageChart): UsageChart['path'] {
  const past = Math.max(DAY / 2, chart.now - chart.from);
  const end = Math.max(chart.to, chart.now + past * (AHEAD_SHARE / (1 - AHEAD_SHARE)));
  return chart.path.filter((step) => step.t > chart.now && step.t <= end);
}

function sceneLimit(limit: number | null, stretches: readonly LimitStretch[], unit: string): ChartScene['limit'] {
  if (limit === null) {
    return null;
  }
  const label = (value: number) => `Limit ${formatShortQuantity(value, unit)}`;
  return {
    value: limit,
    label: label(limit),
    sublabel: '',
    stretches: stretches.map((stretch) => ({ ...stretch, label: label(stretch.value) })),
  };
}

function thresholdsOf(metric: MetricView, limit: number): ChartScene['thresholds'] {
  return [
    { value: (limit * metric.criticalPercent) / 100, label: `${metric.criticalPercent} %`, kind: 'critical' },
    { value: (limit * metric.warningPercent) / 100, label: `${metric.warningPercent} %`, kind: 'warning' },
  ];
}

function gapLabel(gap: { readonly from: Instant; readonly to: Instant }, zone: string): string {
  return gap.to - gap.from < DAY
    ? `no data ${formatTime(gap.from, zone)}–${formatTime(gap.to, zone)}`
    : `no data ${formatDate(gap.from, zone)} – ${formatDate(gap.to, zone)}`;
}

/** What begins anew; else a billing period. */
const STARTS: Readonly<Partial<Record<MetricView['window'], string>>> = {
  week: 'new week',
  'calendar-month': 'new month',
  contract: 'new contract period',
};

function windowLabels(chart: UsageChart): ChartScene['windowStarts'] {
  const { window } = chart.metric;
  if (window === 'day') {
    return [];
  }
  const words = STARTS[window] ?? 'new billing period';
  return chart.windowStarts
    .filter((t) => t > chart.from && t < chart.to)
    .map((t, index, all) => {
      const date = formatDate(t, chart.zone);
      return { t, label: index === all.length - 1 ? `${date}, ${words}` : date };
    });
}

function changeMark(chart: UsageChart): ChartScene['change'] {
  const { change } = chart;
  if (change === null) {
    return null;
  }
  const cause = change.causes.length === 1 ? change.causes[0] : undefined;
  const t = cause?.t ?? change.since;
  if (t <= chart.from || t >= chart.to) {
    return null;
  }
  return {
    t,
    mark: cause?.kind === 'plan' ? 'flag' : 'diamond',
    label: cause === undefined ? `Since ${formatDate(change.since, chart.zone)}` : causeLabel(cause),
    sublabel: `${formatNumber(change.before)} → ${formatQuantity(change.after, change.unit)} a day`,
  };
}

function causeLabel({ kind, name }: ChangeCause): string {
  return kind === 'plan' ? `Changed to ${name}` : `${name} deployed`;
}

/** Each deployment, or where they are many one mark a day at its noon, and of today before now. */
function gatherEvents({ deployments, zone, now }: UsageChart): readonly SceneEvent[] {
  if (deployments.length <= EVENTS_AT_MOST) {
    return deployments.map(({ t }) => ({ t, count: 1 }));
  }
  const byDay = new Map<number, { t: Instant; count: number }>();
  for (const { t } of deployments) {
    const day = midnightBefore(t, zone);
    const entry = byDay.get(day) ?? { t: Math.min(day + DAY / 2, now), count: 0 };
    entry.count += 1;
    byDay.set(day, entry);
  }
  return [...byDay.values()];
}

function brokenLine(points: readonly PicturePoint[], chart: UsageChart): UsagePicture['line'] {
  const line: { x: Instant; y: number }[] = [];
  const breaks = [...chart.gaps.map((gap) => gap.from), ...chart.windowStarts.map((start) => start - 1)];
  let previous: Instant | null = null;
  for (const point of points) {
    const before = previous;
    if (before !== null && breaks.some((at) => at >= before && at < point.t)) {
      line.push({ x: (before + point.t) / 2, y: Number.NaN });
    }
    line.push({ x: point.t, y: point.value });
    previous = point.t;
  }
  return line;
}
