import type { Chart } from 'chart.js';
import type { ChartTheme } from './chart-theme';

/** The plot of a chart with ways to draw in its own coordinates; shared by the plugins. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(t: number): number;
  y(value: number): number;
  clipped(draw: () => void): void;
  line(from: readonly [number, number], to: readonly [number, number], style: LineStyle): void;
  text(words: string, x: number, y: number, style: TextStyle): void;
  /** How wide the words would be, in CSS pixels. */
  width(words: string): number;
}

interface LineStyle {
  readonly color: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly cap?: CanvasLineCap;
}

interface TextStyle {
  readonly color: string;
  readonly align?: CanvasTextAlign;
  readonly strong?: boolean;
  /** A border in this color keeps the words readable on lines. */
  readonly halo?: string;
}

/** Null while the chart has no scales yet. */
export function takePen(chart: Chart, theme: ChartTheme): Pen | null {
  const { ctx: context, chartArea: area } = chart;
  const horizontal = chart.scales['x'];
  const vertical = chart.scales['y'];
  if (!area || !horizontal || !vertical) {
    return null;
  }
  return {
    context,
    left: area.left,
    right: area.right,
    top: area.top,
    bottom: area.bottom,
    x: (t) => horizontal.getPixelForValue(t),
    y: (value) => vertical.getPixelForValue(value),
    clipped(draw) {
      context.save();
      context.beginPath();
      context.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
      context.clip();
      draw();
      context.restore();
    },
    line(from, to, style) {
      context.save();
      context.strokeStyle = style.color;
      context.lineWidth = style.width ?? 1;
      context.lineCap = style.cap ?? 'butt';
      context.setLineDash([...(style.dash ?? [])]);
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
      context.restore();
    },
    text(words, x, y, style) {
      context.save();
      context.font = `${style.strong ? 500 : 400} ${theme.size}px ${theme.family}`;
      context.textAlign = style.align ?? 'left';
      context.textBaseline = 'middle';
      if (style.halo) {
        context.strokeStyle = style.halo;
        context.lineWidth = 4;
        context.lineJoin = 'round';
        context.strokeText(words, x, y);
      }
      context.fillStyle = style.color;
      context.fillText(words, x, y);
      context.restore();
    },
    width(words) {
      context.save();
      context.font = `500 ${theme.size}px ${theme.family}`;
      const { width } = context.measureText(words);
      context.restore();
      return width;
    },
  };
}
