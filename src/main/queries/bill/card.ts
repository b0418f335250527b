import { dayStart } from '#shared/core/calendar/calendar';
import { cardFigures } from '#shared/core/costs/cost-card';
import { HOUR, type Instant } from '#shared/domain/instant';
import { formatDate } from '#shared/format/date';
import { formatProjectedMoney } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import type { HorizonEvent, Overview } from '#shared/ipc/overview';

type CostCard = NonNullable<Overview['cost']>;

/**
 * What all billed connections cost together; null while there is none. Adds connections of one currency
 * up. A part that is not known makes the sum unknown, with the reason; amounts of another currency are
 * named and left out.
 */
export function costCard(views: readonly CostsView[]): CostCard | null {
  const figures = cardFigures(views);
  if (figures === null) {
    return null;
  }
  const { first, counted, ...amounts } = figures;
  return {
    currency: first.currency,
    ...amounts,
    periodStart: first.periodStart,
    periodEnd: first.periodEnd,
    zone: first.zone,
    reason: reasonOf(views, counted, first),
  };
}

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

function reasonOf(views: readonly CostsView[], same: readonly CostsView[], first: CostsView): string {
  const unknown = same.flatMap((view) => view.unknown.map((part) => `${part.title}: ${part.reason}`));
  if (unknown.length > 0) {
    return `Not known: ${unknown.slice(0, 2).join('; ')}${unknown.length > 2 ? `; and ${unknown.length - 2} more` : ''}.`;
  }
  const credit = same.reduce((total, view) => total + view.soFar.creditUsed, 0);
  const others = views.filter(({ currency }) => currency !== first.currency).map(({ title }) => title);
  const otherPeriods = same.filter(
    (view) => view.soFar.atLeast > 0 && (view.periodStart !== first.periodStart || view.periodEnd !== first.periodEnd),
  );
  const billed = same.filter((view) => view.soFar.atLeast > 0).map(({ title }) => title);
  return [
    billed.length === 0 ? 'Nothing is charged so far' : billed.join(' and '),
    ...(credit > 0 ? ['after included credit'] : []),
    ...(otherPeriods.length > 0 ? [`${otherPeriods.map(({ title }) => title).join(', ')} over another period`] : []),
    ...(others.length > 0 ? [`without ${others.join(', ')}, in another currency`] : []),
  ].join(', ');
}
