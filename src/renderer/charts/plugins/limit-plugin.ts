import type { Plugin } from 'chart.js';
import type { ChartScene } from '../chart-scene';
import type { ChartTheme } from '../chart-theme';
import { hatch } from '../hatch';
import { type Pen, takePen } from '../pen';

const WASH = 0.08;
/** Labels nearer than this would touch, in CSS pixels. */
const LABEL_ROOM = 13;

/** Limit line with its words, marks as dashed lines, washes between them, and the hatched zone above. */
export function limitPlugin(scene: ChartScene, theme: ChartTheme): Plugin {
  return {
    id: 'limit',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen && scene.limit) {
        drawZones(pen, scene, theme, scene.limit.value);
      }
    },
    afterDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen && scene.limit) {
        drawLimit(pen, scene, theme, scene.limit);
      }
    },
  };
}

function drawZones(pen: Pen, scene: ChartScene, theme: ChartTheme, limit: number): void {
  const edge = (value: number) => Math.min(pen.bottom, Math.max(pen.top, pen.y(value)));
  if (scene.marks.length === 0) {
    return;
  }
  const { context } = pen;
  context.save();
  context.fillStyle = hatch(context, theme.ink3, 0.3);
  context.fillRect(pen.left, pen.top, pen.right - pen.left, edge(limit) - pen.top);
  context.globalAlpha = WASH;
  let above = limit;
  for (const mark of [...scene.marks].sort((a, b) => b.value - a.value)) {
    context.fillStyle = mark.kind === 'critical' ? theme.crit : theme.warn;
    context.fillRect(pen.left, edge(above), pen.right - pen.left, edge(mark.value) - edge(above));
    above = mark.value;
  }
  context.restore();
  for (const mark of scene.marks) {
    const y = pen.y(mark.value);
    if (y >= pen.top && y <= pen.bottom) {
      const critical = mark.kind === 'critical';
      pen.line([pen.left, y], [pen.right, y], {
        color: critical ? theme.crit : theme.warn,
        dash: critical ? [2, 3] : [6, 4],
      });
    }
  }
}

function drawLimit(pen: Pen, scene: ChartScene, theme: ChartTheme, limit: NonNullable<ChartScene['limit']>): void {
  const y = pen.y(limit.value);
  if (y < pen.top - 1) {
    pen.text(`${limit.label} ↑`, pen.right + 8, pen.top + 6, { color: theme.ink, strong: true });
    return;
  }
  pen.line([pen.left, y], [pen.right, y], { color: theme.ink, width: 1.5 });
  pen.text(limit.label, pen.right + 8, y, { color: theme.ink, strong: true });
  const taken = [y];
  if (limit.sublabel !== '') {
    pen.text(limit.sublabel, pen.right + 8, y + theme.size * 1.3, { color: theme.ink3 });
    taken.push(y + theme.size * 1.3);
  }
  for (const mark of scene.marks) {
    const at = pen.y(mark.value);
    if (taken.every((other) => Math.abs(other - at) >= LABEL_ROOM)) {
      const color = mark.kind === 'critical' ? theme.critText : theme.warnText;
      pen.text(mark.label, pen.right + 8, at, { color, strong: true });
      taken.push(at);
    }
  }
}
