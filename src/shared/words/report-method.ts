/** How the figures of a report were worked out. */
export const REPORT_METHOD: readonly string[] = [
  'Usage is what the providers answered; each figure is as old as its last reading.',
  'Days to a limit are the median of the forecast, with the interval that holds in 8 of 10 cases.',
  'Revenue at risk = revenue a day × share lost × hours to recover ÷ 24. Profit impact = revenue at risk − what the change costs more. ROI = profit impact ÷ that cost.',
  'A saving is the bill as it is expected minus the bill with the change, worked out by the same functions.',
  'Prices are those of the dated price list; estimates, not bills.',
];
