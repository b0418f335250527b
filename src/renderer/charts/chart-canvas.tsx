import type { Chart, ChartConfiguration } from 'chart.js';
import { useLayoutEffect, useRef } from 'react';

type ChartClass = typeof Chart;

let loaded: ChartClass | null = null;

/** The library, loaded once the words around the first chart are on screen: nobody waits for a picture to read them. */
async function loadCharts(): Promise<ChartClass> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  loaded ??= (await import('./chart-js')).Chart;
  return loaded;
}

interface ChartCanvasProps {
  /** Made anew whenever something in it changes: charts do not animate, so a new one is as good as an update. */
  readonly config: ChartConfiguration<'line' | 'bar', { x: number; y: number }[]>;
  /** What the picture says; empty when words elsewhere say it. */
  readonly label: string;
  readonly onChart?: (chart: Chart<'line' | 'bar', { x: number; y: number }[]> | null) => void;
}

/** A canvas that Chart.js draws on, as large as its parent. */
export function ChartCanvas({ config, label, onChart }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!canvas.current) {
      return;
    }
    let chart: Chart<'line' | 'bar', { x: number; y: number }[]> | null = null;
    let gone = false;
    const draw = (Charts: ChartClass): void => {
      if (!gone && canvas.current) {
        chart = new Charts(canvas.current, config);
        onChart?.(chart);
      }
    };
    if (loaded === null) {
      void loadCharts().then(draw);
    } else {
      draw(loaded);
    }
    return () => {
      gone = true;
      onChart?.(null);
      chart?.destroy();
    };
  }, [config, onChart]);
  return (
    <canvas ref={canvas} role={label === '' ? 'presentation' : 'img'} aria-label={label === '' ? undefined : label} />
  );
}
