import type { Chart } from 'chart.js';
import type { ReactNode } from 'react';
import type { Instant } from '#shared/domain/instant';

interface PlotCursorProps {
  readonly canvas: Chart<'line' | 'bar', { x: number; y: number }[]>;
  /** The point it stands on. */
  readonly t: Instant;
  readonly value: number;
  /** Lines of the tip. */
  readonly children: ReactNode;
}

const TIP_GAP = 12;
/** The tip begins so far above its point, and needs so much room below its top, in CSS pixels. */
const TIP = { above: 30, height: 84 } as const;

/** A line through a point of a chart, the point, and a tip beside it. Decorative: the live region says the same. */
export function PlotCursor({ canvas, t, value, children }: PlotCursorProps) {
  const { chartArea: area } = canvas;
  const x = canvas.scales['x']?.getPixelForValue(t) ?? 0;
  const y = canvas.scales['y']?.getPixelForValue(value) ?? 0;
  const onLeft = x > (area.left + area.right) / 2;
  const tip = {
    top: Math.max(area.top, Math.min(y - TIP.above, area.bottom - TIP.height)),
    ...(onLeft ? { right: canvas.width - x + TIP_GAP } : { left: x + TIP_GAP }),
  };
  return (
    <div aria-hidden="true">
      <div className="plot-line" style={{ left: x, top: area.top, height: area.bottom - area.top }} />
      <div className="plot-point" style={{ left: x, top: y }} />
      <div className="plot-tip" style={tip}>
        {children}
      </div>
    </div>
  );
}
