import type { Plugin } from 'chart.js';
import type { ChartScene } from '../chart-scene';
import type { ChartTheme } from '../chart-theme';
import { hatch } from '../hatch';
import { type Pen, takePen } from '../pen';

const DIAMOND = 5;
/** Between a line and the words beside it, at the side that has room for them, in CSS pixels. */
const BESIDE = 8;
/** Between the counts of two neighbours, in CSS pixels: nearer ones read as one row of digits. */
const COUNT_AIR = 12;
/** A flag stands above the diamonds and their counts, so that one of the same day hides neither. */
const FLAG = { height: 32, length: 10, drop: 9 } as const;

/** Gaps as hatched strips, starts of windows as hairlines, deployments as diamonds on the axis, plan changes as flags. */
export function eventsPlugin(scene: ChartScene, theme: ChartTheme): Plugin {
  return {
    id: 'events',
    beforeDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen) {
        drawGaps(pen, scene, theme);
      }
    },
    afterDatasetsDraw(chart) {
      const pen = takePen(chart, theme);
      if (pen) {
        drawWindowStarts(pen, scene, theme);
        // Below the counts: a pole through one would make another number of it.
        drawFlags(pen, scene, theme);
        drawEvents(pen, scene, theme);
        drawChange(pen, scene, theme);
      }
    },
  };
}

function drawGaps(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  const { context } = pen;
  for (const gap of scene.gaps) {
    const from = Math.max(pen.left, pen.x(gap.from));
    const to = Math.min(pen.right, pen.x(gap.to));
    context.save();
    context.fillStyle = hatch(context, theme.ink3, 0.35);
    context.fillRect(from, pen.top, to - from, pen.bottom - pen.top);
    context.restore();
    const label = pen.width(gap.label) < to - from ? gap.label : 'no data';
    pen.text(label, (from + to) / 2, pen.top + 8, { color: theme.ink2, align: 'center', halo: theme.surface });
  }
}

function drawWindowStarts(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  for (const start of scene.windowStarts) {
    const x = pen.x(start.t);
    pen.line([x, pen.top], [x, pen.bottom], { color: theme.lineStrong });
    const left = x - pen.left > pen.width(start.label) + 2 * BESIDE;
    pen.text(start.label, left ? x - BESIDE : x + BESIDE, pen.top + theme.size * 0.9, {
      color: theme.ink3,
      align: left ? 'right' : 'left',
      halo: theme.surface,
    });
  }
}

function drawEvents(pen: Pen, { events }: ChartScene, theme: ChartTheme): void {
  const marks = events.map(({ t, count }) => ({ x: pen.x(t), words: count > 1 ? String(count) : '' }));
  // Some counts without the others would say that nothing was deployed between them.
  const fit = marks.every(({ x, words }, index) => {
    const before = marks[index - 1];
    return before === undefined || x - before.x > (pen.width(before.words) + pen.width(words)) / 2 + COUNT_AIR;
  });
  for (const { x, words } of marks) {
    diamond(pen, x, theme.surface, theme.ink3);
    if (fit && words !== '') {
      pen.text(words, x, pen.bottom - DIAMOND - 7, { color: theme.ink3, align: 'center', halo: theme.surface });
    }
  }
}

function drawFlags(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  for (const { t, label, isCause } of scene.flags) {
    const x = pen.x(t);
    const [fill, stroke] = isCause ? [theme.ink, theme.ink] : [theme.surface, theme.ink2];
    flag(pen, x, fill, stroke, theme.surface);
    pen.text(label, x + FLAG.length + 4, pen.bottom - FLAG.height + FLAG.drop / 2, {
      color: theme.ink2,
      halo: theme.surface,
    });
  }
}

function drawChange(pen: Pen, scene: ChartScene, theme: ChartTheme): void {
  const { change } = scene;
  if (change === null) {
    return;
  }
  const x = pen.x(change.t);
  const middle = (pen.top + pen.bottom) / 2;
  const foot = change.mark === 'flag' ? FLAG.height : DIAMOND;
  pen.line([x, middle], [x, pen.bottom - foot], { color: theme.ink3, dash: [2, 3] });
  if (change.mark === 'diamond') {
    diamond(pen, x, theme.ink, theme.ink);
  }
  const right = pen.right - x > Math.max(pen.width(change.label), pen.width(change.sublabel)) + 2 * BESIDE;
  const words = { align: right ? 'left' : 'right', halo: theme.surface } as const;
  const at = right ? x + BESIDE : x - BESIDE;
  const y = pen.bottom - (pen.bottom - middle) * 0.55;
  pen.text(change.label, at, y, { ...words, color: theme.ink, strong: true });
  pen.text(change.sublabel, at, y + theme.size * 1.35, { ...words, color: theme.ink3 });
}

function diamond(pen: Pen, x: number, fill: string, stroke: string): void {
  const { context } = pen;
  context.save();
  context.beginPath();
  context.moveTo(x, pen.bottom - DIAMOND);
  context.lineTo(x + DIAMOND, pen.bottom);
  context.lineTo(x, pen.bottom + DIAMOND);
  context.lineTo(x - DIAMOND, pen.bottom);
  context.closePath();
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = 1.25;
  context.fill();
  context.stroke();
  context.restore();
}

/** A border in the ground's color keeps the pole apart from the bars that it stands on. */
function flag(pen: Pen, x: number, fill: string, stroke: string, ground: string): void {
  const { context } = pen;
  const top = pen.bottom - FLAG.height;
  context.save();
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(x, pen.bottom);
  context.lineTo(x, top);
  context.lineTo(x + FLAG.length, top + FLAG.drop / 2);
  context.lineTo(x, top + FLAG.drop);
  context.strokeStyle = ground;
  context.lineWidth = 5;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = stroke;
  context.lineWidth = 1.25;
  context.stroke();
  context.restore();
}
