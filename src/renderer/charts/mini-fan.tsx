import type { BacktestDayView } from '#shared/ipc/record';
import './chart.css';

interface MiniFanProps {
  /** Oldest first. */
  readonly days: readonly BacktestDayView[];
}

const WIDTH = 112;
const HEIGHT = 34;
const INSET = 3;

type Quantile = 'q10' | 'q25' | 'q50' | 'q75' | 'q90';
type Point = readonly [x: number, y: number];

/** What each day was expected to bring, as bands, with what came. Decorative: figures beside it say the same. */
export function MiniFan({ days }: MiniFanProps) {
  if (days.length < 2) {
    return null;
  }
  const { of, came } = miniFanPoints(days);
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="mini-fan">
      <path className="mini-fan-wide" d={`${line([...of('q10'), ...[...of('q90')].reverse()])}Z`} />
      <path className="mini-fan-dense" d={`${line([...of('q25'), ...[...of('q75')].reverse()])}Z`} />
      <path className="mini-fan-median" d={line(of('q50'))} />
      <path className="mini-fan-came" d={line(came)} />
    </svg>
  );
}

/** Pixels of each quantile and of what came; a series that never moves runs through the middle. */
export function miniFanPoints(days: readonly BacktestDayView[]): {
  readonly of: (quantile: Quantile) => readonly Point[];
  readonly came: readonly Point[];
} {
  const values = days.flatMap(({ step, actual }) => [step.q10, step.q90, actual]);
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const first = days[0]?.step.t ?? 0;
  const span = (days.at(-1)?.step.t ?? 0) - first || 1;
  const place = (t: number, value: number): Point => [
    INSET + ((t - first) / span) * (WIDTH - 2 * INSET),
    range === 0 ? HEIGHT / 2 : HEIGHT - INSET - ((value - low) / range) * (HEIGHT - 2 * INSET),
  ];
  return {
    of: (quantile) => days.map(({ step }) => place(step.t, step[quantile])),
    came: days.map(({ step, actual }) => place(step.t, actual)),
  };
}

function line(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
}
