import type { Chart, ChartConfiguration, Scale } from 'chart.js';
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { formatPrice } from '#shared/format/money';
import { ChartCanvas } from './chart-canvas';
import { STILL } from './chart-options';
import type { ChartTheme } from './chart-theme';
import {
  type CostDay,
  costDayLabel,
  costDaysLabel,
  costDayWords,
  emptyDaysWords,
  labelledDays,
} from './cost-bar-words';
import { moveCursor } from './cursor';
import { hatch } from './hatch';
import { useChartTheme } from './use-chart-theme';
import { valueAxis } from './value-axis';
import { valueScale } from './value-scale';
import './chart.css';
import './cost-bars.css';

type CostCanvas = Chart<'line' | 'bar', { x: number; y: number }[]>;

interface CostBarsProps {
  readonly days: readonly CostDay[];
  /** Days of the whole period: those to come keep their place. */
  readonly count: number;
  readonly currency: string;
}

/** How much of the fill a provisional column has. */
const PROVISIONAL = 0.55;

/** A column a day: final solid, provisional lighter, estimate hatched. Pointer or arrow keys read the days. */
export function CostBars({ days, count, currency }: CostBarsProps) {
  const theme = useChartTheme();
  const places = Math.max(count, days.length);
  const config = useMemo(() => barsConfig(days, places, currency, theme), [days, places, currency, theme]);
  const [canvas, setCanvas] = useState<CostCanvas | null>(null);
  const [index, setIndex] = useState<number | null>(null);
  const [spoken, setSpoken] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    const order = days.map((_, at) => at);
    const next = days.length === 0 ? undefined : moveCursor(order, index, { key: event.key, shift: false }, []);
    if (next !== undefined && event.key.toLowerCase() !== 'd' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      setIndex(next);
      const read = next === null ? undefined : days[next];
      setSpoken(read ? costDayWords(read, currency) : '');
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const at = Math.round(canvas?.scales['x']?.getValueForPixel(x) ?? -1);
    setIndex(at >= 0 && at < days.length ? at : null);
  };
  const day = index === null ? undefined : days[index];
  const empty = emptyDaysWords(days);
  return (
    <div
      className="plot cost-bars"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot has its own keys, which `application` announces.
      tabIndex={0}
      aria-label={`Costs day by day: ${costDaysLabel(days, currency)}. Arrow keys read the days.`}
      aria-keyshortcuts="ArrowLeft ArrowRight Home End"
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setIndex(null)}
      onBlur={() => setIndex(null)}
    >
      <ChartCanvas config={config} label="" onChart={setCanvas} />
      {day && index !== null && canvas ? <Tip canvas={canvas} index={index} day={day} currency={currency} /> : null}
      {empty === null ? null : (
        <p className="plot-empty">
          <span className="cost-bars-empty">{empty}</span>
        </p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

interface TipProps {
  readonly canvas: CostCanvas;
  readonly index: number;
  readonly day: CostDay;
  readonly currency: string;
}

function Tip({ canvas, index, day, currency }: TipProps) {
  const x = canvas.scales['x']?.getPixelForValue(index) ?? 0;
  const { left, right, top } = canvas.chartArea;
  const onLeft = x > (left + right) / 2;
  return (
    <div
      className="plot-tip"
      aria-hidden="true"
      style={{ top, ...(onLeft ? { right: canvas.width - x + 14 } : { left: x + 14 }) }}
    >
      {costDayWords(day, currency)}
    </div>
  );
}

function barsConfig(
  days: readonly CostDay[],
  places: number,
  currency: string,
  theme: ChartTheme,
): ChartConfiguration<'line' | 'bar', { x: number; y: number }[]> {
  const scale = valueScale(
    days.map((day) => day.amount),
    [],
    null,
  );
  const font = { family: theme.family, size: theme.size };
  const labels = labelledDays(days.length);
  return {
    type: 'bar',
    data: {
      datasets: [
        {
          type: 'bar',
          data: days.map((day, at) => ({ x: at, y: day.amount })),
          backgroundColor: (context: { chart: Chart; dataIndex: number }) =>
            fillOf(days[context.dataIndex]?.state, context.chart, theme),
          borderColor: theme.accent,
          borderWidth: (context: { dataIndex: number }) =>
            days[context.dataIndex]?.state === 'estimate' ? { top: 1, left: 1, right: 1, bottom: 0 } : 0,
          grouped: false,
          barPercentage: 0.78,
          categoryPercentage: 1,
          maxBarThickness: 26,
          borderRadius: 2,
        },
      ],
    },
    options: {
      ...STILL,
      layout: { padding: { top: 8 } },
      scales: {
        x: {
          type: 'linear',
          offset: false,
          min: -0.5,
          max: places - 0.5,
          border: { color: theme.lineStrong },
          grid: { display: false },
          afterBuildTicks(axis: Scale) {
            axis.ticks = labels.map((value) => ({ value }));
          },
          ticks: {
            autoSkip: false,
            align: 'center',
            maxRotation: 0,
            color: theme.ink3,
            font,
            callback: (value) => costDayLabel(days[Number(value)]?.day ?? ''),
          },
        },
        y: valueAxis(scale, theme, (value) => formatPrice(value, currency)),
      },
    },
  };
}

function fillOf(state: CostDay['state'] | undefined, chart: Chart, theme: ChartTheme): string | CanvasPattern {
  switch (state) {
    case 'final':
      return theme.accent;
    case 'provisional':
      return `color-mix(in srgb, ${theme.accent} ${PROVISIONAL * 100}%, ${theme.surface})`;
    default:
      return hatch(chart.ctx, theme.accent, 1);
  }
}
