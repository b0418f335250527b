import type { ChartConfiguration, Plugin } from 'chart.js';
import { missSide } from '#shared/core/forecasting/backtest';
import { DAY, type Instant } from '#shared/domain/instant';
import type { BacktestDayView } from '#shared/ipc/record';
import { chartOptions } from './chart-options';
import type { ChartScene, SceneStep } from './chart-scene';
import type { ChartTheme } from './chart-theme';
import { takePen } from './pen';
import { drawFan } from './plugins/fan-plugin';
import { fittedScale } from './value-scale';

const MISSED_RADIUS = 4;

/** A day stands at its middle, in epoch seconds. */
export function middleOf({ step }: BacktestDayView): Instant {
  return step.t - DAY / 2;
}

/** What was expected of each day, as bands, with what came as a line and the misses as rings. */
export function recordConfig(
  days: readonly BacktestDayView[],
  zone: string,
  theme: ChartTheme,
): ChartConfiguration<'line' | 'bar', { x: number; y: number }[]> {
  const scale = fittedScale(days.flatMap(({ step, actual }) => [step.q10, step.q90, actual]));
  return {
    type: 'line',
    data: {
      datasets: [
        {
          type: 'line',
          data: days.map((day) => ({ x: middleOf(day), y: day.actual })),
          borderColor: theme.ink,
          borderWidth: 2,
          borderJoinStyle: 'round',
          borderCapStyle: 'round',
          pointRadius: days.map((day) => (missSide(day) !== null ? MISSED_RADIUS : 0)),
          pointBackgroundColor: theme.surface,
          pointBorderColor: theme.warn,
          pointBorderWidth: 2,
          clip: 6,
        },
      ],
    },
    options: chartOptions({ scene: sceneOf(days), theme, scale, zone, rightRoom: theme.size, showsValues: true }),
    plugins: [bandsPlugin(days, theme)],
  };
}

function bandsPlugin(days: readonly BacktestDayView[], theme: ChartTheme): Plugin {
  const steps: readonly SceneStep[] = days.map((day) => ({ ...day.step, t: middleOf(day) }));
  return {
    id: 'bands',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen) {
        drawFan(pen, steps, theme.accent);
      }
    },
  };
}

function sceneOf(days: readonly BacktestDayView[]): ChartScene {
  const [first, last] = [days[0], days.at(-1)];
  const to = last === undefined ? 0 : middleOf(last);
  return {
    from: first === undefined ? 0 : middleOf(first),
    to,
    // The axis says dates alone: what has come due lies in the past.
    now: to + DAY,
    nowValue: null,
    nowLabel: '',
    limit: null,
    thresholds: [],
    path: [],
    reach: null,
    gaps: [],
    windowStarts: [],
    events: [],
    flags: [],
    change: null,
  };
}
