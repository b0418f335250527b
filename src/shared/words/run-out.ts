import { addDays, dayOf } from '../core/calendar/calendar';
import type { CostsView } from '../ipc/costs';

/** What runs out within the period, as sentences; `dayText` writes a day. A day that is over is told as past. */
export function runOutWords(
  { runOut, periodStart, zone, day: passed }: Pick<CostsView, 'runOut' | 'periodStart' | 'zone' | 'day'>,
  dayText: (day: string) => string,
): Record<'credit' | 'budget' | 'allowances', readonly string[]> {
  const today = addDays(dayOf(periodStart, zone), passed - 1);
  const usedUp = (what: string, day: string) => `${what} ${day < today ? 'was' : 'is'} used up on ${dayText(day)}.`;
  return {
    credit: runOut.credit === null ? [] : [usedUp('The credit', runOut.credit)],
    budget: runOut.budget === null ? [] : [usedUp('The budget', runOut.budget)],
    allowances: runOut.allowances.map(({ title, day }) => usedUp(`${title}: the included amount`, day)),
  };
}
