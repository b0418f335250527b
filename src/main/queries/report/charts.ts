import { stepOf } from '#shared/core/standing/order';
import { DAY } from '#shared/domain/instant';
import type { ReportChart } from '#shared/domain/report';
import type { Standing } from '#shared/domain/standing';
import { limitChart } from '#shared/words/report/charts';
import { pressingLimits } from '#shared/words/report/limits';
import { namesOf } from '#shared/words/standing';
import type { ReadParts } from '../read-parts';
import { readEvidence } from '../recommendations/evidence';
import type { MetricState } from '../standings/metric-states';
import { metricKey } from '../usage/metric-places';

/** What a chart looks back at and ahead. */
const DAYS_BACK = 30;
const DAYS_AHEAD = 30;
/** So many are drawn at least, of the first of which there is something to draw. */
const AT_LEAST = 2;
/** A point for each day and some between them: more would not be seen on paper. */
const MOST_POINTS = 90;

/** A chart for each limit that comes closer, in the one order, one a metric; where few do, of the first others too. */
export async function readReportCharts(
  parts: ReadParts,
  {
    standings,
    states,
  }: {
    readonly standings: readonly Standing[];
    readonly states: readonly MetricState[];
  },
): Promise<readonly ReportChart[]> {
  const names = namesOf(standings);
  const reader = { now: parts.clock.now() };
  const seen = new Set<string>();
  const candidates = pressingLimits(standings).flatMap((standing) => {
    const state = stateOf(standing, states);
    if (state === null || seen.has(state.key)) {
      return [];
    }
    seen.add(state.key);
    return [{ standing, state }];
  });
  const draw = async ({ standing, state }: (typeof candidates)[number]): Promise<readonly ReportChart[]> => {
    const points = await readEvidence(parts, state, { days: DAYS_BACK, points: MOST_POINTS });
    const until = reader.now + DAYS_AHEAD * DAY;
    const path = state.forecast.path.filter(({ t }) => t > reader.now && t <= until).map(quantilesOf);
    const name = names.get(standing.key) ?? standing.title;
    return points.length < 2 ? [] : [limitChart(standing, name, { points, path, now: reader.now }, reader)];
  };
  const charts = (await Promise.all(candidates.filter(({ standing }) => comesCloser(standing)).map(draw))).flat();
  for (const one of candidates.filter(({ standing }) => !comesCloser(standing))) {
    if (charts.length >= AT_LEAST) break;
    charts.push(...(await draw(one)));
  }
  return charts;
}

/** What presses, may be reached within 30 days, or is half full: the others would be flat lines far below. */
function comesCloser(standing: Standing): boolean {
  const { probability, percent } = standing;
  return stepOf(standing) !== 'rest' || (probability?.within30 ?? 0) >= 0.01 || (percent ?? 0) >= 50;
}

/** The account's own quantity behind a limit; null for a project's, and for what no source counts. */
function stateOf({ scope, service, metric }: Standing, states: readonly MetricState[]): MetricState | null {
  return scope.kind !== 'connection'
    ? null
    : (states.find(({ key, series }) => series !== null && key === metricKey(scope.connectionId, service, metric)) ??
        null);
}

function quantilesOf({ t, q10, q25, q50, q75, q90 }: ReportChart['path'][number]): ReportChart['path'][number] {
  return { t, q10, q25, q50, q75, q90 };
}
