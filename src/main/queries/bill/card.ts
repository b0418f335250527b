import { dayStart } from '#shared/core/calendar/calendar';
import { HOUR, type Instant } from '#shared/domain/instant';
import { formatDate } from '#shared/format/date';
import { formatProjectedMoney } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import type { HorizonEvent } from '#shared/ipc/overview';

/** The days on which budgets are expected to be passed, for the line of what comes next. */
export function budgetEvents(views: readonly CostsView[], now: Instant): HorizonEvent[] {
  return views.flatMap((view): HorizonEvent[] => {
    const { budget, runOut, title, currency } = view;
    if (budget?.verdict !== 'will-pass' || runOut.budget === null) {
      return [];
    }
    // Noon, so that the day is the same one in every zone that the reader may be in.
    const at = Math.max(now, dayStart(runOut.budget, 'UTC') + 12 * HOUR);
    return [
      {
        kind: 'budget',
        title: `${title}: budget of ${formatProjectedMoney(budget.amount, currency)} passed`,
        detail: formatDate(at, 'UTC'),
        tone: 'warning',
        at,
        from: at,
        to: at,
        metricKey: null,
      },
    ];
  });
}
