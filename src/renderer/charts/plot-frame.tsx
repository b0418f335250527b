import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { unitLabel } from '#shared/format/quantity';
import './chart.css';

interface PlotFrameProps {
  /** What the picture says, and which keys read it. */
  readonly label: string;
  readonly unit: string;
  /** What the keys have read, for a screen reader. */
  readonly spoken: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLDivElement>) => void;
  /** The pointer or the focus has left. */
  readonly onLeave: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Around a chart that pointer and keyboard read point by point: its name, its unit, its keys and its voice. */
export function PlotFrame({
  label,
  unit,
  spoken,
  onKeyDown,
  onPointerMove,
  onLeave,
  className = '',
  children,
}: PlotFrameProps) {
  return (
    <div
      className={`plot ${className}`.trim()}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot has its own keys, which `application` announces.
      tabIndex={0}
      aria-label={label}
      aria-keyshortcuts="ArrowLeft ArrowRight Home End D"
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={onLeave}
      onBlur={onLeave}
    >
      <span className="plot-unit t-caption t-3" aria-hidden="true">
        {unitLabel(unit)}
      </span>
      {children}
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}
