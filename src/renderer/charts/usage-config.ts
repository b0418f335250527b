import type { Chart, ChartConfiguration } from 'chart.js';
import type { UsageChart } from '#shared/ipc/usage';
import { chartOptions } from './chart-options';
import type { ChartTheme } from './chart-theme';
import { hatch } from './hatch';
import { eventsPlugin } from './plugins/events-plugin';
import { fanPlugin } from './plugins/fan-plugin';
import { limitPlugin } from './plugins/limit-plugin';
import { nowPlugin } from './plugins/now-plugin';
import type { UsagePicture } from './usage-picture';

/** Room at the right for the words of limit and thresholds, in heights of their type. */
const RIGHT_ROOM = 9.2;

/** What Chart.js draws of a picture, on the screen and into a file. */
export function usageConfig(
  chart: UsageChart,
  picture: UsagePicture,
  theme: ChartTheme,
): ChartConfiguration<'line' | 'bar', { x: number; y: number }[]> {
  const { scene, scale } = picture;
  return {
    type: picture.shape === 'days' ? 'bar' : 'line',
    data: { datasets: [picture.shape === 'days' ? barSet(picture, theme) : lineSet(picture, theme)] },
    options: chartOptions({
      scene,
      theme,
      scale,
      zone: chart.zone,
      rightRoom: RIGHT_ROOM * theme.size,
      showsValues: true,
    }),
    plugins: [eventsPlugin(scene, theme), fanPlugin(scene, theme), limitPlugin(scene, theme), nowPlugin(scene, theme)],
  };
}

function lineSet(picture: UsagePicture, theme: ChartTheme) {
  return {
    type: 'line' as const,
    data: picture.line.map(({ x, y }) => ({ x, y })),
    borderColor: theme.accent,
    borderWidth: 2,
    borderJoinStyle: 'round' as const,
    borderCapStyle: 'round' as const,
    pointRadius: picture.points.length === 1 ? 3 : 0,
    pointBackgroundColor: theme.accent,
    spanGaps: false,
    // The point of now stands on the edge of the plot and is not cut in half.
    clip: 5,
  };
}

function barSet(picture: UsagePicture, theme: ChartTheme) {
  return {
    type: 'bar' as const,
    data: picture.points.map((point) => ({ x: point.t, y: point.value })),
    backgroundColor: (context: { chart: Chart; dataIndex: number }) =>
      picture.points[context.dataIndex]?.provisional ? hatch(context.chart.ctx, theme.accent, 1) : theme.accent,
    grouped: false,
    barPercentage: 0.8,
    categoryPercentage: 1,
    maxBarThickness: 28,
    borderRadius: 2,
  };
}
