import type { Chart } from 'chart.js';
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { missSide } from '#shared/core/forecasting/backtest';
import type { BacktestDayView } from '#shared/ipc/record';
import { ChartCanvas } from './chart-canvas';
import { moveCursor, nearest } from './cursor';
import { PlotCursor } from './plot-cursor';
import { PlotFrame } from './plot-frame';
import { middleOf, recordConfig } from './record-config';
import { useChartTheme } from './use-chart-theme';

type RecordCanvas = Chart<'line' | 'bar', { x: number; y: number }[]>;

/** One day in words. */
export interface DayWords {
  readonly when: string;
  readonly came: string;
  readonly expected: string;
  readonly verdict: string;
}

interface RecordPlotProps {
  /** Oldest first, at least one. */
  readonly days: readonly BacktestDayView[];
  readonly unit: string;
  readonly zone: string;
  readonly label: string;
  readonly wordsOf: (day: BacktestDayView) => DayWords;
}

/** What was expected of each day against what came. Pointer or arrow keys read the days, D the next miss. */
export function RecordPlot({ days, unit, zone, label, wordsOf }: RecordPlotProps) {
  const theme = useChartTheme();
  const config = useMemo(() => recordConfig(days, zone, theme), [days, zone, theme]);
  const times = useMemo(() => days.map(middleOf), [days]);
  const misses = useMemo(() => days.filter((day) => missSide(day) !== null).map(middleOf), [days]);
  const [canvas, setCanvas] = useState<RecordCanvas | null>(null);
  const [index, setIndex] = useState<number | null>(null);
  const [spoken, setSpoken] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCursor(times, index, { key: event.key, shift: event.shiftKey }, misses);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    setIndex(next);
    const at = next === null ? undefined : days[next];
    setSpoken(at === undefined ? '' : Object.values(wordsOf(at)).join(', '));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const t = canvas?.scales['x']?.getValueForPixel(x);
    setIndex(t === undefined ? null : nearest(times, t));
  };
  const day = index === null ? undefined : days[index];
  return (
    <PlotFrame
      className="record-plot"
      label={label}
      unit={unit}
      spoken={spoken}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onLeave={() => setIndex(null)}
    >
      <ChartCanvas config={config} label="" onChart={setCanvas} />
      {day && canvas ? (
        <PlotCursor canvas={canvas} t={middleOf(day)} value={day.actual}>
          <Tip words={wordsOf(day)} />
        </PlotCursor>
      ) : null}
    </PlotFrame>
  );
}

function Tip({ words }: { readonly words: DayWords }) {
  return (
    <>
      <div className="t-3">{words.when}</div>
      <div className="row row-baseline">
        <strong>{words.came}</strong>
        <span className="t-2">{words.verdict}</span>
      </div>
      <div className="t-3">{words.expected}</div>
    </>
  );
}
