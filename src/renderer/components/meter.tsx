import type { LevelTone } from './level-tone';
import './meter.css';

export interface MeterProps {
  /** Percent of the limit, 0 and up; past 100 the bar is full and ends in an arrow. */
  readonly percent: number;
  /** Percent expected later; drawn hatched from `percent` on. Null: none. */
  readonly projected?: number | null;
  /** Thresholds in percent, shown as cuts. */
  readonly warning?: number | null;
  readonly critical?: number | null;
  readonly tone?: LevelTone | 'accent';
  /** Old value: hollow, no projection. */
  readonly stale?: boolean;
  readonly large?: boolean;
  /** Name for assistive technology, such as `Redis storage`. */
  readonly label: string;
  /** The value in words: `25.5 of 30 MB, 85 percent, warning from 75`. */
  readonly valueText: string;
}

/** The bar whose empty part is the headroom. Thresholds are cuts in it, so they show without color. */
export function Meter(props: MeterProps) {
  const { percent, warning = null, critical = null, tone = 'calm', stale = false, large = false } = props;
  const filled = clamp(percent);
  const projected = stale || props.projected == null ? filled : clamp(props.projected);
  const classes = ['meter', `meter-${tone}`, large ? 'meter-large' : '', stale ? 'meter-stale' : ''];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> can show neither the cuts nor the projection. */}
      <div
        className={classes.filter(Boolean).join(' ')}
        role="meter"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(filled)}
        aria-valuetext={props.valueText}
      >
        <i className="meter-fill" style={{ width: `${filled}%` }} />
        {projected > filled ? (
          <i className="meter-projected" style={{ left: `${filled}%`, width: `${projected - filled}%` }} />
        ) : null}
        <Cut at={warning} kind="warning" />
        <Cut at={critical} kind="critical" />
        {percent > 100 ? <b className="meter-arrow" /> : null}
      </div>
    </>
  );
}

function Cut({ at, kind }: { readonly at: number | null; readonly kind: string }) {
  return at === null ? null : <b className={`meter-cut meter-cut-${kind}`} style={{ left: `${clamp(at)}%` }} />;
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
