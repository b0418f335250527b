import { passageQuantile } from '#shared/core/forecasting/first-passage';
import { mayReachSoon } from '#shared/core/usage/metric-status';
import type { LimitCase } from './limits';
import type { Method } from './methods';

/** Days that the question is asked for. */
const FAR = 60;
const WEEK = 7;

interface Expected {
  readonly q10: number | null;
  readonly q50: number | null;
}

const RULES: readonly { readonly name: string; readonly warns: (days: Expected) => boolean }[] = [
  { name: 'the early edge, with the median in sight', warns: (days) => mayReachSoon(days, false) },
  { name: 'the early edge alone', warns: ({ q10 }) => q10 !== null && q10 <= WEEK },
  { name: 'the median alone', warns: ({ q50 }) => q50 !== null && q50 <= WEEK },
];

/** How often a rule warned, how often rightly, and how many of the limits that came within a week it warned of. */
export interface WarningScore {
  readonly rule: string;
  readonly cases: number;
  readonly warned: number;
  /** Shares of the warnings after which the limit was reached within 7, 14 and 30 days. */
  readonly cameTrue: readonly [number, number, number];
  readonly soon: number;
  /** Share of the limits reached within 7 days that were warned of. */
  readonly found: number;
}

/** Holds the rules by which a forecast may warn against limits that were set from what was known at the cut. */
export function warningScores(method: Method, cases: readonly LimitCase[]): readonly WarningScore[] {
  const answers = cases
    .filter(({ lead }) => lead === null)
    .map(({ history, level, limit, days }) => {
      const reached = method.ahead(history, FAR, level).reached(limit);
      return { days, expected: { q10: passageQuantile(reached, 0.1), q50: passageQuantile(reached, 0.5) } };
    });
  const within = (days: number | null, most: number) => days !== null && days <= most;
  const soon = answers.filter(({ days }) => within(days, WEEK));
  return RULES.map(({ name, warns }) => {
    const warned = answers.filter(({ expected }) => warns(expected));
    const share = (most: number) => warned.filter(({ days }) => within(days, most)).length / warned.length;
    return {
      rule: name,
      cases: answers.length,
      warned: warned.length,
      cameTrue: [share(WEEK), share(14), share(30)],
      soon: soon.length,
      found: soon.filter(({ expected }) => warns(expected)).length / soon.length,
    };
  });
}
