import { calendarMonthOf, dayStart, daysIn } from '#shared/core/calendar/calendar';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { Period } from '#shared/domain/instant';
import type { ReportChart } from '#shared/domain/report';
import type { Standing } from '#shared/domain/standing';
import { monthChart } from '#shared/words/report/charts';
import type { MonthPeak } from '#shared/words/report/ground';
import { namesOf } from '#shared/words/standing';
import type { PricedParts } from '../read-parts';
import { readLimitSteps } from '../standings/limit-history';
import type { MetricState } from '../standings/metric-states';
import { readHeldDays } from '../usage/held-points';

/** The stretch of a month, `YYYY-MM`, in UTC. */
export function spanOf(month: string): Period {
  return calendarMonthOf(dayStart(`${month}-01`, 'UTC'), 'UTC');
}

/** What each limit's metric came to in a month, the closest to its limit first, with its days drawn. */
export async function readMonth(
  parts: PricedParts,
  {
    states,
    standings,
    span,
  }: { readonly states: readonly MetricState[]; readonly standings: readonly Standing[]; readonly span: Period },
): Promise<{ readonly peaks: readonly MonthPeak[]; readonly charts: readonly ReportChart[] }> {
  const names = namesOf(standings);
  const months = await Promise.all(
    states.flatMap((state) => (state.series === null ? [] : [monthOf(parts, state, names.get(state.key), span)])),
  );
  const read = months
    .filter(({ peak: { highest, limit } }) => highest !== null && limit !== null)
    .sort((a, b) => shareOf(b.peak) - shareOf(a.peak));
  return { peaks: read.map(({ peak }) => peak), charts: read.slice(0, MOST_CHARTS).map(({ chart }) => chart) };
}

const MOST_CHARTS = 6;

function shareOf({ highest, limit }: MonthPeak): number {
  return highest === null || limit === null || limit <= 0 ? 0 : highest / limit;
}

async function monthOf(parts: PricedParts, state: MetricState, named: string | undefined, span: Period) {
  const { series, definition } = state;
  const days = series === null ? [] : await readHeldDays(parts, state, series, span);
  const points = days.map(({ t, value, max, held }) => ({
    t,
    value: held ?? (series?.kind === 'gauge' ? max : value),
  }));
  const highest = points.reduce<(typeof points)[number] | null>(
    (most, point) => (most === null || point.value > most.value ? point : most),
    null,
  );
  const steps = await readLimitSteps(parts, state);
  const limit =
    steps.length === 0 ? figureInForce(state.limit) : (steps.findLast(({ from }) => from < span.end)?.value ?? null);
  const name = named ?? definition.title;
  const peak: MonthPeak = {
    ...{ key: state.key, name, unit: definition.unit, limit },
    highest: highest?.value ?? null,
    at: highest?.t ?? null,
    daysRead: points.length,
    days: daysIn(span, 'UTC').length,
  };
  return { peak, chart: monthChart(peak, points, span) };
}
