import type { Scale } from 'chart.js';
import type { ChartTheme } from './chart-theme';
import type { ValueScale } from './value-scale';

/** The vertical axis that all charts share: no line, hairlines at the scale's own marks, captions in the faintest ink. */
export function valueAxis(scale: ValueScale, theme: ChartTheme, caption: (value: number) => string) {
  return {
    type: 'linear' as const,
    min: scale.min,
    max: scale.max,
    border: { display: false },
    grid: { color: theme.line, drawTicks: false },
    afterBuildTicks(axis: Scale) {
      axis.ticks = scale.ticks.map((value) => ({ value }));
    },
    ticks: {
      autoSkip: false,
      padding: 8,
      color: theme.ink3,
      font: { family: theme.family, size: theme.size },
      callback: (value: number | string) => caption(Number(value)),
    },
  };
}
