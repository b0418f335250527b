import type { AlertRules } from '#shared/domain/alert-rule';

/** What rings where nobody chose otherwise. */
export const DEFAULT_RULES: AlertRules = {
  off: [],
  marks: {},
  forecast: { withinDays: 7, probability: 0.1 },
  budget: { marks: [50, 75, 100], projected: true },
  rate: { times: 3 },
  stale: { afterMinutes: 120 },
  token: { warningDays: 7, criticalDays: 1 },
  silence: { meters: [], hours: 24 },
  expectsNone: [],
  notices: { reset: [], back: [] },
};

/** Percentage points below a mark that count as back to normal: a value on a mark does not flap. */
export const HYSTERESIS = 2;
