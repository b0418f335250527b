import type { Plugin } from 'chart.js';
import type { ChartScene, SceneStep } from '../chart-scene';
import type { ChartTheme } from '../chart-theme';
import { type Pen, takePen } from '../pen';

/** The forecast: 80 % and 50 % of cases as bands, the median dotted, from now on. */
export function fanPlugin(scene: ChartScene, theme: ChartTheme): Plugin {
  return {
    id: 'fan',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen) {
        drawFan(pen, fromNow(scene), theme.accent);
      }
    },
  };
}

/** Bands of 80 % and 50 % of cases with the median dotted; nothing for fewer than two steps. */
export function drawFan(pen: Pen, steps: readonly SceneStep[], color: string): void {
  if (steps.length < 2) {
    return;
  }
  pen.clipped(() => {
    band(pen, steps, color, 0.13, 'q10', 'q90');
    band(pen, steps, color, 0.17, 'q25', 'q75');
    median(pen, steps, color);
  });
}

/** The steps ahead, begun at the measured point of now so that the fan opens from it. */
function fromNow(scene: ChartScene): readonly SceneStep[] {
  const ahead = scene.path.filter((step) => step.t > scene.now);
  const value = scene.nowValue;
  return value === null || ahead.length === 0
    ? ahead
    : [{ t: scene.now, q10: value, q25: value, q50: value, q75: value, q90: value }, ...ahead];
}

type Quantile = 'q10' | 'q25' | 'q75' | 'q90';

function band(pen: Pen, steps: readonly SceneStep[], color: string, opacity: number, low: Quantile, high: Quantile) {
  const { context } = pen;
  context.save();
  context.globalAlpha = opacity;
  context.fillStyle = color;
  context.beginPath();
  for (const step of steps) {
    context.lineTo(pen.x(step.t), pen.y(step[high]));
  }
  for (const step of [...steps].reverse()) {
    context.lineTo(pen.x(step.t), pen.y(step[low]));
  }
  context.closePath();
  context.fill();
  context.restore();
}

function median(pen: Pen, steps: readonly SceneStep[], color: string): void {
  const { context } = pen;
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.setLineDash([1, 5]);
  context.beginPath();
  for (const step of steps) {
    context.lineTo(pen.x(step.t), pen.y(step.q50));
  }
  context.stroke();
  context.restore();
}
