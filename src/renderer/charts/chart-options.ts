import type { ChartOptions, Scale, ScriptableScaleContext } from 'chart.js';
import { formatNumber } from '#shared/format/quantity';
import type { ChartScene } from './chart-scene';
import type { ChartTheme } from './chart-theme';
import { type TimeTick, timeTicks } from './time-ticks';
import { valueAxis } from './value-axis';
import type { ValueScale } from './value-scale';

interface OptionsInput {
  readonly scene: ChartScene;
  readonly theme: ChartTheme;
  readonly scale: ValueScale;
  readonly zone?: string;
  /** Pixels kept free at the right for the words of limit and thresholds. */
  readonly rightRoom: number;
  /** The small fan has no value axis. */
  readonly showsValues: boolean;
}

/** A picture that is drawn again when data or theme change, and reads its data as they are. */
export const STILL = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  events: [],
  parsing: false,
  normalized: true,
} satisfies ChartOptions<'line' | 'bar'>;

/** The frame that all charts share: no box, no vertical grid, hairlines, captions in the faintest ink. */
export function chartOptions(input: OptionsInput): ChartOptions<'line' | 'bar'> {
  const { scene, theme, scale, showsValues } = input;
  const font = { family: theme.family, size: theme.size };
  let ticks: readonly TimeTick[] = [];
  const tickAt = (context: ScriptableScaleContext) => ticks[context.index];
  return {
    ...STILL,
    layout: { padding: { top: showsValues ? 22 : 8, right: input.rightRoom, left: showsValues ? 0 : 8 } },
    scales: {
      x: {
        type: 'linear',
        // Bars would push the ends of the axis apart otherwise.
        offset: false,
        min: scene.from,
        max: scene.to,
        border: { color: theme.lineStrong },
        grid: { display: false },
        afterBuildTicks(axis: Scale) {
          ticks = timeTicks({
            from: scene.from,
            to: scene.to,
            width: axis.width,
            now: scene.now,
            reach: scene.reach?.at ?? null,
            zone: input.zone,
            sparse: !showsValues,
          });
          axis.ticks = ticks.map((tick) => ({ value: tick.value }));
        },
        ticks: {
          autoSkip: false,
          align: showsValues ? 'center' : 'inner',
          maxRotation: 0,
          padding: showsValues ? 6 : 2,
          color: (context: ScriptableScaleContext) => tickColor(tickAt(context), scene, theme),
          font: (context: ScriptableScaleContext) => ({
            ...font,
            weight: tickAt(context)?.kind === 'plain' ? 'normal' : 500,
          }),
          callback: (_value, index) => ticks[index]?.label ?? '',
        },
      },
      y: { display: showsValues, ...valueAxis(scale, theme, formatNumber) },
    },
  };
}

function tickColor(tick: TimeTick | undefined, scene: ChartScene, theme: ChartTheme): string {
  if (tick?.kind === 'now') {
    return theme.ink;
  }
  if (tick?.kind === 'reach') {
    const tones = { calm: theme.ink2, warning: theme.warnText, critical: theme.critText };
    return tones[scene.reach?.tone ?? 'calm'];
  }
  return theme.ink3;
}
