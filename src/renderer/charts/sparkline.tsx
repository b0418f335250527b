import type { LevelTone } from '../components/level-tone';
import './chart.css';

interface SparklineProps {
  readonly points: readonly { readonly t: number; readonly value: number }[];
  readonly tone: LevelTone;
}

const WIDTH = 96;
const HEIGHT = 28;
const INSET = 4;

/**
 * Seven days without axes, last point marked. Decorative: figures beside it say the same. Drawn as SVG, as
 * it has neither scale nor cursor and a dozen of them are on one screen.
 */
export function Sparkline({ points, tone }: SparklineProps) {
  const path = sparkPath(points);
  const last = path.at(-1);
  if (!last || path.length < 2) {
    return null;
  }
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className={`sparkline sparkline-${tone}`}>
      <path d={`M${path.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`} />
      <circle cx={last[0]} cy={last[1]} r={2.5} />
    </svg>
  );
}

/** Pixels of the line; a flat series runs through the middle. */
export function sparkPath(points: SparklineProps['points']): readonly (readonly [number, number])[] {
  const values = points.map((point) => point.value);
  const first = points[0]?.t ?? 0;
  const span = (points.at(-1)?.t ?? 0) - first || 1;
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return points.map((point) => [
    3 + ((point.t - first) / span) * (WIDTH - 8),
    range === 0 ? HEIGHT / 2 : HEIGHT - INSET - ((point.value - low) / range) * (HEIGHT - 2 * INSET),
  ]);
}
