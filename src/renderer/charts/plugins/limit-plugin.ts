import type { Plugin } from 'chart.js';
import type { ChartScene, SceneLimit } from '../chart-scene';
import type { ChartTheme } from '../chart-theme';
import { hatch } from '../hatch';
import { type Pen, takePen } from '../pen';

const WASH = 0.08;
/** Labels nearer than this would touch, in CSS pixels. */
const LABEL_ROOM = 13;
/** A past limit names itself where it was in force at least this long, in CSS pixels. */
const PAST_LABEL = 72;

/** Limit line with its words, thresholds as dashed lines, washes between them, and the hatched zone above. */
export function limitPlugin(scene: ChartScene, theme: ChartTheme): Plugin {
  return {
    id: 'limit',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen && scene.limit) {
        drawZones(pen, scene, theme, scene.limit);
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

function drawZones(pen: Pen, scene: ChartScene, theme: ChartTheme, limit: SceneLimit): void {
  if (scene.thresholds.length === 0) {
    return;
  }
  for (const stretch of limit.stretches) {
    const left = Math.max(pen.left, pen.x(stretch.from));
    const right = Math.min(pen.right, pen.x(stretch.to));
    const thresholds = scene.thresholds.map((threshold) => ({
      ...threshold,
      value: (threshold.value * stretch.value) / limit.value,
    }));
    const zone = { left, right, limit: stretch.value, thresholds };
    drawWashes(pen, theme, zone);
    drawThresholds(pen, theme, zone);
  }
}

interface Zone {
  readonly left: number;
  readonly right: number;
  readonly limit: number;
  readonly thresholds: ChartScene['thresholds'];
}

/** The hatched zone above a limit and the bands between its thresholds. */
function drawWashes(pen: Pen, theme: ChartTheme, { left, right, limit, thresholds }: Zone): void {
  const { context } = pen;
  const edge = (value: number) => Math.min(pen.bottom, Math.max(pen.top, pen.y(value)));
  context.save();
  context.fillStyle = hatch(context, theme.ink3, 0.3);
  context.fillRect(left, pen.top, right - left, edge(limit) - pen.top);
  context.globalAlpha = WASH;
  let above = limit;
  for (const threshold of [...thresholds].sort((a, b) => b.value - a.value)) {
    context.fillStyle = threshold.kind === 'critical' ? theme.crit : theme.warn;
    context.fillRect(left, edge(above), right - left, edge(threshold.value) - edge(above));
    above = threshold.value;
  }
  context.restore();
}

function drawThresholds(pen: Pen, theme: ChartTheme, { left, right, thresholds }: Zone): void {
  for (const threshold of thresholds) {
    const y = pen.y(threshold.value);
    if (y >= pen.top && y <= pen.bottom) {
      const critical = threshold.kind === 'critical';
      pen.line([left, y], [right, y], {
        color: critical ? theme.crit : theme.warn,
        dash: critical ? [2, 3] : [6, 4],
      });
    }
  }
}

/** A changed limit is a step: level while it was in force, upright where another one took its place. */
function drawSteps(pen: Pen, theme: ChartTheme, stretches: SceneLimit['stretches']): void {
  const style = { color: theme.ink, width: 1.5 };
  pen.clipped(() => {
    for (const [index, stretch] of stretches.entries()) {
      const y = pen.y(stretch.value);
      const [left, right] = [pen.x(stretch.from), pen.x(stretch.to)];
      pen.line([left, y], [right, y], style);
      const next = stretches[index + 1];
      if (next !== undefined) {
        if (next.from === stretch.to) {
          pen.line([right, y], [right, pen.y(next.value)], style);
        }
        if (right - left > PAST_LABEL) {
          pen.text(stretch.label, left + 6, y - 8, { color: theme.ink2, halo: theme.surface });
        }
      }
    }
  });
}

function drawLimit(pen: Pen, scene: ChartScene, theme: ChartTheme, limit: SceneLimit): void {
  drawSteps(pen, theme, limit.stretches);
  const y = pen.y(limit.value);
  if (y < pen.top - 1) {
    pen.text(`${limit.label} ↑`, pen.right + 8, pen.top + 6, { color: theme.ink, strong: true });
    return;
  }
  pen.text(limit.label, pen.right + 8, y, { color: theme.ink, strong: true });
  const taken = [y];
  if (limit.sublabel !== '') {
    pen.text(limit.sublabel, pen.right + 8, y + theme.size * 1.3, { color: theme.ink3 });
    taken.push(y + theme.size * 1.3);
  }
  for (const threshold of scene.thresholds) {
    const at = pen.y(threshold.value);
    if (taken.every((other) => Math.abs(other - at) >= LABEL_ROOM)) {
      const color = threshold.kind === 'critical' ? theme.critText : theme.warnText;
      pen.text(threshold.label, pen.right + 8, at, { color, strong: true });
      taken.push(at);
    }
  }
}
