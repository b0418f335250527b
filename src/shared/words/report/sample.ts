/** What every form of a report on the sample account says. */
export const SAMPLE = 'Sample data. Nothing here is a real account.';

/** How the charts of a page are read. */
export const FAN = 'Dotted: what is expected. Dark: 50 of 100 cases, light: 80. The thick line across: the limit.';

/** How its bars are. */
export const BARS = 'Filled: so far. Outline: by the end of the period.';

/** The foot of a page. */
export function footWords(madeAtText: string): string {
  return `Made by Headroom on ${madeAtText}. It holds no credential.`;
}
