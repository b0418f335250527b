/** What charts need of the tokens; colors are CSS color strings, `size` is in CSS pixels. */
export interface ChartTheme {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly surface: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly calm: string;
  readonly warn: string;
  readonly warnText: string;
  readonly crit: string;
  readonly critText: string;
  readonly family: string;
  readonly size: number;
}

/** Caption size of the type scale, in rem. */
const CAPTION_REM = 0.6875;

/** Reads the tokens as they are in force now: theme, forced colors and text zoom included. */
export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--text'),
    ink2: token('--text-2'),
    ink3: token('--text-3'),
    surface: token('--surface'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    accent: token('--accent'),
    calm: token('--calm'),
    warn: token('--warn'),
    warnText: token('--warn-text'),
    crit: token('--crit'),
    critText: token('--crit-text'),
    family: token('--font'),
    size: CAPTION_REM * Number.parseFloat(style.fontSize),
  };
}
