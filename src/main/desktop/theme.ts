/** Colors that the window needs before its page is there: tokens `--canvas` and `--text-2` of the design language. */
const chrome = {
  light: { canvas: '#F7F8FA', ink: '#454C59' },
  dark: { canvas: '#0D0F13', ink: '#B7BECA' },
} as const;

export interface ChromeColors {
  readonly canvas: string;
  readonly ink: string;
}

/** Background and button color of the title bar. */
export function chromeColors(dark: boolean): ChromeColors {
  return dark ? chrome.dark : chrome.light;
}
