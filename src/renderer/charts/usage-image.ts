import { unitLabel } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { Chart } from './chart-js';
import type { ChartTheme } from './chart-theme';
import { drawLegend } from './legend-ink';
import { usageConfig } from './usage-config';
import type { UsagePicture } from './usage-picture';

/** Pixels of the file for one of the screen. */
const SCALE = 2;
const MARGIN = 20;
/** Sizes and lines of the head, in heights of a caption. */
const TITLE = 1.8;
const LINE = 1.1;
const LEADING = 1.5;

interface UsageImageInput {
  readonly chart: UsageChart;
  readonly picture: UsagePicture;
  readonly theme: ChartTheme;
  /** The chart with its legend as they stand on screen: the file has their size and places. */
  readonly figure: HTMLElement;
  readonly title: string;
  /** Lines under the title. */
  readonly lines: readonly string[];
}

/**
 * The chart on screen as a PNG at twice its size, in the theme of now, under a head that says what it is.
 * Null where the system has no room for a picture of that size.
 */
export async function usageImage(input: UsageImageInput): Promise<Uint8Array<ArrayBuffer> | null> {
  const { theme, figure, title, lines } = input;
  const head = theme.size * (TITLE + lines.length * LINE) * LEADING + MARGIN / 2;
  const box = figure.getBoundingClientRect();
  const sheet = document.createElement('canvas');
  sheet.width = Math.round((box.width + 2 * MARGIN) * SCALE);
  sheet.height = Math.round((box.height + head + 2 * MARGIN) * SCALE);
  const context = sheet.getContext('2d');
  if (context === null) {
    return null;
  }
  context.scale(SCALE, SCALE);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.translate(MARGIN, MARGIN);
  drawHead(context, theme, title, lines);
  context.translate(0, head);
  drawPlot(context, input, box);
  const legend = figure.querySelector('.legend');
  if (legend !== null) {
    drawLegend(context, legend, box, theme);
  }
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}

function drawHead(context: CanvasRenderingContext2D, theme: ChartTheme, title: string, lines: readonly string[]): void {
  context.textBaseline = 'top';
  context.fillStyle = theme.ink;
  context.font = `600 ${theme.size * TITLE}px ${theme.family}`;
  context.fillText(title, 0, 0);
  context.fillStyle = theme.ink2;
  context.font = `400 ${theme.size * LINE}px ${theme.family}`;
  for (const [index, line] of lines.entries()) {
    context.fillText(line, 0, theme.size * (TITLE + index * LINE) * LEADING);
  }
}

function drawPlot(context: CanvasRenderingContext2D, input: UsageImageInput, box: DOMRect): void {
  const { chart, picture, theme, figure } = input;
  const onScreen = figure.querySelector('canvas');
  if (onScreen === null) {
    return;
  }
  const place = onScreen.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = place.width;
  canvas.height = place.height;
  const config = usageConfig(chart, picture, theme);
  const drawn = new Chart(canvas, {
    ...config,
    options: { ...config.options, responsive: false, devicePixelRatio: SCALE },
  });
  const [left, top] = [place.left - box.left, place.top - box.top];
  context.drawImage(canvas, left, top, place.width, place.height);
  drawn.destroy();
  const unit = figure.querySelector('.plot-unit')?.getBoundingClientRect();
  if (unit) {
    context.textBaseline = 'middle';
    context.fillStyle = theme.ink3;
    context.font = `400 ${theme.size}px ${theme.family}`;
    context.fillText(unitLabel(chart.metric.unit), unit.left - box.left, (unit.top + unit.bottom) / 2 - box.top);
  }
}
