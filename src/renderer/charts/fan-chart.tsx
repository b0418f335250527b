import type { ChartConfiguration } from 'chart.js';
import { useMemo } from 'react';
import type { Instant } from '#shared/domain/instant';
import { formatQuantity, formatShortQuantity } from '#shared/format/quantity';
import type { LevelTone } from '../components/level-tone';
import { ChartCanvas } from './chart-canvas';
import { chartOptions } from './chart-options';
import type { ChartScene, Reach, SceneStep } from './chart-scene';
import type { ChartTheme } from './chart-theme';
import { fanPlugin } from './plugins/fan-plugin';
import { limitPlugin } from './plugins/limit-plugin';
import { nowPlugin } from './plugins/now-plugin';
import { useChartTheme } from './use-chart-theme';
import { amountScale, fanScale } from './value-scale';
import './chart.css';

export interface FanChartProps {
  readonly points: readonly { readonly t: Instant; readonly value: number }[];
  readonly path: readonly SceneStep[];
  /** Null: none, and the picture shows the readings by themselves. */
  readonly limit: number | null;
  readonly unit: string;
  readonly planName: string | null;
  readonly reach: Reach | null;
  readonly tone: LevelTone;
  /** What the picture says, in a sentence. */
  readonly label: string;
}

/** Room at the right for the words of the limit, in heights of their type. */
const RIGHT_ROOM = 6;

/** The small fan: what was measured, the limit, and where the forecast meets it. No value axis. */
export function FanChart({ points, path, limit, unit, planName, reach, tone, label }: FanChartProps) {
  const theme = useChartTheme();
  // A parent that renders at each tick of the clock hands over the same parts in another object: the picture stays.
  const { from = null, at = null, to = null } = reach ?? {};
  const config = useMemo(() => {
    const met = at === null ? null : { from, at, to };
    return fanConfig({ points, path, limit, unit, planName, tone, reach: met }, theme);
  }, [points, path, limit, unit, planName, tone, from, at, to, theme]);
  return config ? <ChartCanvas config={config} label={label} /> : null;
}

type FanParts = Omit<FanChartProps, 'label'>;

function fanConfig(
  props: FanParts,
  theme: ChartTheme,
): ChartConfiguration<'line' | 'bar', { x: number; y: number }[]> | null {
  const first = props.points[0];
  const last = props.points.at(-1);
  if (!first || !last) {
    return null;
  }
  const scene = fanScene(props, first.t, last);
  const values = props.points.map((point) => point.value);
  const ahead = scene.path.filter((step) => step.t <= scene.to).map((step) => step.q90);
  const scale = props.limit === null ? amountScale([...values, ...ahead]) : fanScale(values, ahead, props.limit);
  return {
    type: 'line',
    data: {
      datasets: [
        {
          data: props.points.map((point) => ({ x: point.t, y: point.value })),
          borderColor: theme.accent,
          borderWidth: 2,
          borderJoinStyle: 'round',
          borderCapStyle: 'round',
          pointRadius: 0,
        },
      ],
    },
    options: chartOptions({ scene, theme, scale, rightRoom: RIGHT_ROOM * theme.size, showsValues: false }),
    plugins: [fanPlugin(scene, theme), limitPlugin(scene, theme), nowPlugin(scene, theme)],
  };
}

function limitLine(
  value: number,
  { unit, planName }: Pick<FanParts, 'unit' | 'planName'>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): ChartScene['limit'] {
  return {
    value,
    label: formatShortQuantity(value, unit),
    sublabel: planName === null ? '' : `${planName} plan`,
    stretches: [{ from, to, value, label: '' }],
  };
}

function fanScene(props: FanParts, from: Instant, last: { t: Instant; value: number }): ChartScene {
  const history = last.t - from;
  const wanted = Math.max(last.t + history * 0.8, (props.reach?.at ?? 0) + history * 0.25);
  const end = props.path.at(-1)?.t ?? last.t;
  const to = props.path.length === 0 ? last.t : Math.min(Math.max(end, last.t + history * 0.1), wanted);
  return {
    from,
    to,
    now: last.t,
    nowValue: last.value,
    nowLabel: formatQuantity(last.value, props.unit),
    limit: props.limit === null ? null : limitLine(props.limit, props, { from, to }),
    thresholds: [],
    path: props.path,
    reach: props.reach === null ? null : { ...props.reach, tone: props.tone },
    gaps: [],
    windowStarts: [],
    events: [],
    flags: [],
    change: null,
  };
}
