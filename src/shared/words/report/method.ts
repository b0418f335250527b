import type { ReportSection } from '#shared/domain/report';
import type { ReportGround } from './ground';

/** How the figures of a report were worked out; docs/reports.md says it at length. */
export function methodSection({ period }: Pick<ReportGround, 'period'>): ReportSection {
  return {
    id: 'method',
    title: 'How these figures were worked out',
    blocks: [{ kind: 'list', title: '', items: [...COSTS, ...(period.closed ? PAST : AHEAD), ...MONEY] }],
  };
}

const COSTS = [
  'Billed cost (FOCUS BilledCost) is what is charged so far, fees and use after the included credit. Effective cost (FOCUS EffectiveCost) spreads a fee over the days that it pays for.',
  'Each amount rests on the most authoritative source that covers its days: an invoice, the provider’s own costs, its running total, then own readings times the dated price list. A missing part makes a sum “at least”.',
];

const AHEAD = [
  'What a month comes to is drawn some hundred times from the calibrated forecasts of all metrics together, each draw priced as a whole; 8 of 10 draws lie in the range.',
  'Usage is what the providers answered; each figure is as old as its last reading.',
  'The days to a limit are the median of its forecast, with the interval that holds in 8 of 10 cases. The chance within 30 days is read from the same distribution.',
  'Limits stand in one order: what is reached, expected within 7 days, within 30, past a threshold, the rest; what only costs money stands one step later than what stops.',
  'The day by which to act is the first one on which the limit may be reached: on it or before in 1 of 10 cases.',
];

const PAST = [
  'How a limit stood is the highest that was held against it on any day of the month, beside the limit in force at its end.',
];

const MONEY = [
  'Revenue impact = revenue a day × share lost × hours to recover ÷ 24. Profit impact = revenue impact − what the change costs more. ROI = profit impact ÷ that cost.',
  'A saving is the bill as it is expected minus the bill with the change, worked out by the same functions. What a change saved is told 7 and 30 days after it, beside what was promised.',
  'A forecast is scored when its day is over and final: it held when what came lies inside the range that was to hold in 8 of 10 cases.',
];
