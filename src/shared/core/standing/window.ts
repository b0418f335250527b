import type { Period, Zone } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';
import type { StandingWindow, WindowLength } from '#shared/domain/standing';
import { rollingDays, slides } from '../usage/limit-window';

const FIXED: Readonly<Partial<Record<LimitWindow, WindowLength>>> = {
  day: { unit: 'day', count: 1 },
  week: { unit: 'day', count: 7 },
  'billing-cycle': { unit: 'month', count: 1 },
  'calendar-month': { unit: 'month', count: 1 },
  contract: { unit: 'contract' },
};

/** The window of a limit as values. `period`: the stretch that is counted now; null for a level. */
export function standingWindow(window: LimitWindow, period: Period | null, zone: Zone): StandingWindow {
  if (period === null) {
    return { kind: 'moment', length: null, zone, start: null, resetsAt: null };
  }
  const days = rollingDays(window);
  if (slides(window)) {
    const length = days === null ? ({ unit: 'hour', count: 24 } as const) : ({ unit: 'day', count: days } as const);
    return { kind: 'rolling', length, zone, start: period.start, resetsAt: null };
  }
  return { kind: 'fixed', length: FIXED[window] ?? null, zone, start: period.start, resetsAt: period.end };
}
