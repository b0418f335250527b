import './level-bars.css';

export type Level = 1 | 2 | 3 | 4;

/** Four rising bars: 1 low, 2 medium, 3 high, 4 critical. `label` is what they say. */
export function LevelBars({ level, label }: { readonly level: Level; readonly label: string }) {
  return (
    <span className={`level-bars level-bars-${level}`} role="img" aria-label={label}>
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}
