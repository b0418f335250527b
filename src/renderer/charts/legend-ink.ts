import type { ChartTheme } from './chart-theme';
import { hatch } from './hatch';

type Swatch = (context: CanvasRenderingContext2D, at: DOMRect, theme: ChartTheme) => void;

/** The strokes of the legend by the class that draws them on screen; a finer class stands before its base. */
const SWATCHES: readonly (readonly [string, Swatch])[] = [
  ['legend-bar-open', (context, at, theme) => fill(context, at, hatch(context, theme.accent, 1))],
  ['legend-bar', (context, at, theme) => fill(context, at, theme.accent)],
  ['legend-band', band],
  ['legend-dots', (context, at, theme) => stroke(context, at, theme.accent, [1, 5])],
  ['legend-line', (context, at, theme) => stroke(context, at, theme.accent, [])],
  ['legend-diamond', diamond],
  ['legend-flag', flag],
];

/**
 * Draws a legend into a picture, entry by entry where it stands on screen: `box` is what the picture's
 * origin stands for. An entry whose stroke has no equal here keeps its words.
 */
export function drawLegend(context: CanvasRenderingContext2D, legend: Element, box: DOMRect, theme: ChartTheme): void {
  context.save();
  context.translate(-box.left, -box.top);
  context.textBaseline = 'middle';
  for (const entry of legend.querySelectorAll('li')) {
    const mark = entry.firstElementChild;
    const place = entry.getBoundingClientRect();
    let left = place.left;
    if (mark !== null) {
      const at = mark.getBoundingClientRect();
      SWATCHES.find(([name]) => mark.classList.contains(name))?.[1](context, at, theme);
      left = at.right + Number.parseFloat(getComputedStyle(entry).columnGap);
    }
    const style = getComputedStyle(entry);
    context.font = `${style.fontWeight} ${style.fontSize} ${theme.family}`;
    context.fillStyle = style.color;
    context.fillText(entry.textContent.trim(), left, (place.top + place.bottom) / 2);
  }
  context.restore();
}

function fill(context: CanvasRenderingContext2D, at: DOMRect, style: CanvasPattern | string): void {
  context.fillStyle = style;
  context.beginPath();
  context.roundRect(at.left, at.top, at.width, at.height, 2);
  context.fill();
}

function stroke(context: CanvasRenderingContext2D, at: DOMRect, color: string, dash: readonly number[]): void {
  const y = (at.top + at.bottom) / 2;
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineCap = dash.length > 0 ? 'round' : 'butt';
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(at.left, y);
  context.lineTo(at.right, y);
  context.stroke();
  context.restore();
}

function band(context: CanvasRenderingContext2D, at: DOMRect, theme: ChartTheme): void {
  context.save();
  context.globalAlpha = 0.13;
  fill(context, at, theme.accent);
  context.globalAlpha = 0.17;
  fill(context, new DOMRect(at.left, at.top + at.height / 4, at.width, at.height / 2), theme.accent);
  context.restore();
}

function diamond(context: CanvasRenderingContext2D, at: DOMRect, theme: ChartTheme): void {
  const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
  context.save();
  context.strokeStyle = theme.ink3;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(x, at.top);
  context.lineTo(at.right, y);
  context.lineTo(x, at.bottom);
  context.lineTo(at.left, y);
  context.closePath();
  context.stroke();
  context.restore();
}

/** A flag on its pole, in the proportions of the drawing on screen: 10 wide, 14 high. */
function flag(context: CanvasRenderingContext2D, at: DOMRect, theme: ChartTheme): void {
  context.save();
  context.translate(at.left, at.top);
  context.scale(at.width / 10, at.height / 14);
  context.strokeStyle = theme.ink2;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(1, 14);
  context.lineTo(1, 1);
  context.lineTo(9, 5);
  context.lineTo(1, 9);
  context.stroke();
  context.restore();
}
