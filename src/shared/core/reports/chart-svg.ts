import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { ReportChart } from '#shared/domain/report';
import { formatDate } from '#shared/format/date';
import { formatShortQuantity } from '#shared/format/quantity';
import { html } from './markup';

const WIDTH = 420;
const HEIGHT = 210;
const LEFT = 6;
const RIGHT = 6;
const TOP = 34;
const BOTTOM = 22;
/** Beyond it a limit would press the measured line onto the axis; it is then named in the corner. */
const LIMIT_IN_SIGHT = 3;

/** A chart drawn for paper: what was measured, what is expected with 50 and 80 % of cases, and the limit. `captionId`: of what names it. */
export function chartSvg(chart: ReportChart, captionId: string): string {
  const { points, path, limit, now } = chart;
  const times = [...points, ...path].map(({ t }) => t);
  const highest = Math.max(0, ...points.map(({ value }) => value), ...path.map(({ q90 }) => q90));
  const inSight = limit !== null && limit <= LIMIT_IN_SIGHT * highest;
  const x = scaleUtc([Math.min(now, ...times) * 1000, Math.max(now, ...times) * 1000], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, Math.max(highest, inSight ? (limit ?? 0) : 0) * 1.08 || 1], [HEIGHT - BOTTOM, TOP]);
  const at = (t: number) => round(x(t * 1000));
  const up = (value: number) => round(y(value));
  const parts = [
    `<text class="t" x="${LEFT}" y="14">${html(chart.title)}</text>`,
    ...gridOf(y, chart.unit),
    ...daysOf(x),
    measured(chart, at, up),
    path.length === 0 ? '' : fanOf(chart, at, up),
    ...(inSight && limit !== null ? limitOf(chart, limit, at, up) : []),
    limit !== null && !inSight
      ? `<text class="l" x="${WIDTH - RIGHT}" y="14" text-anchor="end">limit ${html(formatShortQuantity(limit, chart.unit))} ↑</text>`
      : '',
    path.length === 0 ? '' : `<path class="w" d="M${at(now)},${TOP}V${HEIGHT - BOTTOM}"/>`,
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${captionId}">${parts.join('')}</svg>`;
}

type Place = (value: number) => number;

function gridOf(y: ReturnType<typeof scaleLinear<number, number>>, unit: string): readonly string[] {
  return y.ticks(4).map((tick) => {
    const height = round(y(tick));
    const words =
      tick === 0 ? '' : `<text x="${LEFT}" y="${height - 3}">${html(formatShortQuantity(tick, unit))}</text>`;
    return `<path class="${tick === 0 ? 'a' : 'g'}" d="M${LEFT},${height}H${WIDTH - RIGHT}"/>${words}`;
  });
}

function daysOf(x: ReturnType<typeof scaleUtc<number, number>>): readonly string[] {
  return x.ticks(5).flatMap((tick) => {
    const place = round(x(tick));
    // A word that would leave the picture is left out.
    return place < LEFT + 16 || place > WIDTH - RIGHT - 16
      ? []
      : [
          `<text x="${place}" y="${HEIGHT - 6}" text-anchor="middle">${formatDate(tick.getTime() / 1000, 'UTC')}</text>`,
        ];
  });
}

function measured({ points }: ReportChart, at: Place, up: Place): string {
  const drawn = line<ReportChart['points'][number]>(
    ({ t }) => at(t),
    ({ value }) => up(value),
  ).digits(1)(points as ReportChart['points'][number][]);
  return `<path class="m" d="${drawn ?? ''}"/>`;
}

/** From the last reading on, so that the fan begins where the line ends. */
function fanOf({ points, path }: ReportChart, at: Place, up: Place): string {
  const last = points.at(-1);
  const start =
    last === undefined
      ? []
      : [{ t: last.t, q10: last.value, q25: last.value, q50: last.value, q75: last.value, q90: last.value }];
  const steps = [...start, ...path];
  type Step = ReportChart['path'][number];
  const band = (low: (step: Step) => number, high: (step: Step) => number) =>
    area<Step>(
      ({ t }) => at(t),
      (step) => up(low(step)),
      (step) => up(high(step)),
    ).digits(1)(steps) ?? '';
  const middle = line<Step>(
    ({ t }) => at(t),
    ({ q50 }) => up(q50),
  ).digits(1)(steps);
  return [
    `<path class="b8" d="${band(
      ({ q10 }) => q10,
      ({ q90 }) => q90,
    )}"/>`,
    `<path class="b5" d="${band(
      ({ q25 }) => q25,
      ({ q75 }) => q75,
    )}"/>`,
    `<path class="f" d="${middle ?? ''}"/>`,
  ].join('');
}

/** The ceiling, and where the forecast meets it: the interval thick, the best estimate a point. */
function limitOf({ reach, unit, points, path }: ReportChart, limit: number, at: Place, up: Place): readonly string[] {
  const height = up(limit);
  const first = points[0]?.t ?? path[0]?.t ?? 0;
  const last = path.at(-1)?.t ?? points.at(-1)?.t ?? first;
  const inside = (t: number) => at(Math.min(last, Math.max(first, t)));
  const met =
    reach === null || reach.at > last || reach.at < first
      ? ''
      : `<path class="r" d="M${inside(reach.from ?? reach.at)},${height}H${inside(reach.to ?? last)}"/><circle class="d" cx="${at(reach.at)}" cy="${height}" r="4"/>`;
  return [
    `<path class="c" d="M${LEFT},${height}H${WIDTH - RIGHT}"/>`,
    `<text class="l" x="${WIDTH - RIGHT}" y="${height - 5}" text-anchor="end">limit ${html(formatShortQuantity(limit, unit))}</text>`,
    met,
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
