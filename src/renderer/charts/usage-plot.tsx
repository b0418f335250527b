import type { Chart } from 'chart.js';
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { counted } from '#shared/format/plural';
import type { UsageChart } from '#shared/ipc/usage';
import { ChartCanvas } from './chart-canvas';
import { moveCursor, nearest } from './cursor';
import { PlotCursor } from './plot-cursor';
import { PlotFrame } from './plot-frame';
import { eventfulTimes, type PointWords, pointWords, spokenPoint } from './point-words';
import { usageConfig } from './usage-config';
import type { UsagePicture } from './usage-picture';
import { useChartTheme } from './use-chart-theme';

type UsageCanvas = Chart<'line' | 'bar', { x: number; y: number }[]>;

interface UsagePlotProps {
  readonly chart: UsageChart;
  readonly picture: UsagePicture;
  /** Sentence that stands in the middle when there is nothing to draw. */
  readonly emptyText: string;
}

/** The usage chart with its cursor: pointer or keyboard, values in a tooltip and a polite live region. */
export function UsagePlot({ chart, picture, emptyText }: UsagePlotProps) {
  const theme = useChartTheme();
  const config = useMemo(() => usageConfig(chart, picture, theme), [chart, picture, theme]);
  const [canvas, setCanvas] = useState<UsageCanvas | null>(null);
  const [index, setIndex] = useState<number | null>(null);
  const [spoken, setSpoken] = useState('');
  const times = useMemo(() => picture.points.map((point) => point.t), [picture]);
  const eventful = useMemo(() => eventfulTimes(chart, picture), [chart, picture]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = { key: event.key, shift: event.shiftKey };
      const next = times.length === 0 ? undefined : moveCursor(times, index, step, eventful);
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      event.preventDefault();
      setIndex(next);
      const words = next === null ? null : pointWords(chart, picture, next);
      setSpoken(words ? spokenPoint(words) : '');
    },
    [chart, picture, times, eventful, index],
  );
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const axis = canvas?.scales['x'];
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setIndex(axis && times.length > 0 ? nearest(times, axis.getValueForPixel(x) ?? 0) : null);
  };
  const words = index === null ? null : pointWords(chart, picture, index);
  return (
    <PlotFrame
      label={plotLabel(chart)}
      unit={chart.metric.unit}
      spoken={spoken}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onLeave={() => setIndex(null)}
    >
      <ChartCanvas config={config} label="" onChart={setCanvas} />
      {words && index !== null && canvas ? (
        <PlotCursor canvas={canvas} t={times[index] ?? 0} value={picture.points[index]?.value ?? 0}>
          <Tip words={words} />
        </PlotCursor>
      ) : null}
      {picture.points.length === 0 ? <p className="plot-empty">{emptyText}</p> : null}
    </PlotFrame>
  );
}

function Tip({ words }: { readonly words: PointWords }) {
  return (
    <>
      <div className="t-3">{words.when}</div>
      <div className="row row-baseline">
        <strong>{words.value}</strong>
        <span className="t-2">{words.share}</span>
      </div>
      {words.change === '' ? null : <div className="t-3">{words.change}</div>}
      {words.event === '' ? null : <div className="t-2">{words.event}</div>}
    </>
  );
}

function plotLabel(chart: UsageChart): string {
  const { metric, points } = chart;
  return `Chart of ${metric.title}, ${counted(points.length, 'point')}. Arrow keys read the values, D goes to the next deployment or plan change.`;
}
