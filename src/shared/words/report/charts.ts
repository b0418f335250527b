import type { Period } from '#shared/domain/instant';
import type { ReportChart, ReportSection } from '#shared/domain/report';
import type { Standing } from '#shared/domain/standing';
import { formatDate } from '../../format/date';
import { formatQuantity } from '../../format/quantity';
import type { Reader } from '../reader';
import { hitPoint, isReached, rangeWords, whenShort } from '../standing';
import type { MonthPeak, ReportGround } from './ground';

/** The limits that matter drawn one by one, in the order of risk. */
export function chartsSection({ charts, period }: ReportGround): ReportSection {
  return {
    id: 'charts',
    title: period.closed ? `Charts of ${period.title}` : 'Where the limits are',
    blocks:
      charts.length === 0
        ? [{ kind: 'text', text: 'No limit was read twice yet, so that there is no line to draw.' }]
        : [{ kind: 'charts', charts }],
  };
}

type Drawn = Pick<ReportChart, 'points' | 'path' | 'now'>;

/** The chart of one limit, with what it shows in a sentence. */
export function limitChart(standing: Standing, name: string, drawn: Drawn, reader: Reader): ReportChart {
  const { key, unit, limit, expected } = standing;
  const [first, last] = [drawn.points[0], drawn.points.at(-1)];
  const range = expected?.q50 == null || isReached(standing) ? '' : ` (${rangeWords(expected, reader)})`;
  const level =
    first === undefined || last === undefined
      ? ''
      : `: ${formatQuantity(first.value, unit)} on ${formatDate(first.t, reader.zone)}, ${formatQuantity(last.value, unit)} on ${formatDate(last.t, reader.zone)}`;
  const ceiling =
    limit === null ? '' : `; the limit is ${formatQuantity(limit, unit)}: ${whenShort(standing, reader)}${range}`;
  return {
    id: `charts.${key}`,
    title: name,
    alt: `${name}${level}${ceiling}.`,
    ...{ unit, limit, ...drawn },
    reach: hitPoint(standing),
  };
}

/** The days of one metric in a month that is over, beside the limit that was in force. */
export function monthChart(
  { key, name, unit, limit, highest, at }: MonthPeak,
  points: Drawn['points'],
  span: Period,
): ReportChart {
  const most =
    highest === null || at === null
      ? 'nothing was read'
      : `at most ${formatQuantity(highest, unit)}, on ${formatDate(at, 'UTC')}`;
  const ceiling = limit === null ? '' : `; the limit was ${formatQuantity(limit, unit)}`;
  return {
    id: `charts.${key}`,
    title: name,
    alt: `${name} by day: ${most}${ceiling}.`,
    ...{ unit, limit, points, path: [], reach: null },
    now: span.end,
  };
}
