import type { Plugin } from 'chart.js';
import type { ChartScene } from '../chart-scene';
import type { ChartTheme } from '../chart-theme';
import { type Pen, takePen } from '../pen';

/** Pixels between a point and the middle of its words, and between words and a line. */
const ROOM = 9;
const CLEAR = 3;

/** "Now" as a dotted line under a ringed point, and the stretch on the limit where the forecast meets it. */
export function nowPlugin(scene: ChartScene, theme: ChartTheme): Plugin {
  return {
    id: 'now',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen && showsNow(scene)) {
        drawLine(pen, scene, theme);
      }
    },
    afterDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (!pen) {
        return;
      }
      if (showsNow(scene)) {
        drawNow(pen, scene, theme);
      }
      drawReach(pen, scene, theme);
    },
  };
}

function showsNow(scene: ChartScene): boolean {
  return scene.path.length > 0 || scene.nowLabel !== '';
}

/** Under the data and under the words of other plugins, which it would strike through. */
function drawLine(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  const x = pen.x(scene.now);
  const y = scene.nowValue === null ? pen.top : pen.y(scene.nowValue);
  pen.line([x, y + 8], [x, pen.bottom], { color: theme.ink3, dash: [2, 3] });
}

function drawNow(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  if (scene.nowValue === null) {
    return;
  }
  const x = pen.x(scene.now);
  const y = pen.y(scene.nowValue);
  dot(pen, x, y, theme.accent, theme.surface);
  if (scene.nowLabel !== '') {
    const limitY = scene.limit === null ? null : pen.y(scene.limit.value);
    pen.text(scene.nowLabel, x - 9, besideLine(y, limitY, theme.size), {
      color: theme.ink,
      align: 'right',
      strong: true,
      halo: theme.surface,
    });
  }
}

/** The middle of the words at a point: above it, but below where the line of the limit would run through them. */
export function besideLine(y: number, limitY: number | null, size: number): number {
  const above = y - ROOM;
  return limitY !== null && Math.abs(limitY - above) < size / 2 + CLEAR ? y + ROOM + CLEAR : above;
}

function drawReach(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  const { reach, limit } = scene;
  if (!reach || !limit || reach.at > scene.to) {
    return;
  }
  const y = pen.y(limit.value);
  const tones = { calm: theme.calm, warning: theme.warn, critical: theme.crit };
  const color = tones[reach.tone];
  const from = pen.x(Math.max(scene.now, reach.from ?? scene.now));
  const to = Math.min(pen.right, reach.to === null ? pen.right : pen.x(reach.to));
  pen.line([from, y], [to, y], { color, width: 5, cap: 'round' });
  dot(pen, pen.x(reach.at), y, color, theme.surface);
}

function dot(pen: Pen, x: number, y: number, color: string, ring: string): void {
  const { context } = pen;
  context.save();
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.strokeStyle = ring;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
  context.restore();
}
