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

/**
 * Reads the tokens as they are in force now: theme, forced colors and text zoom included. A canvas knows no
 * `light-dark()`, so each color is read where the browser has resolved it: from an element that wears it.
 */
export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const probe = document.documentElement.appendChild(document.createElement('span'));
  const worn = getComputedStyle(probe);
  const color = (token: string) => {
    probe.style.color = `var(${token})`;
    return worn.color;
  };
  const theme = {
    ink: color('--text'),
    ink2: color('--text-2'),
    ink3: color('--text-3'),
    surface: color('--surface'),
    line: color('--line'),
    lineStrong: color('--line-strong'),
    accent: color('--accent'),
    calm: color('--calm'),
    warn: color('--warn'),
    warnText: color('--warn-text'),
    crit: color('--crit'),
    critText: color('--crit-text'),
    family: style.getPropertyValue('--font').trim(),
    size: CAPTION_REM * Number.parseFloat(style.fontSize),
  };
  probe.remove();
  return theme;
}
