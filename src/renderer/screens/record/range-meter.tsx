interface RangeMeterProps {
  /** Share that came true inside, 0 to 1. */
  readonly share: number;
  /** Share that the range promises, shown as a tick. */
  readonly promised: number;
  readonly tone: 'calm' | 'warning' | 'accent';
}

/** A bar of what was kept with a tick at what was promised. Decorative: the figures beside it say the same. */
export function RangeMeter({ share, promised, tone }: RangeMeterProps) {
  return (
    <span className={`range-meter range-meter-${tone}`} aria-hidden="true">
      <i className="range-meter-fill" style={{ width: `${share * 100}%` }} />
      <b className="range-meter-tick" style={{ left: `${promised * 100}%` }} />
    </span>
  );
}
