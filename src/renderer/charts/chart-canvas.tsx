import {
  BarController,
  BarElement,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { useLayoutEffect, useRef } from 'react';

Chart.register(BarController, BarElement, LinearScale, LineController, LineElement, PointElement);

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
    const chart = new Chart(canvas.current, config);
    onChart?.(chart);
    return () => {
      onChart?.(null);
      chart.destroy();
    };
  }, [config, onChart]);
  return (
    <canvas ref={canvas} role={label === '' ? 'presentation' : 'img'} aria-label={label === '' ? undefined : label} />
  );
}
